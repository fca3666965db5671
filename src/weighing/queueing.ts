import { finite, isPositive, isWhole } from './possible.ts';

/** A queue in front of equal servers, in the steady state. */
export type Queue = {
  /** `ρ = a / c`, 0–1. */
  readonly utilisation: number;
  /** The probability that a request waits at all (Erlang C). */
  readonly waitProbability: number;
  /** Seconds that a request waits on average, before it is served. */
  readonly meanWait: number;
  /** Seconds that 95 of 100 requests wait at most. */
  readonly p95Wait: number;
};

const mostServers = 100_000;
const beyondP95 = 0.05;

/**
 * M/M/c: requests come at random at `rate` a second, each takes `serviceSeconds` on average (exponentially
 * distributed) on one of `servers`. Null where the load reaches the capacity, since the queue then grows without
 * end, and for impossible inputs.
 *
 * `a = λS`, `ρ = a/c`; Erlang B by `B₀ = 1, B_k = aB_{k−1}/(k + aB_{k−1})`; `C = B/(1 − ρ(1 − B))`;
 * `Wq = C·S/(c − a)`; p95 of the wait `max(0, S·ln(C/.05)/(c − a))`.
 *
 * Source: Erlang 1917; the recursion as in Kleinrock, Queueing Systems I.
 */
export const queue = (rate: number, serviceSeconds: number, servers: number): Queue | null => {
  if (!isPositive(rate, serviceSeconds) || !isWhole(servers) || servers > mostServers) return null;
  const load = rate * serviceSeconds;
  if (!isPositive(load) || load >= servers) return null;
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) blocking = (load * blocking) / (k + load * blocking);
  const utilisation = load / servers;
  const waitProbability = blocking / (1 - utilisation * (1 - blocking));
  const spare = servers - load;
  const meanWait = finite((waitProbability * serviceSeconds) / spare);
  const p95Wait =
    waitProbability > beyondP95
      ? finite((serviceSeconds * Math.log(waitProbability / beyondP95)) / spare)
      : 0;
  return meanWait === null || p95Wait === null ? null : { utilisation, waitProbability, meanWait, p95Wait };
};
