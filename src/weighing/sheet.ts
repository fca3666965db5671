import { problem } from '../model/problem.ts';
import type { Interval, RatedOption, TieBreak } from './contest.ts';
import type { Lead } from './robustness.ts';
import { byName, rounded, type WeightedCriterion } from './weights.ts';

/** An option's ratings in the order of the weighted criteria. */
export type Sheet = {
  readonly id: string;
  readonly tieBreak: TieBreak;
  readonly lo: readonly number[];
  readonly middle: readonly number[];
  readonly hi: readonly number[];
  readonly value: number;
};

export type TieBreakLevel = 'reversibility' | 'skill' | 'parts' | 'id';

const tieBreakLevels: readonly [TieBreakLevel, (a: Sheet, b: Sheet) => number][] = [
  ['reversibility', (a, b) => b.tieBreak.reversibility - a.tieBreak.reversibility],
  ['skill', (a, b) => b.tieBreak.skill - a.tieBreak.skill],
  ['parts', (a, b) => a.tieBreak.parts - b.tieBreak.parts],
  ['id', (a, b) => byName(a.id, b.id)],
];

const byTieBreak = (a: Sheet, b: Sheet): number => {
  for (const [, compare] of tieBreakLevels) {
    const order = compare(a, b);
    if (order !== 0) return order;
  }
  return 0;
};

/** The first contender by tie-break, and the level at which it left the last other contender behind. */
export const settle = (
  contenders: readonly Sheet[],
  leader: Sheet,
): { readonly winner: Sheet; readonly level: TieBreakLevel | 'value' } => {
  const [winner = leader, ...others] = [...contenders].sort(byTieBreak);
  const indexes = others.map(other =>
    tieBreakLevels.findIndex(([, compare]) => compare(winner, other) !== 0),
  );
  return { winner, level: tieBreakLevels[Math.max(-1, ...indexes)]?.[0] ?? 'value' };
};

export const sheetsOf = (
  options: readonly RatedOption[],
  criteria: readonly WeightedCriterion[],
): readonly Sheet[] => {
  const ids = new Set<string>();
  const sheets = options.map(option => {
    if (ids.has(option.id)) {
      throw problem({ code: 'duplicate-option', message: `Two options have the id "${option.id}".` });
    }
    ids.add(option.id);
    const ratings = criteria.map(({ name }) => ratingOf(option, name));
    const middle = ratings.map(([lo, hi]) => (lo + hi) / 2);
    return {
      id: option.id,
      tieBreak: option.tieBreak,
      lo: ratings.map(([lo]) => lo),
      middle,
      hi: ratings.map(([, hi]) => hi),
      value: valueFor(middle, criteria),
    };
  });
  return sheets.sort((a, b) => b.value - a.value || byTieBreak(a, b));
};

const unrated: Interval = [0, 4];

export const ratingOf = (option: RatedOption, criterion: string): Interval => {
  const rating = Object.hasOwn(option.ratings, criterion) ? option.ratings[criterion] : undefined;
  const [lo, hi] = rating ?? unrated;
  if (lo >= 0 && lo <= hi && hi <= 4) return [lo, hi];
  throw problem({
    code: 'not-a-rating',
    message: `The rating of "${option.id}" on ${criterion} is not within 0 to 4.`,
    expected: 'an interval [lo, hi] with 0 ≤ lo ≤ hi ≤ 4',
    received: `[${lo}, ${hi}]`,
  });
};

/** `V = Σ w_j a_j`, rounded so that equal values compare as equal. */
export const valueFor = (ratings: readonly number[], criteria: readonly WeightedCriterion[]): number => {
  const value = criteria.reduce((sum, { weight }, j) => sum + weight * (ratings[j] ?? 0), 0);
  return rounded(value);
};

/** How `leader` stands against `rival`, criterion by criterion. */
export const leadBetween = (
  leader: readonly number[],
  rival: readonly number[],
  criteria: readonly WeightedCriterion[],
): Lead => ({ criteria, differences: leader.map((rating, j) => rating - (rival[j] ?? 0)) });
