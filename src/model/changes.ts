/** A file that a command wants to stand in the repository, and the plan of what that means. */

/** Paths are relative to the root of the repository, with `/`. */
export type GeneratedFile = { readonly path: string; readonly content: string | Uint8Array };

/** What came of one generated file against what stands there. */
export type Change = {
  readonly path: string;
  readonly action: 'create' | 'update' | 'unchanged' | 'kept';
  /** What to write; absent where nothing is written. */
  readonly content?: string | Uint8Array;
  /** Why a file is kept as it is. */
  readonly reason?: 'edited' | 'accepted';
  /** A kept file whose new text differs: the proposal is not lost on the reader of the report. */
  readonly outdated?: boolean;
};

/**
 * What one record or design document was made from. One file each under `.adrgen/locks/<system>/`, so that two
 * branches that each add a record never touch the same file.
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
  /** SHA-256 of the requirements as they were read, and of all that the architect and templates are. */
  readonly inputs: { readonly requirements: string; readonly architect: string; readonly templates: string };
  /** SHA-256 by path of what was last generated; for a picture also of its Mermaid source. */
  readonly files: Readonly<Record<string, { readonly content: string; readonly source?: string }>>;
};
