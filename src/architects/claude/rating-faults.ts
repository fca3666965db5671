import type { Candidates } from '../../model/proposal.ts';
import type { TradeOffsFromModel } from './answers/trade-offs.ts';
import { claimFaults, conditionFaults, type Faults, placed } from './faults.ts';
import { figuresOfText } from './figures.ts';
import type { Ground } from './ground.ts';

type Rating = TradeOffsFromModel['ratings'][number];

const turned = (at: string, { lo, hi }: { readonly lo: number; readonly hi: number }): Faults =>
  lo > hi ? [`${at}: lo is above hi`] : [];

const figuresWith = (known: ReadonlySet<string>, conditions: readonly string[]): ReadonlySet<string> =>
  new Set([...known, ...conditions.flatMap(text => [...figuresOfText(text)])]);

const faultsIn = (rating: Rating, at: string, ground: Ground, figures: ReadonlySet<string>): Faults => {
  const conditions = rating.when.map(({ condition }) => condition);
  const known = figuresWith(figures, conditions);
  return [
    ...turned(at, rating),
    ...conditionFaults(placed(`${at}.when`, conditions)),
    ...claimFaults([{ at: `${at}.because`, value: rating.because }], ground, known),
    ...placed(`${at}.when`, rating.when).flatMap(({ at: place, value }) => [
      ...turned(place, value),
      ...claimFaults([{ at: `${place}.because`, value: value.because }], ground, known),
    ]),
  ];
};

/** What schema and contract leave open of ratings: options and criteria that are there, conditions, citations, figures. */
export const ratingFaults = (
  { ratings }: TradeOffsFromModel,
  { options, criteria }: Candidates,
  ground: Ground,
  figures: ReadonlySet<string>,
): Faults => {
  const cells = ratings.map(({ option, criterion }) => `${option}.${criterion}`);
  return [
    ...ratings.flatMap(({ option, criterion }) => [
      ...(options.some(({ id }) => id === option) ? [] : [`there is no option ${JSON.stringify(option)}`]),
      ...(criteria.includes(criterion)
        ? []
        : [`there is no criterion ${JSON.stringify(criterion)} in this decision`]),
    ]),
    ...[...new Set(cells.filter((cell, index) => cells.indexOf(cell) !== index))].map(
      cell => `${cell} is rated twice`,
    ),
    ...options
      .filter(({ id }) => !ratings.some(({ option }) => option === id))
      .map(({ id }) => `the option ${id} has no rating at all`),
    ...ratings.flatMap(rating =>
      faultsIn(rating, `ratings.${rating.option}.${rating.criterion}`, ground, figures),
    ),
  ];
};
