import { noise, type WeightedCriterion } from './weights.ts';

/**
 * How firmly one option leads another. `differences` are the leader's ratings minus the rival's, in the order of
 * `criteria`; with intervals, the leader's lo minus the rival's hi.
 */
export type Lead = {
  readonly criteria: readonly WeightedCriterion[];
  readonly differences: readonly number[];
};

/** `D = Σ w_j d_j`: above 0 the leader leads. Noise counts as 0. */
export const leadOf = ({ criteria, differences }: Lead): number => {
  const lead = criteria.reduce((sum, { weight }, j) => sum + weight * (differences[j] ?? 0), 0);
  return Math.abs(lead) <= noise ? 0 : lead;
};

/**
 * Whether no weighting in the user's order puts the rival ahead: every prefix sum `d_1 + … + d_k` is at least 0,
 * within ties at block ends only. Criteria without a rank have an unknown order, each weighing at most as much
 * as the last ranked one: `P_m + Σ min(0, d_j) ≥ 0` over them.
 *
 * Source: Kirkwood & Sarin 1985, "Ranking with partial information"; the prefixes are the extreme points of
 * `w_1 ≥ … ≥ w_m ≥ 0`.
 */
export const isPriorityOrderDominant = ({ criteria, differences }: Lead): boolean => {
  let prefix = 0;
  let worst = 0;
  for (const [j, { rank }] of criteria.entries()) {
    const d = differences[j] ?? 0;
    if (rank === null) {
      prefix += Math.min(0, d);
      continue;
    }
    prefix += d;
    if (criteria[j + 1]?.rank !== rank) worst = Math.min(worst, prefix);
  }
  return Math.min(worst, prefix) >= -noise;
};

/** Weight that moves to `to`, in all `amount`, until the lead is gone. */
export type WeightTransfer = {
  /** 0–1: half the sum of absolute changes of weight. 0 where there is no lead to begin with. */
  readonly amount: number;
  readonly to: string;
  readonly from: readonly { readonly criterion: string; readonly amount: number }[];
};

/**
 * The smallest move of weight after which the leader leads no more: to the criterion with the smallest
 * difference, from the largest difference first. Null where no move can do it.
 */
export const leastTransferOf = ({ criteria, differences }: Lead): WeightTransfer | null => {
  const parts = criteria.map(({ name, weight }, j) => ({ name, weight, d: differences[j] ?? 0 }));
  const [target] = [...parts].sort((a, b) => a.d - b.d);
  if (target === undefined) return null;
  let lead = leadOf({ criteria, differences });
  if (lead <= 0) return { amount: 0, to: target.name, from: [] };
  if (target.d >= -noise) return null;

  const from: { criterion: string; amount: number }[] = [];
  for (const donor of [...parts].sort((a, b) => b.d - a.d)) {
    if (lead <= noise) break;
    const gain = donor.d - target.d;
    const amount = Math.min(donor.weight, lead / gain);
    from.push({ criterion: donor.name, amount });
    lead -= amount * gain;
  }
  return { amount: from.reduce((sum, part) => sum + part.amount, 0), to: target.name, from };
};

/**
 * The weight of criterion `k` at which the lead is gone, the other weights rescaled to fill the rest:
 * `r = (D − w_k d_k)/(1 − w_k)`, and where `r · d_k < 0`, `r/(r − d_k)`. More weight than that flips the answer
 * where `d_k` is negative, less where it is positive. `slope` is how fast the lead grows with the weight.
 *
 * Source: Triantaphyllou & Sánchez 1997, for the change of one weight with the others rescaled.
 */
export const flipWeightOf = (
  lead: Lead,
  k: number,
): { readonly flipWeight: number; readonly slope: number } | null => {
  const weight = lead.criteria[k]?.weight ?? 1;
  const d = lead.differences[k] ?? 0;
  if (1 - weight <= noise) return null;
  const rest = (leadOf(lead) - weight * d) / (1 - weight);
  if (Math.abs(rest) <= noise || Math.abs(d) <= noise || rest > 0 === d > 0) return null;
  return { flipWeight: rest / (rest - d), slope: d - rest };
};
