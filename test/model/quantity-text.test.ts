import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dimension, dimensions } from '../../src/model/quantity.ts';
import { currencyOf } from '../../src/model/quantity-readers.ts';
import { parseQuantity } from '../../src/model/quantity-text.ts';
import { bytesByName, secondsByName } from '../../src/model/quantity-units.ts';

const value = (raw: string | number, dimension: Dimension): number | string => {
  const parsed = parseQuantity(raw, dimension);
  return parsed.ok ? parsed.quantity.value : parsed.reason;
};
const suggestion = (raw: string, dimension: Dimension): string | undefined => {
  const parsed = parseQuantity(raw, dimension);
  if (parsed.ok) throw new Error(`${raw} was read as ${parsed.quantity.value}`);
  return parsed.suggestion;
};
const allDimensions = Object.keys(dimensions) as Dimension[];

describe('parseQuantity', () => {
  it.each<[string | number, Dimension, number]>([
    ['100k', 'count', 100_000],
    ['1.5M', 'count', 1_500_000],
    ['1.1k', 'count', 1100],
    ['2 million', 'count', 2_000_000],
    ['12,000', 'count', 12_000],
    ['100_000', 'count', 100_000],
    ['1 200 000', 'count', 1_200_000],
    ['1e6', 'count', 1_000_000],
    [0.3, 'count', 0.3],
    ['.5', 'count', 0.5],
    ['5/s', 'rate', 5],
    ['100k/day', 'rate', 1.15740740740741],
    ['10/min', 'rate', 0.166666666666667],
    ['50 requests per second', 'rate', 50],
    ['5 orders a day', 'rate', 0.0000578703703703704],
    ['2k rps', 'rate', 2000],
    ['50 req/s', 'rate', 50],
    ['7', 'rate', 7],
    ['300 ms', 'duration', 0.3],
    ['2h', 'duration', 7200],
    ['1h30m', 'duration', 5400],
    ['1h 30min', 'duration', 5400],
    ['2 days 12 h', 'duration', 216_000],
    ['30 days', 'duration', 2_592_000],
    ['6 months', 'duration', 15_552_000],
    ['7 years', 'duration', 220_752_000],
    ['250µs', 'duration', 0.00025],
    ['0', 'duration', 0],
    ['2 kB', 'bytes', 2000],
    ['1 GiB', 'bytes', 1_073_741_824],
    ['500 MB', 'bytes', 500_000_000],
    ['1500', 'bytes', 1500],
    ['99.95 %', 'share', 0.9995],
    ['99.9%', 'share', 0.999],
    [99.99, 'share', 0.9999],
    ['10:1', 'ratio', 0.909090909090909],
    ['90/10', 'ratio', 0.9],
    ['90%', 'ratio', 0.9],
    ['3 to 1', 'ratio', 0.75],
    ['10', 'ratio', 0.909090909090909],
    ['6%/month', 'growth', 0.06],
    ['2x/year', 'growth', 2 ** (1 / 12) - 1],
    ['30%', 'growth', 1.3 ** (1 / 12) - 1],
    ['10x in 36 months', 'growth', 10 ** (1 / 36) - 1],
    ['€2,000', 'money', 2000],
    ['2000 EUR', 'money', 2000],
    ['EUR 2k', 'money', 2000],
    ['$1.5k/month', 'money', 1500],
    ['12,000', 'money', 12_000],
  ])('reads %s as %s', (raw, dimension, expected) => {
    expect(value(raw, dimension)).toBeCloseTo(expected, 14);
  });

  it('reads every example of the published table', () => {
    for (const dimension of allDimensions) {
      for (const example of dimensions[dimension].examples)
        expect(value(example, dimension)).toEqual(expect.any(Number));
    }
  });

  it.each<[string, Dimension, RegExp]>([
    ['-5', 'count', /negative/],
    ['−5 ms', 'duration', /negative/],
    ['', 'count', /start with a number/],
    ['soon', 'duration', /start with a number; expected a duration: 300 ms · 2h/],
    ['5m', 'duration', /minutes or months/],
    ['30 min 1 h', 'duration', /larger unit to the smaller/],
    ['1h30', 'duration', /no unit/],
    ['5 kB/s', 'rate', /"kB" is not known/],
    ['5/fortnight', 'rate', /fortnight/],
    ['100.5%', 'share', /over 100%/],
    ['0:0', 'ratio', /more than 0/],
    ['0.5x/year', 'growth', /shrink/],
    ['€5 EUR', 'money', /twice/],
    ['24k EUR/year', 'money', /not known/],
    ['1e999', 'count', /too large/],
    ['10,00,000', 'count', /grouped by three/],
    ['1.2.3', 'count', /cannot be read/],
    ['2.000', 'money', /thousands/],
    ['Infinity', 'count', /start with a number/],
    ['NaN', 'share', /start with a number/],
  ])('refuses %s as %s', (raw, dimension, reason) => {
    expect(value(raw, dimension)).toMatch(reason);
  });

  it.each<[string, Dimension, string | undefined]>([
    ['99,95%', 'share', '99.95%'],
    ['< 300ms', 'duration', '300ms'],
    ['~100k', 'count', '100k'],
    ['100k+', 'count', '100k'],
    ['5m', 'count', '5M'],
    ['100k users', 'count', '100k'],
    ['8 people', 'count', '8'],
    ['5mb', 'bytes', '5MB'],
    ['2k', 'bytes', '2kB'],
    ['1gib', 'bytes', '1GiB'],
    ['0.9', 'ratio', '90%'],
    ['2x', 'growth', '2x/year'],
    ['10/m', 'rate', '10/min'],
    ['5H', 'duration', '5h'],
    ['5m', 'duration', undefined],
    ['soon', 'duration', undefined],
    ['5 dozen', 'count', undefined],
    ['5m/day', 'rate', '5M/day'],
  ])('suggests what %s as %s probably meant', (raw, dimension, expected) => {
    expect(suggestion(raw, dimension)).toBe(expected);
  });

  it('keeps the text as it was written, trimmed and on one line', () => {
    expect(parseQuantity('  99.95\n % ', 'share')).toEqual({
      ok: true,
      quantity: { dimension: 'share', value: 0.9995, text: '99.95 %' },
    });
  });

  it('names the currency of an amount', () => {
    expect(['€5', '5 USD', 'GBP 7k', '$5', '500', '2k'].map(currencyOf)).toEqual([
      'EUR',
      'USD',
      'GBP',
      'USD',
      undefined,
      undefined,
    ]);
  });
});

describe('parseQuantity, for any input', () => {
  const amount = fc.integer({ min: 0, max: 10 ** 9 }).map(thousandths => thousandths / 1000);

  it.each([
    ['duration', secondsByName],
    ['bytes', bytesByName],
  ] as const)('gives back amount times unit for every unit of %s', (dimension, units) => {
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom(...units),
        fc.constantFrom('', ' '),
        (many, [unit, factor], space) => {
          const expected = many * 10 ** factor.exponent * (factor.times ?? 1);
          const read = value(`${many}${space}${unit}`, dimension);
          expect(Math.abs(Number(read) - expected)).toBeLessThanOrEqual(expected * 1e-12);
        },
      ),
    );
  });

  it('never throws, and what it accepts is finite and not negative', () => {
    const alphabet = [...'0123456789.,_ %/:xkMGBmshd€$eE+-~<m'];
    const likely = fc
      .array(fc.constantFrom(...alphabet), { maxLength: 14 })
      .map(characters => characters.join(''));
    const raws = fc.oneof(likely, fc.string({ unit: 'binary' }), fc.double());
    fc.assert(
      fc.property(raws, fc.constantFrom(...allDimensions), (raw, dimension) => {
        const parsed = parseQuantity(raw, dimension);
        if (parsed.ok) {
          expect(Number.isFinite(parsed.quantity.value)).toBe(true);
          expect(parsed.quantity.value).toBeGreaterThanOrEqual(0);
          expect(parseQuantity(parsed.quantity.text, dimension)).toEqual(parsed);
        } else if (parsed.suggestion !== undefined) {
          expect(parseQuantity(parsed.suggestion, dimension).ok).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes no longer for long texts', () => {
    // Work that grows with the square of the length would outlast the test.
    for (const part of ['1', '1,', '1,000', ' ', '/', 'a ', '%', '€', '1h', '.', 'e1'])
      for (const dimension of allDimensions)
        expect(parseQuantity(part.repeat(1_000_000), dimension).ok).toBe(false);
  });
});
