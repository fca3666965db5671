import type { Quantity } from './quantity.ts';

/** What a field refuses although it is a quantity of its dimension, because it hardly can be meant. */
export type Trap = (
  quantity: Quantity,
) => { readonly code: string; readonly reason: string; readonly suggestion?: string } | undefined;

const bare = ({ text }: Quantity): boolean => /^[\d.,_ ]+(?:e[+-]?\d+)?$/i.test(text);

const movedPoint = (text: string): string => `${Number(`${Number(text)}e2`)}%`;

/** Availability, durability: 0.999 is 0.999 %, and nothing reaches 100 %. */
export const nearlyAlways: Trap = quantity => {
  const { value, text } = quantity;
  if (bare(quantity) && value <= 0.01) {
    const suggestion = movedPoint(text);
    const whole = value === 0.01 || suggestion === 'NaN%';
    return {
      code: 'ambiguous',
      reason: `a bare number is a percentage: ${text} would be ${text} %`,
      ...(whole ? {} : { suggestion }),
    };
  }
  return value === 1
    ? { code: 'contradiction', reason: 'no system reaches 100 %', suggestion: '99.99%' }
    : undefined;
};

/** A response time of minutes is written with its unit; a bare 300 is meant in milliseconds. */
export const responseTime: Trap = quantity => {
  if (quantity.value === 0) {
    return { code: 'contradiction', reason: 'no answer takes no time at all', suggestion: '100ms' };
  }
  return bare(quantity) && quantity.value >= 10
    ? {
        code: 'ambiguous',
        reason: `a bare number is in seconds: ${quantity.text} would be ${quantity.text} s`,
        suggestion: `${quantity.text}ms`,
      }
    : undefined;
};

/** Retention and timelines are never meant in seconds. */
export const longTime: Trap = quantity =>
  bare(quantity)
    ? {
        code: 'ambiguous',
        reason: `a bare number is in seconds; say the unit: ${quantity.text} days, ${quantity.text} months`,
      }
    : undefined;

/** People, teams, replicas. */
export const wholeThings: Trap = ({ value }) =>
  Number.isInteger(value) && value > 0
    ? undefined
    : { code: 'out-of-range', reason: 'it must be a whole number, 1 or more' };

/** The peak is the highest of the load, so never below its average. */
export const peak: Trap = ({ value }) =>
  value >= 1
    ? undefined
    : { code: 'out-of-range', reason: 'the peak cannot be below the average: 1 or more' };
