/** What one reader says of a record of any family (docs/records.md). What is not there is null or unknown, never a guess. */

export const recordStatuses = [
  'draft',
  'proposed',
  'accepted',
  'rejected',
  'deprecated',
  'superseded',
  'unknown',
] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** `madr` is 3 and 4 (front matter), `madr-2` has list items, `adr-tools` is Nygard's; `other` is a record of no known family. */
export const recordFormats = ['madr', 'madr-2', 'nygard', 'log4brains', 'other'] as const;
export type RecordFormat = (typeof recordFormats)[number];

/** Formats that records are converted to: MADR 4, and Nygard's. */
export const conversionTargets = ['madr', 'nygard'] as const;
export type ConversionTarget = (typeof conversionTargets)[number];

/** Each has its opposite, so that a link can be written on both ends. */
export const linkRelations = [
  'supersedes',
  'superseded-by',
  'amends',
  'amended-by',
  'depends-on',
  'required-by',
  'relates-to',
] as const;
export type LinkRelation = (typeof linkRelations)[number];

export type RecordLink = {
  readonly relation: LinkRelation;
  /** Id of the record at the other end; null where no record of the folder is meant. */
  readonly id: string | null;
  /** As the record has it: a path, `ADR-0123`, a number. */
  readonly target: string;
  /** Only where a part of the other is superseded. */
  readonly partial?: true;
};

/** A record of the repository; `adrgen list --json` prints an array of these. */
export type ReadRecord = {
  /** File name without extension, with the package before it where there are packages: `shop/0004-store`. */
  readonly id: string;
  /** Leading number of the name: `ADR012-` is 12, `0004a-` is 4, `20240131-` is 20240131; null where it has none. */
  readonly number: number | null;
  /** Plain text without number prefix or markup. */
  readonly title: string;
  readonly status: RecordStatus;
  /** As it stands there, markup and all; empty where there is none. */
  readonly statusText: string;
  /** YYYY-MM-DD. */
  readonly date: string | null;
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly format: RecordFormat;
  readonly deciders: readonly string[];
  readonly tags: readonly string[];
  readonly links: readonly RecordLink[];
};
