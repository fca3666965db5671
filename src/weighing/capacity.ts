import { finite, isAmount, isPositive, isShare, isWhole, roundedUp } from './possible.ts';
import { byName } from './weights.ts';

/**
 * Capacity in base units: seconds, bytes, requests a second. Every function answers null where its inputs are
 * impossible (negative, not finite, a share outside 0–1, a divisor of zero), never NaN or Infinity.
 */

export const secondsPerDay = 86_400;
/** A month has 30 days. */
export const secondsPerMonth = 30 * secondsPerDay;
const bitsPerByte = 8;

/** What is assumed where the requirements do not say; each use is listed as an assumption. */
export const capacityDefaults = {
  /** Peak requests to average requests. */
  peakFactor: 5,
  /** The share of a day's unique bytes that is asked for again and again; assumes skewed access. */
  hotShare: 0.2,
  /** Spare connections over what Little's law asks for. */
  connectionHeadroom: 1.2,
} as const;

/** Requests a second on average: `daily_users · requests_per_user_day / 86,400`. */
export const averageRate = (dailyUsers: number, requestsPerUserDay: number): number | null =>
  isAmount(dailyUsers, requestsPerUserDay) ? finite((dailyUsers * requestsPerUserDay) / secondsPerDay) : null;

/** Requests a second at the peak: `average · peak_factor`; a peak is never below the average. */
export const peakRate = (average: number, peakFactor: number): number | null =>
  isAmount(average) && isPositive(peakFactor) && peakFactor >= 1 ? finite(average * peakFactor) : null;

/** Writes a second: `rate · (1 − reads)`, `reads` being the share of requests that only read. */
export const writeRate = (rate: number, reads: number): number | null =>
  isAmount(rate) && isShare(reads) ? finite(rate * (1 - reads)) : null;

/** Amounts of one unit together. Null for an empty list. */
export const sumOf = (amounts: readonly number[]): number | null =>
  amounts.length > 0 && isAmount(...amounts) ? finite(amounts.reduce((sum, one) => sum + one, 0)) : null;

/** Requests in the system at once: `L = λ · W`, from requests a second and seconds. Source: Little 1961. */
export const concurrency = (rate: number, seconds: number): number | null =>
  isAmount(rate, seconds) ? finite(rate * seconds) : null;

/**
 * Instances for a rate: `ceil(λ · S / (u · k))`, at least 1. `serviceSeconds` is the work of one request,
 * `utilisation` the share of an instance that may be busy, `parallel` how many requests one serves at once.
 */
export const instances = (
  rate: number,
  serviceSeconds: number,
  utilisation: number,
  parallel: number,
): number | null => {
  if (!isAmount(rate, serviceSeconds) || !isPositive(utilisation, parallel) || utilisation > 1) return null;
  const needed = roundedUp((rate * serviceSeconds) / (utilisation * parallel));
  return needed === null ? null : Math.max(1, needed);
};

/**
 * Instances of which enough remain after the loss of one of `zones`: `ceil(instances · z / (z − 1))`, spread as
 * evenly as they go. Null for fewer than two zones: nothing survives then.
 */
export const instancesWithoutOneZone = (needed: number, zones: number): number | null =>
  isWhole(needed, zones) && zones >= 2 ? roundedUp((needed * zones) / (zones - 1)) : null;

/**
 * Bytes on disk when as much expires as is written:
 * `writes_per_day · bytes · retention_days · (1 + index) · replicas`. `indexShare` may exceed 1.
 */
export const storageBytes = (
  writesPerDay: number,
  bytes: number,
  retentionDays: number,
  indexShare: number,
  replicas: number,
): number | null =>
  isAmount(writesPerDay, bytes, retentionDays, indexShare) && isWhole(replicas)
    ? finite(writesPerDay * bytes * retentionDays * (1 + indexShare) * replicas)
    : null;

/** Bytes on disk of things that are kept, however many come: `count · bytes · (1 + index) · replicas`. */
export const stockBytes = (
  count: number,
  bytes: number,
  indexShare: number,
  replicas: number,
): number | null =>
  isAmount(count, bytes, indexShare) && isWhole(replicas)
    ? finite(count * bytes * (1 + indexShare) * replicas)
    : null;

/**
 * What piles up over `periods` when the first adds `base` and each next one `growth` (0.066 is 6.6 %) more:
 * `base · ((1+g)^t − 1) / g`, and `base · t` without growth. Same unit as `base`.
 */
export const grownStorage = (base: number, growth: number, periods: number): number | null => {
  if (!isAmount(base, periods) || !Number.isFinite(growth) || growth <= -1) return null;
  // expm1 and log1p keep the digits that (1+g)^t − 1 loses for a small g.
  const periodsWorth = growth === 0 ? periods : Math.expm1(periods * Math.log1p(growth)) / growth;
  return finite(base * periodsWorth);
};

/** Bits a second: `rps · bytes · 8`. */
export const bandwidthBits = (rate: number, bytes: number): number | null =>
  isAmount(rate, bytes) ? finite(rate * bytes * bitsPerByte) : null;

/** Bytes of a cache: `hot_share · unique_bytes_per_day`. */
export const cacheBytes = (hotShare: number, uniqueBytesPerDay: number): number | null =>
  isShare(hotShare) && isAmount(uniqueBytesPerDay) ? finite(hotShare * uniqueBytesPerDay) : null;

/** Requests a second that reach the origin behind a cache: `rps · (1 − hit_rate)`. */
export const originRate = (rate: number, hitRate: number): number | null =>
  isAmount(rate) && isShare(hitRate) ? finite(rate * (1 - hitRate)) : null;

/** Connections that queries keep busy, with a fifth to spare: `max(ceil(query_rps · query_s · 1.2), 1)`. */
export const databaseConnections = (queryRate: number, querySeconds: number): number | null => {
  if (!isAmount(queryRate, querySeconds)) return null;
  const needed = roundedUp(queryRate * querySeconds * capacityDefaults.connectionHeadroom);
  return needed === null ? null : Math.max(1, needed);
};

/**
 * Connections that a database server works on at once: `cores · 2 + spindles` (0 for solid-state disks with the
 * working set in memory). Source: the PostgreSQL wiki, "Number of database connections".
 */
export const usefulConnections = (cores: number, spindles: number): number | null =>
  isWhole(cores) && isAmount(spindles) ? finite(cores * 2 + spindles) : null;

/** Whether all pools together fit: `Σ pools ≤ max_connections − reserve`; `spare` is negative where they do not. */
export const poolsFit = (
  pools: readonly number[],
  maxConnections: number,
  reserve: number,
): { readonly total: number; readonly spare: number; readonly fits: boolean } | null => {
  if (!isAmount(...pools, maxConnections, reserve)) return null;
  const total = finite(pools.reduce((sum, pool) => sum + pool, 0));
  if (total === null) return null;
  const spare = finite(maxConnections - reserve - total);
  return spare === null ? null : { total, spare, fits: spare >= 0 };
};

/**
 * Partitions of a topic: `max(ceil(in / p_in), ceil(out / p_out), consumers) · headroom`, rounded up. Rates in
 * and out and what one partition takes are in one unit, bytes or messages a second; `headroom` is at least 1.
 */
export const partitions = (
  flow: {
    readonly in: number;
    readonly perPartitionIn: number;
    readonly out: number;
    readonly perPartitionOut: number;
  },
  consumers: number,
  headroom: number,
): number | null => {
  const isPossible =
    isAmount(flow.in, flow.out, consumers) &&
    isPositive(flow.perPartitionIn, flow.perPartitionOut, headroom) &&
    headroom >= 1;
  if (!isPossible) return null;
  const forIn = roundedUp(flow.in / flow.perPartitionIn);
  const forOut = roundedUp(flow.out / flow.perPartitionOut);
  if (forIn === null || forOut === null) return null;
  return roundedUp(Math.max(forIn, forOut, consumers, 1) * headroom);
};

/**
 * Growth a month that multiplies load by `factor` (at least 1) in `months`: `factor^(1/months) − 1`; 10× in 36
 * months is 6.6 %.
 */
export const monthlyGrowth = (factor: number, months: number): number | null =>
  isPositive(factor, months) && factor >= 1 ? finite(Math.expm1(Math.log(factor) / months)) : null;

/** Months until the load is `factor` times today's: `ln(factor) / ln(1 + g)`. Null where it never is. */
export const monthsUntil = (factor: number, growth: number): number | null =>
  isPositive(factor, growth) && factor >= 1 ? finite(Math.log(factor) / Math.log1p(growth)) : null;

/** A resource under today's load; both numbers in one unit. */
export type LoadedResource = { readonly name: string; readonly load: number; readonly capacity: number };

/** `atFactor`: how many times today's load fills it; below 1 it is full already. */
export type Saturation = { readonly name: string; readonly atFactor: number };

/**
 * Which resource saturates first as load grows: `capacity / load`, smallest first, then by name. Resources without
 * load never fill and are left out. Null where a number is impossible.
 */
export const saturationOrder = (resources: readonly LoadedResource[]): readonly Saturation[] | null => {
  if (!isAmount(...resources.flatMap(({ load, capacity }) => [load, capacity]))) return null;
  return resources
    .map(({ name, load, capacity }) => ({ name, atFactor: capacity / load }))
    .filter(({ atFactor }) => Number.isFinite(atFactor))
    .sort((a, b) => a.atFactor - b.atFactor || byName(a.name, b.name));
};
