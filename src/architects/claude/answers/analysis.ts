import { z } from 'zod';
import { type CriterionName, criterionNames } from '../../../model/criteria.ts';
import { claim } from './claim.ts';

/** What the model answers in the stage `analysis`. */
export const analysisFromModel = z
  .strictObject({
    decisions: z
      .array(
        z.strictObject({
          /** Of the file's own decision, of a topic of the catalogue, or a new one. */
          id: z.string().min(1),
          title: z.string().trim().min(1),
          question: z.string().trim().min(1),
          significance: z.number().int().min(0).max(10),
          because: z.array(claim).min(1),
          criteria: z.array(z.enum(criterionNames as [CriterionName, ...CriterionName[]])),
          /** Ids of the drivers on which the answer turns: later stages are given these. */
          drivers: z.array(z.string()).min(1),
        }),
      )
      .min(1),
    /** Which topics of the catalogue the file's own `decided` close: `decided-1` is the first. */
    settled: z.array(z.strictObject({ decided: z.string(), topics: z.array(z.string()) })),
    /** What the file leaves open and an answer would change a decision by, the gravest first. */
    questions: z.array(
      z.strictObject({ question: z.string().trim().min(1), decisions: z.array(z.string()) }),
    ),
  })
  .meta({ title: 'adrgen analysis' });
export type AnalysisFromModel = Readonly<z.output<typeof analysisFromModel>>;
