import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightsOf } from '../../src/weighing/weights.ts';
import { contests } from './contests.ts';

const rounded = (criteria: readonly string[], priorities: readonly (string | string[])[]) =>
  weightsOf(criteria, priorities).criteria.map(({ name, weight, rank }) => [name, +weight.toFixed(3), rank]);

describe('weights from a ranking', () => {
  it('are Sum–Reciprocal', () => {
    expect(rounded(['d', 'c', 'b', 'a'], ['a', 'b', 'c', 'd'])).toEqual([
      ['a', 0.436, 1],
      ['b', 0.273, 2],
      ['c', 0.182, 3],
      ['d', 0.109, 4],
    ]);
  });

  it('give tied criteria the average of their places', () => {
    expect(rounded(['a', 'b', 'c', 'd'], ['a', ['c', 'b'], 'd'])).toEqual([
      ['a', 0.436, 1],
      ['b', 0.227, 2],
      ['c', 0.227, 2],
      ['d', 0.109, 4],
    ]);
  });

  it('put what the ranking leaves out into one last block without rank', () => {
    expect(rounded(['a', 'b', 'c', 'd'], ['d'])).toEqual([
      ['d', 0.436, 1],
      ['a', 0.188, null],
      ['b', 0.188, null],
      ['c', 0.188, null],
    ]);
    expect(rounded(['a', 'b'], [])).toEqual([
      ['a', 0.5, null],
      ['b', 0.5, null],
    ]);
  });

  it('name what is ranked and not rated, close the gap, and count a name where it stands first', () => {
    const { criteria, dropped } = weightsOf(['a', 'b'], ['x', ['a', 'y'], 'b', 'a', 'x']);
    expect(dropped).toEqual(['x', 'y']);
    expect(criteria.map(({ name, rank }) => [name, rank])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('add up to 1, fall from block to block, and do not depend on the order of the criteria', () => {
    fc.assert(
      fc.property(contests(), ({ criteria, priorities }) => {
        const weights = weightsOf(criteria, priorities);
        expect(weights.criteria.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
        for (const [index, { weight, rank }] of weights.criteria.entries()) {
          const next = weights.criteria[index + 1];
          if (next !== undefined && next.rank === rank) expect(next.weight).toBe(weight);
          else expect(next?.weight ?? 0).toBeLessThan(weight);
        }
        expect(weightsOf([...criteria].reverse(), priorities)).toEqual(weights);
      }),
    );
  });

  it('are none for a decision without criteria', () => {
    expect(weightsOf([], ['a'])).toEqual({ criteria: [], dropped: ['a'] });
  });
});
