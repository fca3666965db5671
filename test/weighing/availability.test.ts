import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alertBudgetShare,
  alertErrorShare,
  availabilityOfSome,
  burnRateAlerts,
  errorBudgetSeconds,
  parallelAvailability,
  recoveryPointCheck,
  recoverySeconds,
  recoveryTimeCheck,
  serialAvailability,
} from '../../src/weighing/availability.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('error budget', () => {
  it.each([
    [0.999, 43.2],
    [0.9995, 21.6],
    [0.9999, 4.32],
  ])('of %f is %f minutes in 30 days', (objective, minutes) => {
    expect((errorBudgetSeconds(objective) ?? 0) / 60).toBeCloseTo(minutes, 9);
  });

  it('has alerts at 14.4, 6 and 1 times its burn rate', () => {
    expect(burnRateAlerts.map(({ burnRate, action }) => [burnRate, action])).toEqual([
      [14.4, 'page'],
      [6, 'page'],
      [1, 'ticket'],
    ]);
    const shares = burnRateAlerts.map(alert => alertErrorShare(alert, 0.999) ?? 0);
    for (const [index, expected] of [0.0144, 0.006, 0.001].entries())
      expect(shares[index]).toBeCloseTo(expected, 12);
    for (const [index, expected] of [0.02, 0.05, 0.1].entries()) {
      expect(burnRateAlerts.map(alertBudgetShare)[index]).toBeCloseTo(expected, 12);
    }
  });

  it('has no alert that could never fire', () => {
    expect(burnRateAlerts.map(alert => alertErrorShare(alert, 0.9) === null)).toEqual([true, false, false]);
    expect(burnRateAlerts.map(alert => alertErrorShare(alert, 1))).toEqual([null, null, null]);
    expect(errorBudgetSeconds(99.9)).toBeNull();
  });
});

describe('composed availability', () => {
  it('multiplies along a chain and fails together only in parallel', () => {
    expect(serialAvailability([0.999, 0.99])).toBeCloseTo(0.98901, 12);
    expect(parallelAvailability([0.99, 0.99])).toBeCloseTo(0.9999, 12);
    expect(availabilityOfSome(2, 3, 0.99)).toBeCloseTo(3 * 0.99 ** 2 * 0.01 + 0.99 ** 3, 12);
  });

  it('is the chain for n of n, and the parallel for 1 of n', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 12 }), (part, n) => {
        const parts = Array.from({ length: n }, () => part);
        expect(availabilityOfSome(n, n, part)).toBeCloseTo(serialAvailability(parts) ?? -1, 9);
        expect(availabilityOfSome(1, n, part)).toBeCloseTo(parallelAvailability(parts) ?? -1, 9);
      }),
    );
  });

  it('agrees with counting every combination of working parts', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), (part, n, k) => {
        fc.pre(k <= n);
        let sum = 0;
        for (let combination = 0; combination < 2 ** n; combination += 1) {
          const up = combination.toString(2).replaceAll('0', '').length;
          if (up >= k) sum += part ** up * (1 - part) ** (n - up);
        }
        expect(availabilityOfSome(k, n, part)).toBeCloseTo(sum, 9);
      }),
    );
  });

  it('stays a share for many parts, where factorials overflow', () => {
    expect(availabilityOfSome(500, 1_000, 0.5)).toBeCloseTo(0.5126, 4);
    expect(availabilityOfSome(50, 1_000, 0.1)).toBeCloseTo(1, 6);
  });

  it('answers nothing for what cannot be', () => {
    expect(serialAvailability([])).toBeNull();
    expect(parallelAvailability([1.1])).toBeNull();
    expect(serialAvailability([Number.NaN])).toBeNull();
    for (const [k, n, part] of [
      [3, 2, 0.9],
      [0, 2, 0.9],
      [1.5, 2, 0.9],
      [1, 2_000, 0.9],
      [1, 2, -0.1],
    ] as const) {
      expect(availabilityOfSome(k, n, part)).toBeNull();
    }
  });
});

describe('recovery', () => {
  const steps = { detect: 300, decide: 600, restore: 2_400, verify: 300 };

  it('adds its steps up and compares them with the objective', () => {
    expect(recoverySeconds(steps)).toBe(3_600);
    expect(recoveryTimeCheck(steps, 3_600)).toEqual({ seconds: 3_600, objective: 3_600, met: true });
    expect(recoveryTimeCheck(steps, 3_599)?.met).toBe(false);
    expect(recoveryTimeCheck({ ...steps, verify: -1 }, 3_600)).toBeNull();
  });

  it('loses at most one backup interval', () => {
    expect(recoveryPointCheck(86_400, 3_600)?.met).toBe(false);
    expect(recoveryPointCheck(5, 3_600)?.met).toBe(true);
    expect(recoveryPointCheck(Number.NaN, 3_600)).toBeNull();
  });
});
