/** A rating on the scale 0–4, 4 always being good. What is unknown is a span; a point is `[3, 3]`. */
export type Interval = readonly [lo: number, hi: number];

/** What settles a toss-up: more reversible first, then more team skill, then fewer moving parts. */
export type TieBreak = { readonly reversibility: number; readonly skill: number; readonly parts: number };

/** A viable option: one that every gate let through. */
export type RatedOption = {
  readonly id: string;
  /** By criterion. A criterion that is missing here was rated by nobody and counts as `[0, 4]`. */
  readonly ratings: Readonly<Record<string, Interval>>;
  readonly tieBreak: TieBreak;
};

/** One decision, ready to be weighed. The order of criteria and options means nothing. */
export type Contest = {
  /** What this decision is rated on. */
  readonly criteria: readonly string[];
  /** The user's ranking, best first; an inner list is a tie; may be empty. */
  readonly priorities: readonly (string | readonly string[])[];
  readonly options: readonly RatedOption[];
};

/**
 * `clear`: the leader leads under every weighting in the user's order, at the worst end of every interval.
 * `leaning`: at least 10 points of weight would have to move. `toss-up`: anything else.
 */
export type Verdict = 'clear' | 'leaning' | 'toss-up';
