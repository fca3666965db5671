import type { Ratings } from '../../model/proposal.ts';
import type { TradeOffsFromModel } from './answers/trade-offs.ts';
import { type Ground, toReason } from './ground.ts';
import { oneLine } from './one-line.ts';

const toRated = ({ lo, hi }: { readonly lo: number; readonly hi: number }): number | [number, number] =>
  lo === hi ? lo : [lo, hi];

/** Ratings by option and criterion; what the model left out stays open, as weighing has it. */
export const toRatings = ({ ratings }: TradeOffsFromModel, ground: Ground): Ratings => {
  const options = [...new Set(ratings.map(({ option }) => option))];
  return Object.fromEntries(
    options.map(id => [
      id,
      Object.fromEntries(
        ratings
          .filter(({ option }) => option === id)
          .map(({ criterion, because, when, ...ends }) => [
            criterion,
            {
              cases: when.map(one => ({
                if: one.condition,
                rating: toRated(one),
                because: toReason(one.because, ground),
                ...(one.depends_on.trim() === '' ? {} : { depends_on: oneLine(one.depends_on) }),
              })),
              otherwise: { rating: toRated(ends), because: toReason(because, ground) },
            },
          ]),
      ),
    ]),
  );
};
