import { z } from 'zod';

/** What a claim stands on. A claim without any of these is marked as an assumption. */
export const citation = z.strictObject({
  kind: z.enum(['driver', 'fact', 'decision', 'assumption']),
  /**
   * A driver id (`load.dau`, `constraint-eu-only`), a fact id of the proposal, the id of another decision of the
   * system, or an assumption id.
   */
  id: z.string(),
});
export type Citation = Readonly<z.output<typeof citation>>;

/** One sentence or clause, no full stop at its end, and what it stands on. */
export const reason = z.strictObject({ text: z.string().min(1), cites: z.array(citation).readonly() });
export type Reason = { readonly text: string; readonly cites: readonly Citation[] };

/** A published statement that can be cited. */
export const fact = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** Id of a source. */
  source: z.string(),
  /** ISO dates: when it was read, and when it should be read again. */
  as_of: z.string(),
  review_after: z.string(),
});

export const source = z.strictObject({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  licence: z.string().optional(),
});
