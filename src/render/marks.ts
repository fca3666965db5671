import type { Mark } from '../model/diagram.ts';
import type { Interval } from '../weighing/contest.ts';

const signs = ['−−', '−', '0', '+', '++'] as const satisfies readonly Mark[];

const signOf = (rating: number): Mark => signs[Math.round(rating)] ?? '?';

/** A rating as a sign; `?` where it could be anything, since half of the scale or more is open. */
export const markOf = ([lo, hi]: Interval): Mark => (hi - lo >= 2 ? '?' : signOf((lo + hi) / 2));

/** A rating as text: a sign, or the span of two. */
export const markText = ([lo, hi]: Interval): string =>
  lo === hi ? signOf(lo) : lo === 0 && hi === 4 ? '?' : `${signOf(lo)} to ${signOf(hi)}`;

/** Whether a rating speaks for an option: by the middle of what it can be. */
export const toneOf = ([lo, hi]: Interval): 'Good' | 'Neutral' | 'Bad' => {
  const middle = (lo + hi) / 2;
  return middle > 2.5 ? 'Good' : middle < 1.5 ? 'Bad' : 'Neutral';
};
