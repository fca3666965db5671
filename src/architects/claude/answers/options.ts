import { z } from 'zod';
import { containerPart } from '../../../model/proposal.ts';
import { claim, experiment, newId, setback } from './claim.ts';

/** What the model answers in the stage `options`, for one decision. */
export const optionsFromModel = z
  .strictObject({
    /** What all options are: "database product", "unit of deployment". */
    kind: z.string().trim().min(1),
    options: z
      .array(
        z.strictObject({
          /** Of the catalogue where the option is one of its own, else a new one. */
          id: newId,
          name: z.string().trim().min(1),
          summary: z.string().trim().min(1),
          gates: z.array(z.strictObject({ condition: z.string(), because: claim })),
          skills: z.array(z.string()),
          reversibility: z.number().int().min(0).max(4),
          parts: z.number().int().min(0).max(50),
          good: z.array(setback.omit({ mitigation: true })).min(1),
          bad: z.array(setback).min(1),
          risks: z.array(experiment.extend({ id: newId, text: z.string().min(1) })).min(1),
          confirm: z.array(z.string().min(1)).min(1),
          leans_on: z.array(
            z.strictObject({ topic: z.string(), any_of: z.array(z.string()).min(1), because: claim }),
          ),
          /** Empty where the catalogue has the option: it has its parts as well. */
          containers: z.array(
            z.strictObject({
              id: newId,
              kind: containerPart.shape.kind,
              name: z.string().trim().min(1),
              technology: z.string(),
              responsibility: z.string().trim().min(1),
              each: z.enum(['system', 'owner']),
              application: z.boolean(),
            }),
          ),
          edges: z.array(
            z.strictObject({
              from: z.string(),
              to: z.string(),
              label: z.string(),
              asynchronous: z.boolean(),
            }),
          ),
        }),
      )
      .min(1),
  })
  .meta({ title: 'adrgen options' });
export type OptionsFromModel = Readonly<z.output<typeof optionsFromModel>>;
