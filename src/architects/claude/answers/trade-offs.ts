import { z } from 'zod';
import { claim, ratingEnd } from './claim.ts';

/** What the model answers in the stage `trade-offs`: one entry for each option and criterion that it can rate. */
export const tradeOffsFromModel = z
  .strictObject({
    ratings: z
      .array(
        z.strictObject({
          option: z.string(),
          criterion: z.string(),
          lo: ratingEnd,
          hi: ratingEnd,
          because: claim,
          /** The first that holds gives the rating in place of the above. */
          when: z.array(
            z.strictObject({
              condition: z.string(),
              lo: ratingEnd,
              hi: ratingEnd,
              because: claim,
              /** The open question that it hangs on; empty for none. */
              depends_on: z.string(),
            }),
          ),
        }),
      )
      .min(1),
  })
  .meta({ title: 'adrgen trade-offs' });
export type TradeOffsFromModel = Readonly<z.output<typeof tradeOffsFromModel>>;
