/** A criterion's place in the user's ranking and what follows from it. */
export type WeightedCriterion = {
  readonly name: string;
  /** Sum–Reciprocal, 0–1; the weights of a decision add up to 1. */
  readonly weight: number;
  /** From 1; tied criteria share the first place of their block; null in the last, unranked block. */
  readonly rank: number | null;
};

export type Weights = {
  /** By weight, then by name: blocks of equal rank stand together, the unranked one last. */
  readonly criteria: readonly WeightedCriterion[];
  /** Ranked names that this decision does not rate, in the order of the ranking. */
  readonly dropped: readonly string[];
};

/** Differences up to this size are floating-point noise, never a lead. */
export const noise = 1e-9;

/** Twelve decimals: sums that are equal on paper compare as equal. */
export const rounded = (value: number): number => Math.round(value * 1e12) / 1e12;

/** Plain order of code units: the same on every machine. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The unscaled weight of place `i` (from 1) among `n`. */
const sumReciprocal = (i: number, n: number): number => 1 / i + (n + 1 - i) / n;

/**
 * Weights from a ranking: `w_i ∝ 1/i + (n+1−i)/n`, where n counts all criteria. Tied criteria share the average
 * of their places; criteria that the ranking leaves out form one last block. A name ranked twice counts where
 * it stands first.
 *
 * Source: Danielson & Ekenberg 2017, "A robustness study of state-of-the-art surrogate weights for MCDM".
 */
export const weightsOf = (
  criteria: readonly string[],
  priorities: readonly (string | readonly string[])[],
): Weights => {
  const rated = new Set(criteria);
  const seen = new Set<string>();
  const firstTime = (name: string): boolean => !seen.has(name) && seen.add(name).has(name);
  const ranking = priorities.map(entry => (typeof entry === 'string' ? [entry] : entry).filter(firstTime));

  const ranked = ranking
    .map(names => names.filter(name => rated.has(name)))
    .filter(names => names.length > 0);
  const unranked = [...rated].filter(name => !seen.has(name));
  const n = rated.size;
  const total = sumOf(n, i => sumReciprocal(i + 1, n));

  let place = 0;
  const weighted = (names: readonly string[], isRanked: boolean): readonly WeightedCriterion[] => {
    const before = place;
    place += names.length;
    const share = sumOf(names.length, i => sumReciprocal(before + i + 1, n)) / names.length / total;
    return [...names].sort(byName).map(name => ({ name, weight: share, rank: isRanked ? before + 1 : null }));
  };
  return {
    criteria: [...ranked.flatMap(names => weighted(names, true)), ...weighted(unranked, false)],
    dropped: ranking.flat().filter(name => !rated.has(name)),
  };
};

const sumOf = (count: number, term: (index: number) => number): number => {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += term(index);
  return sum;
};
