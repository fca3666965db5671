import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averageRate,
  bandwidthBits,
  cacheBytes,
  concurrency,
  databaseConnections,
  grownStorage,
  instances,
  instancesWithoutOneZone,
  monthlyGrowth,
  monthsUntil,
  originRate,
  partitions,
  peakRate,
  poolsFit,
  saturationOrder,
  stockBytes,
  storageBytes,
  usefulConnections,
} from '../../src/weighing/capacity.ts';

describe('load', () => {
  it('of 100,000 users with 40 requests a day', () => {
    const average = averageRate(100_000, 40) ?? 0;
    expect(average).toBeCloseTo(46.3, 1);
    const peak = peakRate(average, 5) ?? 0;
    expect(peak).toBeCloseTo(231.5, 1);
    expect(peakRate(average * 10, 5)).toBeCloseTo(2_315, 0);
    expect(concurrency(peak, 0.12)).toBeCloseTo(27.8, 1);
  });

  it('has no peak below its average', () => expect(peakRate(10, 0.5)).toBeNull());
});

describe('instances', () => {
  it('are rounded up, at least one, and not for a rounding error', () => {
    expect(instances(231, 0.12, 0.6, 10)).toBe(5);
    expect(instances(0, 0.12, 0.6, 10)).toBe(1);
    expect(instances(3, 0.1, 0.1, 1)).toBe(3);
    expect(instances(1, 1, 1.1, 1)).toBeNull();
  });

  it('leave enough when any zone is lost', () => {
    expect(instancesWithoutOneZone(4, 3)).toBe(6);
    expect(instancesWithoutOneZone(1, 1)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 2, max: 6 }), (needed, zones) => {
        const total = instancesWithoutOneZone(needed, zones) ?? 0;
        const left = (all: number): number => all - Math.ceil(all / zones);
        expect(left(total)).toBeGreaterThanOrEqual(needed);
        expect(left(total - 1)).toBeLessThan(needed);
      }),
    );
  });
});

describe('storage, bandwidth and cache', () => {
  it('follow their formulas', () => {
    expect(storageBytes(1_000, 2_000, 365, 0.5, 3)).toBe(1_000 * 2_000 * 365 * 1.5 * 3);
    expect(stockBytes(50_000, 1_000, 0.2, 2)).toBeCloseTo(120e6, 3);
    expect(bandwidthBits(231, 2_000)).toBe(3_696_000);
    expect(cacheBytes(0.2, 5e9)).toBe(1e9);
    expect(originRate(200, 0.75)).toBe(50);
  });

  it('grow as period after period adds up', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.oneof(fc.double({ min: -0.5, max: 1, noNaN: true }), fc.constantFrom(0, 1e-12)),
        fc.integer({ min: 0, max: 60 }),
        (base, growth, periods) => {
          let [sum, next] = [0, base];
          for (let period = 0; period < periods; period += 1) {
            sum += next;
            next *= 1 + growth;
          }
          const grown = grownStorage(base, growth, periods) ?? Number.NaN;
          expect(Math.abs(grown - sum)).toBeLessThanOrEqual(1e-9 * Math.max(1, sum));
        },
      ),
    );
  });

  it('reach tenfold in 36 months at 6.6 % a month', () => {
    const growth = monthlyGrowth(10, 36) ?? 0;
    expect(growth).toBeCloseTo(0.066, 3);
    expect(monthsUntil(10, growth)).toBeCloseTo(36, 9);
    expect(monthsUntil(10, 0)).toBeNull();
  });
});

describe('connections and partitions', () => {
  it('have a fifth to spare, and at least one', () => {
    expect(databaseConnections(500, 0.01)).toBe(6);
    expect(databaseConnections(0, 0.01)).toBe(1);
    expect(usefulConnections(8, 1)).toBe(17);
  });

  it('fit, or say by how much they do not', () => {
    expect(poolsFit([40, 40], 100, 10)).toEqual({ total: 80, spare: 10, fits: true });
    expect(poolsFit([40, 40, 20], 100, 10)).toEqual({ total: 100, spare: -10, fits: false });
  });

  it('follow the tightest of rate in, rate out and consumers', () => {
    const flow = { in: 95, perPartitionIn: 10, out: 60, perPartitionOut: 20 };
    expect(partitions(flow, 3, 1)).toBe(10);
    expect(partitions(flow, 12, 1.5)).toBe(18);
    expect(partitions({ ...flow, out: 290 }, 3, 1)).toBe(15);
    expect(partitions({ ...flow, in: 0, out: 0 }, 0, 1)).toBe(1);
  });
});

describe('saturation', () => {
  it('names what fills first', () => {
    expect(
      saturationOrder([
        { name: 'web', load: 10, capacity: 100 },
        { name: 'database', load: 20, capacity: 60 },
        { name: 'idle', load: 0, capacity: 60 },
      ]),
    ).toEqual([
      { name: 'database', atFactor: 3 },
      { name: 'web', atFactor: 10 },
    ]);
  });
});

describe('impossible input', () => {
  const numbers = fc.oneof(
    fc.double(),
    fc.constantFrom(0, -1, 1, 0.5, 1e308, -0, Number.NaN, Number.POSITIVE_INFINITY),
  );
  const functions: Readonly<Record<string, (...values: number[]) => number | null>> = {
    averageRate: (a = 0, b = 0) => averageRate(a, b),
    peakRate: (a = 0, b = 0) => peakRate(a, b),
    concurrency: (a = 0, b = 0) => concurrency(a, b),
    instances: (a = 0, b = 0, c = 0, d = 0) => instances(a, b, c, d),
    instancesWithoutOneZone: (a = 0, b = 0) => instancesWithoutOneZone(a, b),
    storageBytes: (a = 0, b = 0, c = 0, d = 0, e = 0) => storageBytes(a, b, c, d, e),
    stockBytes: (a = 0, b = 0, c = 0, d = 0) => stockBytes(a, b, c, d),
    grownStorage: (a = 0, b = 0, c = 0) => grownStorage(a, b, c),
    bandwidthBits: (a = 0, b = 0) => bandwidthBits(a, b),
    cacheBytes: (a = 0, b = 0) => cacheBytes(a, b),
    originRate: (a = 0, b = 0) => originRate(a, b),
    databaseConnections: (a = 0, b = 0) => databaseConnections(a, b),
    usefulConnections: (a = 0, b = 0) => usefulConnections(a, b),
    partitions: (a = 0, b = 0, c = 0, d = 0, e = 0) =>
      partitions({ in: a, perPartitionIn: b, out: c, perPartitionOut: d }, e, 1),
    monthlyGrowth: (a = 0, b = 0) => monthlyGrowth(a, b),
    monthsUntil: (a = 0, b = 0) => monthsUntil(a, b),
    poolsFit: (a = 0, b = 0, c = 0) => poolsFit([a], b, c)?.spare ?? null,
    saturationOrder: (a = 0, b = 0) =>
      saturationOrder([{ name: 'x', load: a, capacity: b }])?.[0]?.atFactor ?? null,
  };

  it.each(Object.entries(functions))('never makes %s answer NaN or Infinity', (_, compute) => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 5, maxLength: 5 }), values => {
        const answer = compute(...values);
        expect(answer === null || Number.isFinite(answer)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(compute(-1, -1, -1, -1, -1)).toBeNull();
  });
});
