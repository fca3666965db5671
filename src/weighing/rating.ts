import type { Facts } from '../model/facts.ts';
import type { Rated, RatingRule } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import { evaluate, parseCondition } from './condition.ts';
import type { Interval } from './contest.ts';

/** One way in which a rating can come out; `condition` is null for what applies when no case does. */
type RatingCase = {
  readonly condition: string | null;
  readonly interval: Interval;
  readonly because: Reason;
  /** The open question that the case waits for. */
  readonly dependsOn: string | null;
};

export type Span = {
  readonly interval: Interval;
  /** What applies for certain, or else everything that may apply, in the order of the rule. */
  readonly cases: readonly RatingCase[];
  /** The reasons of these cases, each once. */
  readonly reasons: readonly Reason[];
};

/** A rating as an interval; a point is `[3, 3]`. */
const intervalOf = (rating: Rated): Interval => {
  if (typeof rating === 'number') return [rating, rating];
  const [one, other] = rating;
  return [Math.min(one, other), Math.max(one, other)];
};

/** The cases up to the first that holds for certain, without those that do not hold. */
const possible = ({ cases, otherwise }: RatingRule, facts: Facts): readonly RatingCase[] => {
  const applying: RatingCase[] = [];
  for (const { if: condition, rating, because, depends_on } of cases) {
    const holds = evaluate(parseCondition(condition), facts);
    if (holds === 'false') continue;
    applying.push({ condition, interval: intervalOf(rating), because, dependsOn: depends_on ?? null });
    if (holds === 'true') return applying;
  }
  const interval = intervalOf(otherwise.rating);
  return [...applying, { condition: null, interval, because: otherwise.because, dependsOn: null }];
};

const isSame = (one: Reason, other: Reason): boolean => one.text === other.text;

/**
 * What a rating rule says of these facts, 0 to 4. The first case that holds gives the rating; one that may hold
 * widens it to the hull of its own rating and of all that follows. Throws ConditionError for a case whose
 * condition does not parse.
 */
export const spanOf = (rule: RatingRule, facts: Facts): Span => {
  const cases = possible(rule, facts);
  const reasons = cases.map(({ because }) => because);
  return {
    interval: [
      Math.min(...cases.map(({ interval }) => interval[0])),
      Math.max(...cases.map(({ interval }) => interval[1])),
    ],
    cases,
    reasons: reasons.filter((reason, index) => reasons.findIndex(one => isSame(one, reason)) === index),
  };
};
