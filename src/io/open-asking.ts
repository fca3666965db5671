import type { Asking, Bill, Estimate, Limits, Tell } from '../model/asking.ts';
import type { Ask, Call } from '../model/doors.ts';
import { keepFailedIn } from './answer-store/failed.ts';
import { openAnswers } from './answer-store/store.ts';
import { storedAsk } from './answer-store/stored-ask.ts';
import type { Environment } from './browser/places.ts';
import { estimateOf } from './model-service/estimate.ts';
import { openLedger } from './model-service/ledger.ts';
import { createService, realSurroundings, type Surroundings } from './model-service/service.ts';

export type OpenAskingOptions = {
  /** Answers are kept below it, in `.adrgen`. */
  readonly root: string;
  readonly env: Environment;
  readonly asking: Asking;
  readonly limits: Limits;
  /** Throws a Problem instead of asking. */
  readonly frozen: boolean;
  /** Asks again what is stored. */
  readonly refresh: boolean;
  readonly tell: Tell;
  readonly signal?: AbortSignal | undefined;
  readonly surroundings?: Surroundings;
};

/** What a run asks with. */
export type OpenedAsking = {
  readonly ask: Ask;
  /** What a question would cost; asks nothing, and needs no credentials. */
  readonly estimate: <T>(call: Call<T>) => Promise<Estimate>;
  /** What this run has cost by now. */
  readonly bill: () => Bill;
  /** Resolves when no question is under way: what was paid for is stored, even where another one failed. */
  readonly settled: () => Promise<void>;
};

/** The door to a model as commands use it: what is stored is not asked, what is asked is stored. */
export const openAsking = (options: OpenAskingOptions): OpenedAsking => {
  const { root, asking, frozen, refresh, tell, signal } = options;
  const ledger = openLedger(asking.prices);
  const { surroundings = realSurroundings(signal) } = options;
  const service = createService({ ...options, keep: keepFailedIn(root), ledger, surroundings });
  const store = openAnswers(root);
  const found = storedAsk(service.ask, {
    store,
    ...{ asking, frozen, refresh, tell },
    found: ({ usage }) => ledger.found(usage),
  });
  const underWay = new Set<Promise<unknown>>();
  const ask: Ask = async call => {
    const answer = found(call);
    underWay.add(answer);
    try {
      return await answer;
    } finally {
      underWay.delete(answer);
    }
  };
  return {
    ask,
    estimate: call => estimateOf(call, { asking, store, count: service.count }),
    bill: ledger.bill,
    settled: async () => {
      await Promise.allSettled(underWay);
    },
  };
};
