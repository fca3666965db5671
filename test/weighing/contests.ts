import fc from 'fast-check';
import type { Assessment } from '../../src/weighing/assess.ts';
import type { Contest, Interval, RatedOption } from '../../src/weighing/contest.ts';

/** Contests for the tests: one worked by hand, and arbitrary ones. */

const byRank = ['first', 'second', 'third', 'fourth', 'fifth'];
const option = (id: string, ratings: readonly number[], reversibility: number): RatedOption => ({
  id,
  ratings: Object.fromEntries(
    ratings.map((rating, j): [string, Interval] => [byRank[j] ?? '', [rating, rating]]),
  ),
  tieBreak: { reversibility, skill: 2, parts: 1 },
});

export const shop: Contest = {
  criteria: byRank,
  priorities: byRank,
  options: [
    option('modular-monolith', [4, 4, 2, 3, 3], 3),
    option('microservices', [1, 1, 4, 4, 2], 1),
    option('serverless', [3, 3, 4, 2, 1], 2),
  ],
};

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

const interval = (wide: boolean): fc.Arbitrary<Interval> =>
  wide
    ? fc
        .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
        .map(([x, y]): Interval => [Math.min(x, y) / 2, Math.max(x, y) / 2])
    : fc.integer({ min: 0, max: 4 }).map((x): Interval => [x, x]);

const options = (criteria: readonly string[], count: number): fc.Arbitrary<readonly RatedOption[]> => {
  // Mostly points, as real ratings are, with an interval or a criterion that nobody rated in between.
  const rating = fc.oneof(
    { weight: 8, arbitrary: interval(false) },
    { weight: 2, arbitrary: interval(true) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  const step = fc.integer({ min: 0, max: 4 });
  return fc.tuple(
    ...Array.from({ length: count }, (_, index) =>
      fc
        .tuple(
          fc.tuple(...criteria.map(() => rating)),
          fc.record({ reversibility: step, skill: step, parts: step }),
        )
        .map(([ratings, tieBreak]) => ({
          id: `option-${index}`,
          ratings: Object.fromEntries(
            criteria.flatMap((name, j): [string, Interval][] => {
              const one = ratings[j] ?? null;
              return one === null ? [] : [[name, one]];
            }),
          ),
          tieBreak,
        })),
    ),
  );
};

/** Ranked names with ties, some criteria left out, some names that are not rated. */
const priorities = (criteria: readonly string[]): fc.Arbitrary<Contest['priorities']> =>
  fc.shuffledSubarray([...criteria, 'not-rated']).chain(ranked =>
    fc.array(fc.boolean(), { minLength: ranked.length, maxLength: ranked.length }).map(ties =>
      ranked.reduce<string[][]>((blocks, name, index) => {
        const last = blocks.at(-1);
        if (last !== undefined && ties[index] === true && index % 2 === 1) last.push(name);
        else blocks.push([name]);
        return blocks;
      }, []),
    ),
  );

/** `least` to `most` options on 1 to 7 criteria. */
export const contests = (least = 2, most = 4): fc.Arbitrary<Contest> =>
  fc
    .tuple(fc.integer({ min: 1, max: names.length }), fc.integer({ min: least, max: most }))
    .chain(([n, count]) => {
      const criteria = names.slice(0, n);
      return fc.record({
        criteria: fc.constant(criteria),
        priorities: priorities(criteria),
        options: options(criteria, count),
      });
    });

/** An option's value under any weights, worked out anew; ratings taken at `end` of their intervals. */
export const valueUnder = (
  contest: Contest,
  id: string,
  weights: Readonly<Record<string, number>>,
  end: 'lo' | 'middle' | 'hi' = 'middle',
): number => {
  const ratings = contest.options.find(one => one.id === id)?.ratings ?? {};
  return Object.entries(weights).reduce((sum, [name, weight]) => {
    const [lo, hi] = ratings[name] ?? [0, 4];
    return sum + weight * { lo, hi, middle: (lo + hi) / 2 }[end];
  }, 0);
};

export const weightsIn = ({ criteria }: Assessment): Record<string, number> =>
  Object.fromEntries(criteria.map(({ name, weight }) => [name, weight]));
