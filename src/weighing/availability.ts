import { secondsPerDay, secondsPerMonth } from './capacity.ts';
import { finite, isAmount, isPositive, isShare, isWhole } from './possible.ts';

/**
 * Availability, error budgets and recovery. Shares are 0–1, times seconds. Compositions assume that parts fail
 * independently, which shared networks, deployments and people make untrue: documents that show one say so.
 * Impossible inputs give null.
 */

/** All must work: `Π Aᵢ`. Null for an empty list. */
export const serialAvailability = (parts: readonly number[]): number | null =>
  parts.length > 0 && isShare(...parts) ? parts.reduce((product, part) => product * part, 1) : null;

/** One must work: `1 − Π (1 − Aᵢ)`. Null for an empty list. */
export const parallelAvailability = (parts: readonly number[]): number | null =>
  parts.length > 0 && isShare(...parts) ? 1 - parts.reduce((product, part) => product * (1 - part), 1) : null;

/** Shares from per cent carry rounding errors: 99.95 % over 99.95 % must be 1. */
const noise = 1e-12;

/**
 * What the system's own parts must reach, where `others` is the availability of all that it cannot work without:
 * `objective / others`. Null where the others alone miss the objective: then no availability is enough.
 */
export const remainingAvailability = (objective: number, others: number): number | null =>
  isShare(objective, others) && isPositive(others) && objective <= others + noise
    ? Math.min(1, objective / others)
    : null;

const mostParts = 1_000;

/**
 * At least `needed` of `total` equal parts must work: the upper tail of the binomial distribution. Null unless
 * `1 ≤ needed ≤ total ≤ 1,000`.
 */
export const availabilityOfSome = (needed: number, total: number, part: number): number | null => {
  if (!isWhole(needed, total) || needed > total || total > mostParts || !isShare(part)) return null;
  // The probability of each number of working parts, one part after the other: no factorials to overflow.
  let working: readonly number[] = [1];
  for (let parts = 0; parts < total; parts += 1) {
    const before = working;
    working = [...before, 0].map((share, count) => share * (1 - part) + (before[count - 1] ?? 0) * part);
  }
  // From the small end, so that little terms are not lost beside big ones.
  return Math.min(
    1,
    working.slice(needed).reduceRight((sum, share) => sum + share, 0),
  );
};

/** Seconds of failure that an objective allows in 30 days: `(1 − SLO) · 2,592,000 s`. 99.9 % gives 43.2 min. */
export const errorBudgetSeconds = (objective: number): number | null =>
  isShare(objective) ? (1 - objective) * secondsPerMonth : null;

/** A multi-window alert on the rate at which the error budget burns. */
export type BurnRateAlert = {
  /** How many times faster than the budget allows. */
  readonly burnRate: number;
  /** Seconds. The alert fires while both windows are above the rate; the short one ends it soon after recovery. */
  readonly longWindow: number;
  readonly shortWindow: number;
  readonly action: 'page' | 'ticket';
};

/** Source: The Site Reliability Workbook, chapter 5, "Alerting on SLOs", for a budget of 30 days. */
export const burnRateAlerts: readonly BurnRateAlert[] = [
  { burnRate: 14.4, longWindow: 3_600, shortWindow: 300, action: 'page' },
  { burnRate: 6, longWindow: 6 * 3_600, shortWindow: 1_800, action: 'page' },
  { burnRate: 1, longWindow: 3 * secondsPerDay, shortWindow: 6 * 3_600, action: 'ticket' },
];

/**
 * The share of failing requests at which an alert fires: `burn_rate · (1 − SLO)`. Null where that is above 1, so
 * that it could never fire, and for an objective of 1, which leaves no budget to burn.
 */
export const alertErrorShare = (alert: BurnRateAlert, objective: number): number | null => {
  if (!isShare(objective) || objective === 1) return null;
  const share = alert.burnRate * (1 - objective);
  return share <= 1 ? share : null;
};

/** The share of the 30-day budget that is gone when the alert fires: `burn_rate · long_window / 30 d`. */
export const alertBudgetShare = ({ burnRate, longWindow }: BurnRateAlert): number =>
  (burnRate * longWindow) / secondsPerMonth;

/** What is reached, against what was asked for; both in seconds. */
export type ObjectiveCheck = {
  readonly seconds: number;
  readonly objective: number;
  readonly met: boolean;
};

const checkedAgainst = (seconds: number, objective: number): ObjectiveCheck | null =>
  isAmount(seconds, objective) ? { seconds, objective, met: seconds <= objective } : null;

/** Data that may be lost: `backup interval or replication lag ≤ RPO`, whichever the recovery relies on. */
export const recoveryPointCheck = (backupIntervalOrLag: number, objective: number): ObjectiveCheck | null =>
  checkedAgainst(backupIntervalOrLag, objective);

export type RecoverySteps = {
  readonly detect: number;
  readonly decide: number;
  readonly restore: number;
  readonly verify: number;
};

/** Seconds until service is back: `detect + decide + restore + verify`. */
export const recoverySeconds = ({ detect, decide, restore, verify }: RecoverySteps): number | null =>
  isAmount(detect, decide, restore, verify) ? finite(detect + decide + restore + verify) : null;

/** `detect + decide + restore + verify ≤ RTO`. */
export const recoveryTimeCheck = (steps: RecoverySteps, objective: number): ObjectiveCheck | null => {
  const seconds = recoverySeconds(steps);
  return seconds === null ? null : checkedAgainst(seconds, objective);
};

/**
 * Seconds that one attempt may take, so that all attempts at all calls, one after the other, end before the deadline
 * of the request: `(deadline − own) / (calls · attempts)`, `own` being the seconds of the request's own work. Null
 * where its own work takes all of the time.
 */
export const callTimeoutSeconds = (
  deadline: number,
  own: number,
  calls: number,
  attempts: number,
): number | null =>
  isAmount(deadline, own) && isWhole(calls, attempts) && deadline > own
    ? (deadline - own) / (calls * attempts)
    : null;

/** Writes that are gone when a failure takes as much as the recovery point allows: `rpo · write_rate`. */
export const writesLost = (recoveryPoint: number, writesPerSecond: number): number | null =>
  isAmount(recoveryPoint, writesPerSecond) ? finite(recoveryPoint * writesPerSecond) : null;

/** Seconds to read one of several copies back: `bytes / replicas / restore_rate`, the rate in bytes a second. */
export const restoreSeconds = (bytes: number, replicas: number, restoreRate: number): number | null =>
  isAmount(bytes) && isWhole(replicas) && isPositive(restoreRate)
    ? finite(bytes / replicas / restoreRate)
    : null;
