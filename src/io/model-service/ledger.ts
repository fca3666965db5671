import { addCost, type Bill, type Cost, noCost } from '../../model/asking.ts';
import type { Usage } from '../../model/doors.ts';
import { costOf, type Prices, priceOf, type Tokens } from '../../model/language-models.ts';
import type { PersonaStage } from '../../model/persona.ts';
import { type Request, type Send, ServiceFault } from './request.ts';

/** Writes down what every request cost, the failed ones as well, and what was there already. */
export type Ledger = {
  readonly metered: (send: Send) => Send;
  readonly found: (usage: Usage) => void;
  readonly bill: () => Bill;
};

const isBilled = ({ input, cacheRead, cacheWrite, output }: Tokens): boolean =>
  input + cacheRead + cacheWrite + output > 0;

export const openLedger = (prices: Prices): Ledger => {
  let total = noCost;
  let stored: Bill['stored'] = { ...noCost, answers: 0 };
  const stages = new Map<PersonaStage, Cost>();
  const subjects = new Map<string, Cost>();

  const enter = ({ about: { stage, subject }, model }: Request, tokens: Tokens): void => {
    const cost = { ...tokens, requests: 1, usd: costOf(tokens, priceOf(model, prices)) };
    total = addCost(total, cost);
    stages.set(stage, addCost(stages.get(stage) ?? noCost, cost));
    subjects.set(subject, addCost(subjects.get(subject) ?? noCost, cost));
  };

  return {
    metered: send => async (request, heard) => {
      try {
        const reply = await send(request, heard);
        enter(request, reply.tokens);
        return reply;
      } catch (error) {
        if (error instanceof ServiceFault && isBilled(error.tokens)) enter(request, error.tokens);
        throw error;
      }
    },
    found: ({ model: _, ...cost }) => {
      stored = { ...addCost(stored, { ...cost, requests: 0 }), answers: stored.answers + 1 };
    },
    bill: () => ({
      total,
      stages: Object.fromEntries(stages),
      subjects: Object.fromEntries([...subjects].sort(([a], [b]) => (a < b ? -1 : 1))),
      stored,
    }),
  };
};
