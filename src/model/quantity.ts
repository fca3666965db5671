/**
 * A quantity as a person writes it (`100k`, `99.95 %`, `300 ms`, `5/s`), in the base unit of its dimension.
 * SI prefixes mean powers of ten (kB = 1,000 B); KiB, MiB, GiB powers of two. A month has 30 days, a year 365.
 */
export const dimensions = {
  count: { units: 'k, M, B, T', base: 'a number', bare: 'that many', examples: ['250', '100k', '4M'] },
  rate: {
    units: '/s, /min, /h, /day, /week, /month, /year, rps',
    base: 'per second',
    bare: 'per second',
    examples: ['50/s', '100k/day', '10/min'],
  },
  duration: {
    units: 'ms, s, min, h, days, weeks, months, years',
    base: 'seconds',
    bare: 'seconds',
    examples: ['300 ms', '2h', '30 days', '6 months'],
  },
  bytes: {
    units: 'B, kB, MB, GB, TB, KiB, MiB, GiB',
    base: 'bytes',
    bare: 'bytes',
    examples: ['2 kB', '1 GiB', '500 MB'],
  },
  share: { units: '%', base: 'a share from 0 to 1', bare: 'a percentage', examples: ['99.9%', '99.95 %'] },
  ratio: {
    units: 'a:b, a/b, %',
    base: 'the share of the first part',
    bare: 'that many to one',
    examples: ['10:1', '90/10', '90%'],
  },
  growth: {
    units: '%/month, %/year, x/year',
    base: 'growth a month, 0.1 is 10 %',
    bare: 'a percentage a year',
    examples: ['6%/month', '2x/year', '30%'],
  },
  money: {
    units: 'k, M, a currency',
    base: "the budget's currency",
    bare: 'an amount',
    examples: ['500', '2k', '12,000'],
  },
} as const;

export type Dimension = keyof typeof dimensions;

export type Quantity = {
  readonly dimension: Dimension;
  /** In the base unit of the dimension; finite, never negative. */
  readonly value: number;
  /** As it was written, trimmed: documents quote it. */
  readonly text: string;
};
