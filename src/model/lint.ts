import type { Issue, Place } from './problem.ts';

/** What a rule says of a requirements file, of a Markdown document or of a waiver. */
export type LintFinding = {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  /** The file is named from the root of the repository; with its whole path where it lies outside. */
  readonly place: Place;
  /** What it speaks of in a requirements file: a driver id, field path, decision id or figure id. */
  readonly about?: string;
  readonly text: string;
  readonly hint?: string;
  /** Only where a waiver speaks of it: such a finding is shown and not counted. */
  readonly waived?: { readonly reason: string; readonly until: string | null };
};

/** A change that `--fix` made. */
export type LintFix = { readonly file: string; readonly rule: string; readonly text: string };

/** What came of a lint run: what every reporter is made from. */
export type LintResult = {
  readonly root: string;
  /** Of adrgen. */
  readonly version: string;
  /** The `adrgen.yaml` that holds, from the root; null without one. */
  readonly configuration: string | null;
  readonly checked: {
    readonly requirements: number;
    readonly records: number;
    /** Markdown that is no record: its links are looked at. */
    readonly documents: number;
  };
  /** Rules that found anything, by id. */
  readonly rules: readonly { readonly id: string; readonly says: string }[];
  readonly findings: readonly LintFinding[];
  readonly fixed: readonly LintFix[];
  /** Files that could not be looked at. */
  readonly failures: readonly { readonly file: string; readonly issues: readonly Issue[] }[];
  readonly exitCode: 0 | 1 | 2;
};
