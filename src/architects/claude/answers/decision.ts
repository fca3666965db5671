import { z } from 'zod';
import { claim, experiment, setback } from './claim.ts';

/** What the model answers in the stage `decision`: words around an outcome that is computed already. */
export const decisionFromModel = z
  .strictObject({
    because: z.array(claim).min(1),
    given_up: z.array(claim),
    good: z.array(claim),
    bad: z.array(setback).min(1),
    confirmation: z.array(z.string().trim().min(1)).min(1),
    /** One, or none. */
    proof_of_concept: z.array(experiment).max(1),
  })
  .meta({ title: 'adrgen decision' });
export type DecisionFromModel = Readonly<z.output<typeof decisionFromModel>>;
