import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Axis, type Breakpoint, breakpoints } from '../../src/weighing/breakpoints.ts';
import type { Verdict } from '../../src/weighing/contest.ts';

type Outcome = { readonly winner: string; readonly verdict: Verdict };
const clear = (winner: string): Outcome => ({ winner, verdict: 'clear' });

const found = (axis: Partial<Axis>, outcomeAt: (value: number) => Outcome) =>
  breakpoints([{ path: 'load', current: 50, thresholds: [], ...axis }], (_, value) => outcomeAt(value)).map(
    ({ path: _, ...rest }) => rest,
  );

describe('breakpoints', () => {
  it('tell "at" from "beyond"', () => {
    const common = { change: 'winner', winner: 'b', verdict: 'clear', isolated: false } as const;
    expect(found({ thresholds: [100] }, value => clear(value >= 100 ? 'b' : 'a'))).toEqual([
      { ...common, direction: 'above', at: 100, inclusive: true },
    ]);
    expect(found({ thresholds: [100] }, value => clear(value > 100 ? 'b' : 'a'))).toEqual([
      { ...common, direction: 'above', at: 100, inclusive: false },
    ]);
    expect(found({ thresholds: [20] }, value => clear(value <= 20 ? 'b' : 'a'))).toEqual([
      { ...common, direction: 'below', at: 20, inclusive: true },
    ]);
    expect(found({ thresholds: [20] }, value => clear(value < 20 ? 'b' : 'a'))).toEqual([
      { ...common, direction: 'below', at: 20, inclusive: false },
    ]);
  });

  it('see a change right beside a current value that stands on a threshold', () => {
    expect(
      found({ current: 100, thresholds: [100] }, value => clear(value === 100 ? 'a' : 'b')),
    ).toMatchObject([
      { direction: 'above', at: 100, inclusive: false },
      { direction: 'below', at: 100, inclusive: false },
    ]);
  });

  it('mark a value that stands alone', () => {
    expect(found({ thresholds: [80, 100] }, value => clear(value === 80 ? 'b' : 'a'))).toMatchObject([
      { at: 80, inclusive: true, isolated: true },
    ]);
  });

  it('find the nearest change although the answer comes and goes', () => {
    const band = (value: number): Outcome => clear(value > 60 && value < 70 ? 'b' : value >= 90 ? 'c' : 'a');
    expect(found({ thresholds: [90, 70, 60] }, band)).toMatchObject([
      { at: 60, inclusive: false, winner: 'b' },
    ]);
  });

  it('report a nearer change of the verdict besides', () => {
    const outcomeAt = (value: number): Outcome =>
      value > 90 ? clear('b') : { winner: 'a', verdict: value >= 70 ? 'toss-up' : 'clear' };
    expect(found({ thresholds: [70, 90] }, outcomeAt)).toMatchObject([
      { change: 'verdict', at: 70, inclusive: true, winner: 'a', verdict: 'toss-up' },
      { change: 'winner', at: 90, inclusive: false, winner: 'b', verdict: 'clear' },
    ]);
  });

  it('stay within the range, and within whole numbers where only those occur', () => {
    const below = (value: number): Outcome => clear(value < 1 ? 'b' : 'a');
    expect(found({ thresholds: [1], range: [1, 100] }, below)).toEqual([]);
    expect(found({ thresholds: [0] }, value => clear(value < 0 ? 'b' : 'a'))).toEqual([]);
    const inGap = (value: number): Outcome => clear(value > 60 && value < 61 ? 'b' : 'a');
    expect(found({ thresholds: [60, 61] }, inGap)).toHaveLength(1);
    expect(found({ thresholds: [60, 61], whole: true }, inGap)).toEqual([]);
    expect(
      found({ thresholds: [60.5], whole: true }, value => clear(value >= 60.5 ? 'b' : 'a')),
    ).toMatchObject([{ at: 60.5, inclusive: false }]);
  });

  it('come sorted by path', () => {
    const axes = ['z', 'a'].map(path => ({ path, current: 1, thresholds: [2] }));
    const outcomeAt = (_: string, value: number): Outcome => clear(value > 2 ? 'b' : 'a');
    expect(breakpoints(axes, outcomeAt).map(({ path }) => path)).toEqual(['a', 'z']);
    expect(breakpoints([...axes].reverse(), outcomeAt)).toEqual(breakpoints(axes, outcomeAt));
  });

  /** An outcome for each threshold and each gap: what any set of conditions on these thresholds can express. */
  const landscapes = fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    .chain(thresholds =>
      fc.record({
        thresholds: fc.constant(thresholds),
        current: fc.oneof(fc.integer({ min: 0, max: 45 }), fc.constantFrom(...thresholds), fc.constant(7.25)),
        outcomes: fc.array(
          fc.record({
            winner: fc.constantFrom('a', 'a', 'b'),
            verdict: fc.constantFrom<Verdict>('clear', 'clear', 'leaning'),
          }),
          { minLength: 11, maxLength: 11 },
        ),
      }),
    );

  it('reproduce: the answer is new just there, and the old one at every value before', () => {
    fc.assert(
      fc.property(landscapes, ({ thresholds, current, outcomes }) => {
        const outcomeAt = (value: number): Outcome => {
          const passed =
            thresholds.filter(at => at < value).length * 2 + (thresholds.includes(value) ? 1 : 0);
          return outcomes[passed] ?? clear('a');
        };
        const now = outcomeAt(current);
        const isNew = ({ change }: Breakpoint, outcome: Outcome): boolean =>
          outcome.winner !== now.winner || (change === 'verdict' && outcome.verdict !== now.verdict);
        const all = breakpoints([{ path: 'x', current, thresholds }], (_, value) => outcomeAt(value));
        for (const point of all) {
          const sign = point.direction === 'above' ? 1 : -1;
          const first = point.inclusive ? point.at : point.at + sign * 1e-6;
          expect(outcomeAt(first)).toEqual({ winner: point.winner, verdict: point.verdict });
          expect(isNew(point, outcomeAt(first))).toBe(true);
          expect(isNew(point, outcomeAt(point.at + sign * 1e-6))).toBe(!point.isolated);
          for (let value = current; sign * (first - value) > 1e-7; value += sign * 0.125) {
            expect(isNew(point, outcomeAt(value))).toBe(false);
          }
        }
        // And none is missed: without a breakpoint nobody else wins anywhere on that side.
        for (const [direction, end] of [
          ['above', 60],
          ['below', 0],
        ] as const) {
          if (all.some(point => point.direction === direction && point.change === 'winner')) continue;
          const sign = direction === 'above' ? 1 : -1;
          for (let value = current; sign * (end - value) >= 0; value += sign * 0.125) {
            expect(outcomeAt(value).winner).toBe(now.winner);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
