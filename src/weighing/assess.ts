import type { Contest, RatedOption, Verdict } from './contest.ts';
import { type Judgement, judge, leadsInOrder, type Outcome, type Transfer } from './judge.ts';
import { flipWeightOf } from './robustness.ts';
import { leadBetween, ratingOf, type Sheet, sheetsOf, type TieBreakLevel, valueFor } from './sheet.ts';
import { byName, rounded, type WeightedCriterion, weightsOf } from './weights.ts';

/** An option's value on the scale 0–4: at the midpoints, with all ratings at lo, with all at hi. */
export type OptionValue = {
  readonly id: string;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
};

/** Beyond `flipWeight` for this criterion (from `weight`), the others rescaled, `rival` leads. */
export type Flip = {
  readonly criterion: string;
  readonly rival: string;
  readonly weight: number;
  readonly flipWeight: number;
};

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
  /** Whom to compare the winner with: the leader's nearest rival, or the leader where it did not win. */
  readonly rival: string | null;
  /** Options that no other option beats robustly, best first; more than one only in a toss-up. */
  readonly contenders: readonly string[];
  /** At the midpoints; see `isPriorityOrderDominant`. */
  readonly priorityOrderDominant: boolean;
  /** With the leader at lo and its rivals at hi it still leads, and still by priority order if it did so. */
  readonly survivesIntervals: boolean;
  /** The worst case over all rivals. Null where no transfer can change the leader. */
  readonly leastTransfer: Transfer | null;
  /** For each criterion the first change of the leader in the direction of more weight and of less. */
  readonly flips: readonly Flip[];
  readonly verdict: Verdict;
  /** Set exactly in a toss-up. `value`: the leader is the only contender, so that there is nobody to toss with. */
  readonly tieBreak: TieBreakLevel | 'value' | null;
  /** Unknown ratings of the leader and of rivals that it does not beat for certain, largest effect first. */
  readonly settledBy: readonly Unknown[];
};

/**
 * Weighs one decision. Arithmetic only: what is good and how good it is comes in as ratings.
 *
 * *The order* (`values`) depends on each option alone: value at the midpoints, then the tie-break. So adding an
 * option never reorders the others, and raising a rating never lowers a rank.
 *
 * *The winner.* X beats Y robustly when X leads at the worst end of all intervals (X at lo, Y at hi) and either
 * no weighting in the user's order changes that, or at least 10 points of weight would have to move. Contenders
 * are the options that nobody beats robustly; the leader always is one, and the only one unless the verdict is
 * a toss-up. Among contenders the tie-break chooses: reversibility, team skill, fewer parts, id. Raising a
 * rating of the winner keeps it the winner. Adding an option keeps the winner, unless the newcomer wins or
 * beats the old winner robustly. (More cannot be had: a choice that never depends on the options it did not
 * choose needs an order of single options, and "nearly equal" is not transitive.)
 *
 * *The verdict* follows from the leader against all rivals, see `Verdict`. Equal ratings are a toss-up.
 *
 * A single viable option is no contest: `clear`, no rival, nothing to record. Throws a `Problem` where there is
 * no option (`no-viable-option`), where two have one id (`duplicate-option`), or where a rating is not an
 * interval within 0–4 (`not-a-rating`).
 *
 * Sources: Edwards & Barron 1994; Danielson & Ekenberg 2017; Kirkwood & Sarin 1985.
 */
export const assess = (contest: Contest): Assessment => {
  const { criteria, dropped } = weightsOf(contest.criteria, contest.priorities);
  const sheets = sheetsOf(contest.options, criteria);
  const judged = judge(sheets, criteria);
  const { leader, rivals, leastTransfer } = judged;
  const nearest = leastTransfer?.rival ?? rivals[0]?.id ?? null;
  return {
    criteria,
    droppedPriorities: dropped,
    values: sheets.map(({ id, value, lo, hi }) => ({
      id,
      value,
      lo: valueFor(lo, criteria),
      hi: valueFor(hi, criteria),
    })),
    dominated: dominatedAmong(sheets),
    leader: leader.id,
    winner: judged.winner,
    rival: judged.winner === leader.id ? nearest : leader.id,
    contenders: judged.contenders.map(({ id }) => id),
    priorityOrderDominant: judged.priorityOrderDominant,
    survivesIntervals: judged.survivesIntervals,
    leastTransfer,
    flips: flipsOf(leader, rivals, criteria),
    verdict: judged.verdict,
    tieBreak: judged.tieBreak,
    settledBy: judged.verdict === 'clear' ? [] : unknownsOf(contest.options, criteria, judged),
  };
};

/** Winner and verdict alone: what a walk over many contests needs. Throws as `assess` does. */
export const outcomeOf = (contest: Contest): Outcome => {
  const { criteria } = weightsOf(contest.criteria, contest.priorities);
  const { winner, verdict } = judge(sheetsOf(contest.options, criteria), criteria);
  return { winner, verdict };
};

/** Options that another one beats for certain, without weighing the rest. */
export const dominatedIn = (contest: Contest): Assessment['dominated'] =>
  dominatedAmong(sheetsOf(contest.options, weightsOf(contest.criteria, contest.priorities).criteria));

/** Pareto dominance over intervals: the worst of A against the best of B. */
const dominatedAmong = (sheets: readonly Sheet[]): Assessment['dominated'] => {
  const dominates = (a: Sheet, b: Sheet): boolean =>
    a.lo.every((lo, j) => lo >= (b.hi[j] ?? 0)) && a.lo.some((lo, j) => lo > (b.hi[j] ?? 0));
  return sheets.flatMap(sheet => {
    const by = sheets.find(other => dominates(other, sheet));
    return by === undefined ? [] : [{ id: sheet.id, by: by.id }];
  });
};

const flipsOf = (
  leader: Sheet,
  rivals: readonly Sheet[],
  criteria: readonly WeightedCriterion[],
): readonly Flip[] =>
  criteria.flatMap(({ name, weight }, k) => {
    const crossings = rivals.flatMap(rival => {
      const flip = flipWeightOf(leadBetween(leader.middle, rival.middle, criteria), k);
      return flip === null ? [] : [{ rival: rival.id, ...flip, at: rounded(flip.flipWeight) }];
    });
    // A falling lead is lost to more weight, a rising one to less. Of two rivals that cross at one place, the
    // one with the steeper slope leads beyond it.
    const upwards = crossings
      .filter(({ slope }) => slope < 0)
      .sort((a, b) => a.at - b.at || a.slope - b.slope);
    const downwards = crossings
      .filter(({ slope }) => slope > 0)
      .sort((a, b) => b.at - a.at || b.slope - a.slope);
    return [...upwards.slice(0, 1), ...downwards.slice(0, 1)].map(({ rival, flipWeight }) => ({
      criterion: name,
      rival,
      weight,
      flipWeight,
    }));
  });

const unknownsOf = (
  options: readonly RatedOption[],
  criteria: readonly WeightedCriterion[],
  { leader, rivals }: Judgement,
): readonly Unknown[] => {
  const open = [leader, ...rivals.filter(rival => !leadsInOrder(leader, rival, criteria))].map(
    ({ id }) => id,
  );
  const outcomeWith = (option: RatedOption, criterion: string, rating: number): Outcome => {
    const known = { ...option, ratings: { ...option.ratings, [criterion]: [rating, rating] as const } };
    const others = options.filter(({ id }) => id !== option.id);
    const { winner, verdict } = judge(sheetsOf([...others, known], criteria), criteria);
    return { winner, verdict };
  };
  const unknowns = options
    .filter(({ id }) => open.includes(id))
    .flatMap(option =>
      criteria.flatMap(({ name, weight }) => {
        const [lo, hi] = ratingOf(option, name);
        if (lo === hi) return [];
        const [up, down] = [outcomeWith(option, name, hi), outcomeWith(option, name, lo)];
        return [{ option: option.id, criterion: name, effect: rounded(weight * (hi - lo)), up, down }];
      }),
    );
  return unknowns.sort(
    (a, b) => b.effect - a.effect || byName(a.option, b.option) || byName(a.criterion, b.criterion),
  );
};
