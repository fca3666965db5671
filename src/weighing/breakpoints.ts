import type { Outcome } from './judge.ts';
import { byName } from './weights.ts';

/** A number of the requirements, and the values at which some condition on it may turn. */
export type Axis = {
  readonly path: string;
  readonly current: number;
  readonly thresholds: readonly number[];
  /** Values that can occur, both ends included; `[0, Infinity]` where it is left out. */
  readonly range?: readonly [least: number, most: number];
  /** Whether only whole numbers occur: a gap that holds none is then no place for a change. */
  readonly whole?: boolean;
};

/** Where on an axis the answer becomes another one: the nearest such place in its direction. */
export type Breakpoint = {
  readonly path: string;
  readonly direction: 'above' | 'below';
  readonly at: number;
  /** Whether the answer already changes at `at`; otherwise only beyond it. */
  readonly inclusive: boolean;
  /** Whether it changes at exactly `at` and is back beyond. */
  readonly isolated: boolean;
  /** `winner`: someone else wins. `verdict`: the same one, more or less clearly, before any other wins. */
  readonly change: 'winner' | 'verdict';
  /** The outcome after the change. */
  readonly winner: Outcome['winner'];
  readonly verdict: Outcome['verdict'];
};

/**
 * Walks each axis up and down from its current value until the winner changes, through every threshold and every
 * gap between two of them, so that outcomes may come and go. A change of the verdict alone that stands nearer
 * is reported besides. `outcomeAt` must be constant between neighbouring thresholds, as it is when it depends on
 * the value through conditions on these thresholds alone. Sorted by path, above before below, nearest first.
 */
export const breakpoints = (
  axes: readonly Axis[],
  outcomeAt: (path: string, value: number) => Outcome,
): readonly Breakpoint[] =>
  [...axes]
    .sort((a, b) => byName(a.path, b.path))
    .flatMap(axis =>
      (['above', 'below'] as const).flatMap(direction => {
        const steps = stepsOf(axis, direction).map(step => ({
          ...step,
          ...outcomeAt(axis.path, step.probe),
        }));
        return changesAlong(steps, outcomeAt(axis.path, axis.current)).map(change => ({
          path: axis.path,
          direction,
          ...change,
        }));
      }),
    );

/** A threshold, or the gap behind the threshold `at`; `probe` is a value that stands for it. */
type Step = { readonly at: number; readonly isThreshold: boolean; readonly probe: number };

/** From the current value outwards: the gap it borders on, a threshold, a gap, and so on to the last gap. */
const stepsOf = (axis: Axis, direction: Breakpoint['direction']): readonly Step[] => {
  const sign = direction === 'above' ? 1 : -1;
  const [least, most] = axis.range ?? [0, Number.POSITIVE_INFINITY];
  const end = direction === 'above' ? most : least;
  const ahead = [...new Set(axis.thresholds)]
    .filter(at => sign * (at - axis.current) > 0 && sign * (end - at) >= 0)
    .sort((a, b) => sign * (a - b));
  const isOnThreshold = axis.thresholds.includes(axis.current);
  return [axis.current, ...ahead].flatMap((at, index, places) => {
    const occurs = index > 0 && !(axis.whole && !Number.isInteger(at));
    // The gap in which the current value stands is what there is already, unless it stands on its edge.
    const isNew = index > 0 || isOnThreshold;
    const next = places[index + 1];
    const inGap = axis.whole ? wholeBetween : between;
    const probe = isNew ? inGap(at, next ?? end, next === undefined, sign) : null;
    return [
      ...(occurs ? [{ at, isThreshold: true, probe: at }] : []),
      ...(probe === null ? [] : [{ at, isThreshold: false, probe }]),
    ];
  });
};

/** A value strictly beyond `at` and before `to`, or up to `to` where that is the end of the range. */
type InGap = (at: number, to: number, isLast: boolean, sign: 1 | -1) => number | null;

const between: InGap = (at, to, isLast, sign) => {
  if (at === to) return null;
  if (!isLast) return (at + to) / 2;
  return Number.isFinite(to) ? to : at + sign * Math.max(1, Math.abs(at));
};

const wholeBetween: InGap = (at, to, isLast, sign) => {
  const nearest = sign > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1;
  const left = sign * (to - nearest);
  return left > 0 || (isLast && left === 0) ? nearest : null;
};

type Change = Omit<Breakpoint, 'path' | 'direction'>;

const changesAlong = (steps: readonly (Step & Outcome)[], now: Outcome): readonly Change[] => {
  const toWinner = steps.findIndex(({ winner }) => winner !== now.winner);
  const toVerdict = steps.findIndex(
    ({ winner, verdict }) => winner !== now.winner || verdict !== now.verdict,
  );
  const changeAt = (index: number, isSame: (step: Outcome) => boolean): Change[] => {
    const step = steps[index];
    if (step === undefined) return [];
    const next = steps[index + 1];
    return [
      {
        at: step.at,
        inclusive: step.isThreshold,
        isolated: step.isThreshold && next !== undefined && isSame(next),
        change: step.winner === now.winner ? 'verdict' : 'winner',
        winner: step.winner,
        verdict: step.verdict,
      },
    ];
  };
  const verdictChange =
    toVerdict === toWinner
      ? []
      : changeAt(toVerdict, ({ winner, verdict }) => winner === now.winner && verdict === now.verdict);
  return [...verdictChange, ...changeAt(toWinner, ({ winner }) => winner === now.winner)];
};
