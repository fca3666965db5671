import { setTimeout as sleep } from 'node:timers/promises';
import type { Asking, Limits, Tell } from '../../model/asking.ts';
import type { Ask } from '../../model/doors.ts';
import type { KeepFailed } from '../answer-store/failed.ts';
import type { Environment } from '../browser/places.ts';
import { askService } from './ask-service.ts';
import { withinBudget } from './budget.ts';
import { credentialsOf, hasCredentials, redactor } from './credentials.ts';
import type { Count } from './estimate.ts';
import { oneAhead } from './lead.ts';
import type { Ledger } from './ledger.ts';
import { interrupted, type Send } from './request.ts';
import { retrying } from './retry.ts';
import { inSlots } from './slots.ts';

/** The world around the service: passed in, so that no test waits and no two runs differ. */
export type Surroundings = {
  readonly now: () => Date;
  /** Resolves after so many seconds; rejects where the run is interrupted. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly random: () => number;
};

export const realSurroundings = (signal?: AbortSignal): Surroundings => ({
  now: () => new Date(),
  wait: async seconds => {
    try {
      await sleep(seconds * 1000, undefined, signal === undefined ? {} : { signal });
    } catch {
      throw interrupted();
    }
  },
  random: Math.random,
});

export type ServiceOptions = {
  readonly env: Environment;
  readonly asking: Asking;
  readonly limits: Limits;
  readonly tell: Tell;
  readonly keep: KeepFailed;
  readonly ledger: Ledger;
  readonly signal?: AbortSignal | undefined;
  readonly surroundings: Surroundings;
};

/** What runs at most once, and only if it is needed. */
const once = <T>(open: () => Promise<T>): (() => Promise<T>) => {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
};

export type Service = { readonly ask: Ask; readonly count: Count };

/**
 * Asks the Messages API. Without credentials the first question throws a Problem, before anything is sent. From the
 * outside in: the first of a stage goes ahead, what fails is tried again, so many at a time, within the budget, on
 * the bill.
 */
export const createService = (options: ServiceOptions): Service => {
  const { env, asking, limits, tell, keep, ledger, signal, surroundings } = options;
  const redact = redactor(env);
  // The SDK takes longer to load than a whole run that asks nothing.
  const open = once(async () => {
    const credentials = credentialsOf(env);
    const [{ createClient }, { createAttempt }, { enforcing }, { createCount }] = await Promise.all([
      import('./client.ts'),
      import('./attempt.ts'),
      import('./enforce.ts'),
      import('./count.ts'),
    ]);
    const client = createClient(credentials, redact, tell);
    const { timeoutSeconds } = asking;
    const attempt = createAttempt({ client, credentials, timeoutSeconds, now: surroundings.now, signal });
    return { send: enforcing(attempt, tell), count: createCount(client) };
  });
  const send: Send = async (request, heard) => (await open()).send(request, heard);
  const paid = withinBudget(ledger.metered(send), limits, asking.prices);
  const tried = retrying(inSlots(paid, asking.concurrency), { tell, ...surroundings });
  return {
    ask: askService(oneAhead(tried, surroundings.now), { asking, tell, keep, redact }),
    count: async request => (hasCredentials(env) ? (await open()).count(request) : null),
  };
};
