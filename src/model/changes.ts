import type { Usage } from './doors.ts';

/** A file that a command wants to stand in the repository, and the plan of what that means. */

/** Paths are relative to the root of the repository, with `/`. */
export type GeneratedFile = { readonly path: string; readonly content: string | Uint8Array };

/** What came of one generated file against what stands there. */
export type Change = {
  readonly path: string;
  /** `merged`: what the requirements change is written, what a person edited stays. */
  readonly action: 'create' | 'update' | 'merged' | 'unchanged' | 'kept';
  /** What to write; absent where nothing is written. */
  readonly content?: string | Uint8Array;
  /** Why a file is kept as it is. */
  readonly reason?: 'edited' | 'accepted';
  /** A kept file whose new text differs: the proposal is not lost on the reader of the report. */
  readonly outdated?: boolean;
  /** Names of the sections that a person edited, where only sections are kept. */
  readonly sections?: readonly string[];
};

/** How documents are made, as it was chosen when they were first generated. */
export type Settings = {
  /** Folder for adr/ and design/, relative to the root; empty for the root itself. */
  readonly out: string;
  /** Folder of the records, relative to the root; absent where it is `adr` in `out`. */
  readonly records?: string;
  readonly format: 'madr' | 'nygard';
  readonly images: readonly ('svg' | 'png')[];
  /** Folder of own templates, relative to the root; null where those of the package serve. */
  readonly templates: string | null;
  /** Absent where the embedded catalogue thinks. */
  readonly thinking?: {
    readonly architect: 'claude';
    /** Full id of whom `inherit` means; a persona may name another. */
    readonly model: string;
    /** Folder of own personas, relative to the root. */
    readonly agents: string | null;
  };
};

/** Stored answers behind a document, and what they cost when they were asked: tokens and US dollars. */
export type Asked = Omit<Usage, 'model'> & {
  /** Their keys: `.adrgen/answers/<key>.json`. */
  readonly answers: readonly string[];
};

/** What a system was made from: all of it as it was means that nothing has to be made again. Hashes are SHA-256. */
export type Making = {
  /** The requirements file, relative to the root; null where it lies outside. */
  readonly from: string | null;
  /** Of its bytes; line endings and a byte order mark do not count. */
  readonly source: string;
  /** Of what it says: comments and the order of keys do not count. */
  readonly requirements: string;
  /** Of all that the architect knows. */
  readonly catalogue: string;
  readonly templates: string;
  /** Of all that turns a Mermaid source into a picture; null where pictures are missing, or were not wanted. */
  readonly pictures: string | null;
  /** Of what the team's configuration says about systems; absent where that is nothing. */
  readonly configuration?: string;
  /** `adrgen 0.1`: patches of a version give the same documents. */
  readonly generator: string;
  readonly settings: Settings;
  /** Decision ids of the records. */
  readonly records: readonly string[];
};

/** What was last generated at a path. */
export type Generated = {
  /** SHA-256; line endings of a text do not count. */
  readonly content: string;
  /** SHA-256 of the Mermaid source of a picture. */
  readonly source?: string;
  /** SHA-256 of what would stand there by now, where a decided record or an edited picture keeps it from it. */
  readonly proposed?: string;
};

/**
 * What is known of one record or design document. One file each under `.adrgen/locks/<system>/`, so that two branches
 * that each add a record never touch the same file; what all records of a system share stands with the design.
 */
export type Lock = {
  readonly adrgen: 1;
  readonly system: string;
  /** Decision id, or `_design` for the design document. */
  readonly document: string;
  /** Number in the record's file name; null for the design document. */
  readonly number: number | null;
  readonly path: string;
  /** ISO date that the document bears. */
  readonly date: string;
  readonly architect: string;
  /** Only with the design document. */
  readonly made?: Making;
  /** Absent where no model was asked. */
  readonly asked?: Asked;
  readonly files: Readonly<Record<string, Generated>>;
};
