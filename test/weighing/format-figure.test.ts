import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Unit, units } from '../../src/model/figure.ts';
import { formatFigure, formatGiven } from '../../src/weighing/format-figure.ts';

describe('a derived figure', () => {
  it.each<[number, Unit, string]>([
    [46.296, 'requests/s', '≈ 46 requests/s'],
    [231.48, 'requests/s', '≈ 230 requests/s'],
    [2_314.8, 'requests/s', '≈ 2,300 requests/s'],
    [0.04629, 'requests/s', '≈ 0.046 requests/s'],
    [1_234_567, 'messages/s', '≈ 1,200,000 messages/s'],
    [0.12, 's', '≈ 120 ms'],
    [0.9996, 's', '≈ 1 s'],
    [0, 's', '≈ 0 s'],
    [1.384, 's', '≈ 1.4 s'],
    [2_592, 's', '≈ 43 min'],
    [259.2, 's', '≈ 4.3 min'],
    [86_400, 's', '≈ 1 d'],
    [1_234, 'bytes', '≈ 1.2 kB'],
    [999_600, 'bytes', '≈ 1 MB'],
    [4.56e9, 'bytes', '≈ 4.6 GB'],
    [0, 'bytes', '≈ 0 B'],
    [7e18, 'bytes', '≈ 7,000 PB'],
    [3_696_000, 'bits/s', '≈ 3.7 Mbit/s'],
    [1, 'instances', '≈ 1 instance'],
    [28, 'instances', '≈ 28 instances'],
    [121, 'connections', '≈ 130 connections'],
    [0.066, 'share/month', '≈ 6.6 % a month'],
    [0.8, 'share', '≈ 80 %'],
    [0.99954, 'availability', '≈ 99.954 %'],
    [0.9999, 'availability', '≈ 99.99 %'],
    [0.98901, 'availability', '≈ 98.9 %'],
    [1, 'availability', '≈ 100 %'],
    [0.5, 'availability', '≈ 50 %'],
    [34.9, 'months', '≈ 35 months'],
    [5, 'factor', '≈ 5×'],
    [1_816, 'money', '≈ 1,800'],
    [2e-9, 'count', '≈ 0.000000002'],
    [1.2e21, 'count', '≈ 1,200,000,000,000,000,000,000'],
    [Number.NaN, 's', 'unknown'],
    [Number.POSITIVE_INFINITY, 'count', 'unknown'],
    [1e305, 'share', 'unknown'],
  ])('%d %s is "%s"', (value, unit, text) => {
    expect(formatFigure(value, unit)).toBe(text);
  });

  it('is off by no more than two significant figures allow, and never less than is provisioned', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e15, noNaN: true }), value => {
        const shown = Number(formatFigure(value, 'count').replace(/[≈, ]/g, ''));
        expect(Math.abs(shown - value) / value).toBeLessThanOrEqual(0.0501);
        const provisioned = Number(formatFigure(Math.ceil(value), 'instances').replace(/[^0-9.]/g, ''));
        expect(provisioned).toBeGreaterThanOrEqual(Math.ceil(value));
        expect(provisioned).toBeLessThanOrEqual(Math.ceil(value) * 1.1);
      }),
    );
  });

  it('is plain text for every unit and number', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e299, noNaN: true }),
        fc.constantFrom(...units),
        (value, unit) => {
          expect(formatFigure(value, unit)).toMatch(/^≈ −?\d{1,3}(,\d{3})*(\.\d+)?( ?[^\d]+)?$/);
          expect(formatFigure(value, unit)).not.toMatch(/e[+-]|NaN|Infinity|[KMGTP]i[Bb]/);
        },
      ),
    );
  });
});

describe('a given value', () => {
  it.each<[number, Unit, string]>([
    [100_000, 'users', '100,000 users'],
    [4_000, 'requests/s', '4,000 requests/s'],
    [0.9995, 'availability', '99.95 %'],
    [0.99999, 'availability', '99.999 %'],
    [0.3, 's', '300 ms'],
    [90, 's', '1.5 min'],
    [100, 's', '100 s'],
    [31_536_000, 's', '365 d'],
    [2_048, 'bytes', '2,048 B'],
    [2_500, 'bytes', '2.5 kB'],
    [0.1 + 0.2, 'share', '30 %'],
    [5, 'factor', '5×'],
  ])('%d %s is "%s"', (value, unit, text) => {
    expect(formatGiven(value, unit)).toBe(text);
  });
});
