/** Exit codes of every command (docs/exit-codes.md). */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  model: 3,
  budget: 4,
  partial: 5,
  internal: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Where in a file something was found: line and column count from 1. */
export type Place = { readonly file: string; readonly line?: number; readonly column?: number };

/** One thing wrong with what the user gave us: code, place and hint are data, prose stands in `message`. */
export type Issue = {
  /** Stable, in kebab-case: `unknown-key`, `not-a-quantity`. */
  readonly code: string;
  readonly message: string;
  readonly place?: Place;
  /** The line of the file as it stands there. */
  readonly source?: string;
  readonly expected?: string;
  readonly received?: string;
  /** What to do next: a command or the nearest key. */
  readonly hint?: string;
};

/** A known failure: printed with place and hint, never with a stack trace. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly issues: readonly Issue[];
  readonly exitCode: ExitCode;

  constructor(issues: readonly Issue[], exitCode: ExitCode = exitCodes.usage) {
    super(issues.map(issue => issue.message).join('\n'));
    this.issues = issues;
    this.exitCode = exitCode;
  }
}

/** The short form for a single issue. */
export const problem = (issue: Issue, exitCode: ExitCode = exitCodes.usage): Problem =>
  new Problem([issue], exitCode);
