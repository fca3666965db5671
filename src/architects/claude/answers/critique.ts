import { z } from 'zod';

/** What the model answers in the stage `critique`. No objection means that the draft passes. */
export const critiqueFromModel = z
  .strictObject({
    objections: z
      .array(
        z.strictObject({
          /** Where in the draft: `options.redis.bad[0]`, `ratings.redis.cost`. */
          path: z.string(),
          /** Name of the failure: `straw-man`, `invented-figure` … */
          rule: z.string(),
          /** Words of the draft at that path. */
          quote: z.string(),
          /** What a rewrite has to hold or drop. */
          demand: z.string().trim().min(1),
        }),
      )
      .max(7),
  })
  .meta({ title: 'adrgen critique' });
