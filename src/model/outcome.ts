import { z } from 'zod';
import { consequence } from './proposal.ts';
import { reason } from './reason.ts';

/** What the decision stage answers: the words around an outcome that code has computed. */
export const outcomeAnswer = z.strictObject({
  /** Completes "Chosen option: X, because …": the requirements that decided it. */
  because: z.array(reason).min(1).readonly(),
  /** What the runner-up or another option would have given. */
  given_up: z.array(reason).readonly(),
  good: z.array(consequence).readonly(),
  bad: z.array(consequence).readonly(),
  /** Tests and fitness functions. */
  confirmation: z.array(z.string()).min(1).readonly(),
  proof_of_concept: z
    .strictObject({ hypothesis: z.string(), time_box: z.string(), pass: z.string(), fail: z.string() })
    .nullable(),
});
export type OutcomeAnswer = Readonly<z.output<typeof outcomeAnswer>>;
