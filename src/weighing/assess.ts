import type { Contest, Verdict } from './contest.ts';

/** A criterion's place in the user's ranking and what follows from it. */
export type WeightedCriterion = {
  readonly name: string;
  /** Sum–Reciprocal, 0–1; the weights of a decision add up to 1. */
  readonly weight: number;
  /** From 1; tied criteria share the first place of their block; null in the last, unranked block. */
  readonly rank: number | null;
};

/** An option's value on the scale 0–4: at the midpoints, with all ratings at lo, with all at hi. */
export type OptionValue = {
  readonly id: string;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
};

/** The smallest move of weight that ends the leader's lead over `rival`. */
export type Transfer = {
  /** Total weight moved, 0–1; 0 where the intervals alone can already end the lead. */
  readonly amount: number;
  readonly rival: string;
  readonly to: string;
  readonly from: readonly { readonly criterion: string; readonly amount: number }[];
};

/** Beyond `flipWeight` for this criterion, the others rescaled, `rival` leads. */
export type Flip = {
  readonly criterion: string;
  readonly rival: string;
  readonly weight: number;
  readonly flipWeight: number;
};

export type Outcome = { readonly winner: string; readonly verdict: Verdict };

/** A rating that is not known, and the outcome if it turned out at either end. */
export type Unknown = {
  readonly option: string;
  readonly criterion: string;
  /** Weight times width: how far this rating alone can move the option's value. */
  readonly effect: number;
  readonly up: Outcome;
  readonly down: Outcome;
};

export type Assessment = {
  /** By weight, then by name. */
  readonly criteria: readonly WeightedCriterion[];
  /** Ranked names that this decision does not rate, in the order of the ranking. */
  readonly droppedPriorities: readonly string[];
  /** Best first; equal values in the order of the tie-break. */
  readonly values: readonly OptionValue[];
  /** Options that another one beats for certain: at least as good everywhere, better somewhere. */
  readonly dominated: readonly { readonly id: string; readonly by: string }[];
  /** First by value. The numbers of robustness are the leader's against its rivals. */
  readonly leader: string;
  /** The leader, unless a toss-up was settled in favour of another contender. */
  readonly winner: string;
  /** Whom to compare the winner with: the leader's nearest rival, or the leader if it did not win. */
  readonly rival: string | null;
  /** Options that no other option beats robustly; best first. More than one only in a toss-up. */
  readonly contenders: readonly string[];
  readonly priorityOrderDominant: boolean;
  readonly survivesIntervals: boolean;
  /** Null where no transfer can change the leader. */
  readonly leastTransfer: Transfer | null;
  readonly flips: readonly Flip[];
  readonly verdict: Verdict;
  /** Set exactly in a toss-up. `value`: the leader alone is unbeaten, so that there was nobody to toss with. */
  readonly tieBreak: 'value' | 'reversibility' | 'skill' | 'parts' | 'id' | null;
  /** Unknown ratings of the leader and of the rivals it does not beat for certain, largest effect first. */
  readonly settledBy: readonly Unknown[];
};

export const assess = (contest: Contest): Assessment => {
  throw new Error(`not weighed yet: ${contest.options.length} options`);
};
