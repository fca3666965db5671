import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Explanation, explanationOf } from '../../src/render/explanation.ts';
import type { Design } from '../../src/stages/design.ts';
import { designFrom } from '../rules/designs.ts';

let design: Design;
let all: readonly Explanation[];
beforeAll(async () => {
  const file = new URL('../../docs/examples/ticket-shop/requirements.yaml', import.meta.url);
  design = await designFrom(readFileSync(file, 'utf8'));
  all = design.decided.map(one => explanationOf(design, one));
});

describe('what stands behind a decision', () => {
  test('a requirement pulls by what it adds to the lead on the criteria that rest on it', () => {
    const pulled = all.filter(({ pulls }) => pulls.length > 0);
    expect(pulled.length).toBeGreaterThan(3);
    for (const { pulls, weighed, rival } of pulled) {
      const lead = (criterion: string): number => {
        const [own, other] = [weighed.assessment?.winner ?? '', rival?.id ?? ''].map(id => {
          const [lo, hi] = weighed.cells[id]?.[criterion]?.interval ?? [0, 0];
          return (lo + hi) / 2;
        });
        const weight = weighed.assessment?.criteria.find(({ name }) => name === criterion)?.weight ?? 0;
        return weight * ((own ?? 0) - (other ?? 0));
      };
      for (const { pull, criteria } of pulls)
        expect(pull).toBeCloseTo(
          criteria.reduce((sum, one) => sum + lead(one), 0),
          9,
        );
      const sizes = pulls.map(({ pull }) => Math.abs(pull));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }
  });

  test('every option has every criterion, and every viable rating a reason', () => {
    for (const { options, weighed } of all) {
      for (const { ratings, standing } of options) {
        expect(ratings.map(({ criterion }) => criterion).sort()).toEqual(
          [...weighed.proposal.criteria].sort(),
        );
        if (standing === 'excluded') continue;
        for (const { interval, reasons } of ratings)
          if (interval[0] !== 0 || interval[1] !== 4) expect(reasons.length).toBeGreaterThan(0);
      }
    }
  });

  test('weights and values that flip it lie on the side that is said, also for a default', () => {
    const turns = all.flatMap(one =>
      one.turns.map(turn => ({ ...turn, standing: one.decided.standing.kind })),
    );
    expect(turns.some(({ standing }) => standing === 'default')).toBe(true);
    for (const { change, winner } of turns) expect([change, typeof winner]).toEqual(['winner', 'string']);
    for (const { flips } of all)
      for (const { direction, weight, flipWeight } of flips)
        expect(direction === 'above').toBe(flipWeight > weight);
  });

  test('both sides of a lean tell of it', () => {
    const leaning = all.filter(({ leansOn }) => leansOn.length > 0);
    expect(leaning.length).toBeGreaterThan(0);
    for (const { decided, leansOn } of leaning)
      for (const { id } of leansOn) {
        const other = all.find(one => one.decided.decision.id === id);
        expect(other?.leanedOnBy.map(one => one.id)).toContain(decided.decision.id);
      }
  });

  test('every source that is cited is listed once', () => {
    for (const { sources, because, options } of all) {
      const cited = [
        ...because,
        ...options.flatMap(({ ratings }) => ratings.flatMap(({ reasons }) => reasons)),
      ].flatMap(({ bases }) => bases.flatMap(({ source }) => source?.number ?? []));
      const numbers = sources.map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const number of cited) expect(numbers).toContain(number);
    }
  });
});
