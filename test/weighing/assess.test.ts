import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import { type Assessment, assess, outcomeOf } from '../../src/weighing/assess.ts';
import type { Contest, RatedOption } from '../../src/weighing/contest.ts';
import { leaningTransfer } from '../../src/weighing/judge.ts';
import { contests, shop, valueUnder, weightsIn } from './contests.ts';

const without = (contest: Contest, id: string): Contest => ({
  ...contest,
  options: contest.options.filter(option => option.id !== id),
});

const withOption = (contest: Contest, changed: RatedOption): Contest => ({
  ...contest,
  options: contest.options.map(option => (option.id === changed.id ? changed : option)),
});

const order = ({ values }: Assessment): string[] => values.map(({ id }) => id);

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.issues[0]?.code;
    throw error;
  }
};

describe('the worked example', () => {
  const assessment = assess(shop);

  it('has the values worked out by hand', () => {
    expect(assessment.values.map(({ id, value }) => [id, +value.toFixed(4)])).toEqual([
      ['modular-monolith', 3.4479],
      ['serverless', 2.9022],
      ['microservices', 1.9748],
    ]);
  });

  it('is clear', () => {
    expect(assessment).toMatchObject({
      winner: 'modular-monolith',
      rival: 'serverless',
      contenders: ['modular-monolith'],
      priorityOrderDominant: true,
      survivesIntervals: true,
      verdict: 'clear',
      tieBreak: null,
      dominated: [],
      settledBy: [],
    });
  });

  it('knows the weight of the third criterion at which serverless leads', () => {
    const flip = assessment.flips.find(({ criterion }) => criterion === 'third');
    expect(flip).toMatchObject({ rival: 'serverless' });
    expect(flip?.flipWeight).toBeCloseTo(0.3532, 4);
  });

  it('knows how much weight would have to move', () => {
    expect(assessment.leastTransfer).toMatchObject({ rival: 'serverless', to: 'third' });
    expect(assessment.leastTransfer?.amount).toBeCloseTo(0.1567, 4);
    expect(assessment.leastTransfer?.from.map(({ criterion }) => criterion)).toEqual(['fifth', 'first']);
  });
});

const two = (
  a: Partial<RatedOption>,
  b: Partial<RatedOption>,
  priorities: Contest['priorities'] = ['x', 'y'],
): Assessment => {
  const even = { reversibility: 2, skill: 2, parts: 2 };
  return assess({
    criteria: ['x', 'y'],
    priorities,
    options: [
      { id: 'a', ratings: {}, tieBreak: even, ...a },
      { id: 'b', ratings: {}, tieBreak: even, ...b },
    ],
  });
};

describe('verdicts', () => {
  it('take one option alone as no contest', () => {
    expect(assess({ ...shop, options: shop.options.slice(1, 2) })).toMatchObject({
      winner: 'microservices',
      rival: null,
      verdict: 'clear',
      leastTransfer: null,
      flips: [],
    });
  });

  it('never call equal ratings clear', () => {
    const same = { ratings: { x: [3, 3], y: [1, 1] } } as const;
    expect(two(same, same)).toMatchObject({ verdict: 'toss-up', winner: 'a', rival: 'b', tieBreak: 'id' });
  });

  it('do not let a file without ranking make everything clear', () => {
    const a = { ratings: { x: [4, 4], y: [2, 2] } } as const;
    const b = { ratings: { x: [2, 2], y: [3, 3] } } as const;
    expect(two(a, b).verdict).toBe('clear');
    expect(two(a, b, [])).toMatchObject({ winner: 'a', verdict: 'leaning', priorityOrderDominant: false });
    expect(two(a, b, [['x', 'y']]).verdict).toBe('clear');
  });

  it('take an unrated criterion for unknown, and say what would settle it', () => {
    const unknown = two({ ratings: { x: [3.8, 3.8] } }, { ratings: { x: [2, 2], y: [2, 2] } });
    expect(unknown).toMatchObject({ leader: 'a', verdict: 'leaning', priorityOrderDominant: true });
    expect(unknown.survivesIntervals).toBe(false);
    expect(unknown.settledBy).toMatchObject([
      { option: 'a', criterion: 'y', up: { verdict: 'clear', winner: 'a' }, down: { winner: 'a' } },
    ]);
  });

  it('settle a toss-up by reversibility, skill, parts, id, in this order', () => {
    const lead = { ratings: { x: [2, 2], y: [3, 3] } } as const;
    const close = { ratings: { x: [2, 2], y: [3, 3] } } as const;
    const settled = (a: RatedOption['tieBreak'], b: RatedOption['tieBreak']) => {
      const { winner, tieBreak } = two({ ...lead, tieBreak: a }, { ...close, tieBreak: b });
      return [winner, tieBreak];
    };
    const even = { reversibility: 2, skill: 2, parts: 2 };
    expect(settled({ ...even, skill: 4, parts: 1 }, { ...even, reversibility: 3 })).toEqual([
      'b',
      'reversibility',
    ]);
    expect(settled({ ...even, parts: 1 }, { ...even, skill: 3 })).toEqual(['b', 'skill']);
    expect(settled(even, { ...even, parts: 1 })).toEqual(['b', 'parts']);
    expect(settled(even, even)).toEqual(['a', 'id']);
  });

  it('compare a winner by tie-break with the leader by value', () => {
    const behind = two(
      { ratings: { x: [3, 3], y: [1.6, 1.6] } },
      { ratings: { x: [2.5, 2.5], y: [2.5, 2.5] }, tieBreak: { reversibility: 4, skill: 0, parts: 9 } },
    );
    expect(behind).toMatchObject({
      verdict: 'toss-up',
      leader: 'a',
      winner: 'b',
      rival: 'a',
      contenders: ['a', 'b'],
      tieBreak: 'reversibility',
    });
  });

  it('name a dominated option only where that is certain', () => {
    const better = { ratings: { x: [3, 3], y: [2, 4] } } as const;
    expect(two(better, { ratings: { x: [2, 2], y: [2, 2] } }).dominated).toEqual([{ id: 'b', by: 'a' }]);
    expect(two(better, { ratings: { x: [2, 2], y: [2, 3] } }).dominated).toEqual([]);
  });
});

describe('what cannot be weighed', () => {
  it('is a known problem', () => {
    expect(codeOf(() => assess({ ...shop, options: [] }))).toBe('no-viable-option');
    expect(codeOf(() => assess({ ...shop, options: [...shop.options, ...shop.options] }))).toBe(
      'duplicate-option',
    );
    for (const bad of [
      [0, 5],
      [3, 2],
      [-1, 0],
      [Number.NaN, 1],
    ] as const) {
      expect(codeOf(() => two({ ratings: { x: bad } }, {}))).toBe('not-a-rating');
    }
  });

  it('does not take inherited names for ratings', () => {
    const odd = assess({ ...shop, criteria: ['constructor'], priorities: ['toString'] });
    expect(odd.values.map(({ lo, hi }) => [lo, hi])).toEqual([
      [0, 4],
      [0, 4],
      [0, 4],
    ]);
  });
});

describe('any contest', () => {
  it('comes out the same in whatever order it is written down', () => {
    fc.assert(
      fc.property(contests(1, 5), contest => {
        const mirrored: Contest = {
          criteria: [...contest.criteria].reverse(),
          priorities: contest.priorities.map(entry =>
            typeof entry === 'string' ? entry : [...entry].reverse(),
          ),
          options: [...contest.options].reverse().map(option => ({
            ...option,
            ratings: Object.fromEntries(Object.entries(option.ratings).reverse()),
          })),
        };
        const { droppedPriorities, ...assessment } = assess(contest);
        expect(assess(mirrored)).toMatchObject(assessment);
        expect(assess(mirrored).droppedPriorities.toSorted()).toEqual(droppedPriorities.toSorted());
      }),
    );
  });

  it('keeps the order of the others when an option is added, and the winner unless the newcomer beats it', () => {
    fc.assert(
      fc.property(contests(2, 5), contest => {
        const newcomer = 'option-0';
        const before = assess(without(contest, newcomer));
        const after = assess(contest);
        expect(order(after).filter(id => id !== newcomer)).toEqual(order(before));
        if (after.winner === before.winner || after.winner === newcomer) return;
        // Alone with the newcomer, the old winner would have lost beyond dispute.
        const duel = {
          ...contest,
          options: contest.options.filter(({ id }) => id === newcomer || id === before.winner),
        };
        expect(assess(duel)).toMatchObject({ winner: newcomer, contenders: [newcomer] });
      }),
      { numRuns: 400 },
    );
  });

  it('never takes a place, or the win, from an option whose rating is raised', () => {
    const cases = contests(2, 5).chain(contest =>
      fc.record({
        contest: fc.constant(contest),
        raised: fc.constantFrom(...contest.options),
        criterion: fc.constantFrom(...contest.criteria),
        by: fc.tuple(fc.constantFrom(0, 0.5, 1, 4), fc.constantFrom(0.5, 1, 4)),
      }),
    );
    fc.assert(
      fc.property(cases, ({ contest, raised, criterion, by }) => {
        const [lo, hi] = raised.ratings[criterion] ?? [0, 4];
        const top = Math.min(4, hi + by[1]);
        const ratings = { ...raised.ratings, [criterion]: [Math.min(top, lo + by[0]), top] as const };
        const before = assess(contest);
        const after = assess(withOption(contest, { ...raised, ratings }));
        expect(order(after).indexOf(raised.id)).toBeLessThanOrEqual(order(before).indexOf(raised.id));
        if (before.winner === raised.id) expect(after.winner).toBe(raised.id);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has a verdict that follows from its numbers', () => {
    fc.assert(
      fc.property(contests(1, 4), contest => {
        const assessment = assess(contest);
        const isClear = assessment.priorityOrderDominant && assessment.survivesIntervals;
        const isLeaning = (assessment.leastTransfer?.amount ?? 1) >= leaningTransfer - 1e-9;
        expect(assessment.verdict).toBe(isClear ? 'clear' : isLeaning ? 'leaning' : 'toss-up');
        expect(assessment.tieBreak === null).toBe(assessment.verdict !== 'toss-up');
        expect(assessment.contenders).toContain(assessment.winner);
        expect(assessment.contenders[0]).toBe(assessment.leader);
        if (assessment.verdict !== 'toss-up') expect(assessment.contenders).toEqual([assessment.leader]);
        if (contest.options.length > 1) expect(assessment.rival).not.toBe(assessment.winner);
        expect(outcomeOf(contest)).toEqual({ winner: assessment.winner, verdict: assessment.verdict });
      }),
    );
  });

  it('never has a dominated winner', () => {
    fc.assert(
      fc.property(contests(2, 5), contest => {
        const { winner, dominated } = assess(contest);
        expect(dominated.map(({ id }) => id)).not.toContain(winner);
      }),
    );
  });

  it('reports flips that happen: the rival leads just beyond, the leader just before', () => {
    let seen = 0;
    fc.assert(
      fc.property(contests(2, 4), contest => {
        const assessment = assess(contest);
        const weights = weightsIn(assessment);
        const valuesWith = (criterion: string, weight: number) => {
          const scale = (1 - weight) / (1 - (weights[criterion] ?? 0));
          const changed = Object.fromEntries(
            Object.entries(weights).map(([name, old]) => [name, name === criterion ? weight : old * scale]),
          );
          return new Map(contest.options.map(({ id }) => [id, valueUnder(contest, id, changed)]));
        };
        for (const { criterion, rival, weight, flipWeight } of assessment.flips) {
          seen += 1;
          const step = isUpward(contest, assessment.leader, rival, criterion) ? 1e-6 : -1e-6;
          expect((flipWeight - weight) * step).toBeGreaterThanOrEqual(-1e-15);
          const beyond = valuesWith(criterion, flipWeight + step);
          const before = valuesWith(criterion, flipWeight - step);
          expect(beyond.get(rival)).toBeGreaterThan(beyond.get(assessment.leader) ?? 0);
          expect(Math.max(...beyond.values())).toBeCloseTo(beyond.get(rival) ?? 0, 9);
          expect(before.get(assessment.leader)).toBeGreaterThan(before.get(rival) ?? 0);
        }
      }),
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('reports least transfers that happen, and that nothing smaller could replace', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        contests(2, 4),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (contest, draws) => {
          const assessment = assess(contest);
          const { leader, leastTransfer } = assessment;
          const weights = weightsIn(assessment);
          const leadUnder = (rival: string, changed: Readonly<Record<string, number>>) =>
            valueUnder(contest, leader, changed, 'lo') - valueUnder(contest, rival, changed, 'hi');
          const rivals = contest.options.map(({ id }) => id).filter(id => id !== leader);
          if (leastTransfer === null) {
            // Not even a criterion that weighs everything puts a rival ahead.
            for (const name of contest.criteria) {
              for (const rival of rivals)
                expect(leadUnder(rival, { [name]: 1 })).toBeGreaterThanOrEqual(-1e-9);
            }
            return;
          }
          const { amount, rival, to, from } = leastTransfer;
          expect(from.reduce((sum, part) => sum + part.amount, 0)).toBeCloseTo(amount, 12);
          const moved = { ...weights };
          for (const part of from) {
            moved[part.criterion] = (moved[part.criterion] ?? 0) - part.amount;
            moved[to] = (moved[to] ?? 0) + part.amount;
            expect(moved[part.criterion]).toBeGreaterThanOrEqual(-1e-12);
          }
          if (amount === 0) {
            expect(leadUnder(rival, weights)).toBeLessThanOrEqual(1e-9);
            return;
          }
          seen += 1;
          expect(leadUnder(rival, moved)).toBeCloseTo(0, 9);
          // Any other move of a little less weight puts no rival ahead.
          const random = contest.criteria.map(() => draws.next().value ?? 0);
          const total = random.reduce((sum, share) => sum + share, 0) || 1;
          const target = Object.fromEntries(
            contest.criteria.map((name, j) => [name, (random[j] ?? 0) / total]),
          );
          const distance = contest.criteria.reduce(
            (sum, name) => sum + Math.abs((target[name] ?? 0) - (weights[name] ?? 0)) / 2,
            0,
          );
          const reach = Math.min(1, (amount * 0.999) / (distance || 1));
          const near = Object.fromEntries(
            contest.criteria.map(name => {
              const old = weights[name] ?? 0;
              return [name, old + reach * ((target[name] ?? 0) - old)];
            }),
          );
          for (const other of rivals) expect(leadUnder(other, near)).toBeGreaterThan(-1e-9);
        },
      ),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(50);
  });
});

/** Whether more weight on the criterion helps the rival against the leader. */
const isUpward = (contest: Contest, leader: string, rival: string, criterion: string): boolean =>
  valueUnder(contest, leader, { [criterion]: 1 }) < valueUnder(contest, rival, { [criterion]: 1 });

describe('priority-order dominance', () => {
  /** Random weights that respect the ranking: equal within ties, each unranked one at most the last ranked one. */
  const respecting = (assessment: Assessment, draws: Iterator<number, unknown>): Record<string, number> => {
    const draw = (): number => Number(draws.next().value);
    const ranks = [...new Set(assessment.criteria.map(({ rank }) => rank))].filter(rank => rank !== null);
    // From the last rank up, each at least the one below; often equal or zero, where the extremes are.
    let level = 0;
    const byRank = new Map<number, number>();
    for (const rank of ranks.toReversed()) {
      level += draw() < 0.4 ? 0 : draw();
      byRank.set(rank, level);
    }
    const lowest = byRank.get(ranks.at(-1) ?? 0) ?? 1;
    const unranked = (): number => lowest * ([0, 1, draw()][Math.floor(draw() * 2.999)] ?? 0);
    return Object.fromEntries(
      assessment.criteria.map(({ name, rank }) => [
        name,
        rank === null ? unranked() : (byRank.get(rank) ?? 0),
      ]),
    );
  };

  /** Extreme weightings of the ranking: all on the first k places, or besides on unranked ones that hurt. */
  const extremes = (contest: Contest, assessment: Assessment, rival: string): Record<string, number>[] => {
    const ranked = assessment.criteria.filter(({ rank }) => rank !== null);
    const ends = ranked.filter(({ rank }, j) => ranked[j + 1]?.rank !== rank);
    const hurting = assessment.criteria
      .filter(({ name, rank }) => rank === null && isUpward(contest, assessment.leader, rival, name))
      .map(({ name }) => name);
    const prefixes = ends.map(end => ranked.slice(0, ranked.indexOf(end) + 1).map(({ name }) => name));
    return [...prefixes, [...ranked.map(({ name }) => name), ...hurting]].map(names =>
      Object.fromEntries(names.map(name => [name, 1])),
    );
  };

  it('means that no weighting in the order changes the leader, and its absence that one does', () => {
    const seen = { dominant: 0, not: 0 };
    fc.assert(
      fc.property(
        contests(2, 3),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (contest, draws) => {
          const assessment = assess(contest);
          const { leader } = assessment;
          const rivals = contest.options.map(({ id }) => id).filter(id => id !== leader);
          const leadUnder = (rival: string, weights: Record<string, number>): number =>
            valueUnder(contest, leader, weights) - valueUnder(contest, rival, weights);
          if (assessment.priorityOrderDominant) {
            seen.dominant += 1;
            for (let round = 0; round < 20; round += 1) {
              const weights = respecting(assessment, draws);
              for (const rival of rivals) expect(leadUnder(rival, weights)).toBeGreaterThanOrEqual(-1e-9);
            }
          } else {
            seen.not += 1;
            const leads = rivals.flatMap(rival =>
              extremes(contest, assessment, rival).map(weights => leadUnder(rival, weights)),
            );
            expect(Math.min(...leads)).toBeLessThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(seen.dominant, seen.not)).toBeGreaterThan(30);
  });
});
