/** What a rule says of a document of ours, or of the user's system. */
export type Finding = {
  /** Rule id, stable: `REQ-001`. */
  readonly rule: string;
  readonly level: 'error' | 'warning';
  /** `document`: our defect, nothing is written. `system`: listed in the document, `new` goes on. */
  readonly about: 'document' | 'system';
  /** What it speaks of: a driver id or field path, a decision id, or a figure id. */
  readonly at: { readonly kind: 'requirement' | 'decision' | 'figure'; readonly id: string };
  /** One sentence that names the requirement, decision or figure itself. */
  readonly text: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Only where a waiver of the team speaks of it: shown, and not counted. */
  readonly waived?: { readonly reason: string; readonly until: string | null };
};
