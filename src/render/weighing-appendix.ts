import type { ProposedOption } from '../model/proposal.ts';
import type { Decided } from '../stages/decide.ts';
import { type SourceList, sourceList } from './claims.ts';
import { markText } from './marks.ts';
import { titleOf } from './record.ts';
import { alternativesOf, nameOf } from './record-sheet.ts';
import type { DesignView } from './record-view.ts';

type Entry = DesignView['appendix'][number];

const shownAs = (value: number): string => value.toFixed(2);

/** Of a small system the chosen option and the next best; for the others `adrgen explain` has the reasons. */
const mostRatedOfSmall = 2;

/** Real alternatives by value, the chosen one first. */
const ratedOf = (decided: Decided, small: boolean): readonly ProposedOption[] => {
  const { chosen, weighed } = decided;
  const worthOf = ({ id }: ProposedOption): number =>
    weighed.assessment?.values.find(one => one.id === id)?.value ?? 0;
  return alternativesOf(decided)
    .toSorted((a, b) => Number(b.id === chosen?.id) - Number(a.id === chosen?.id) || worthOf(b) - worthOf(a))
    .slice(0, small ? mostRatedOfSmall : undefined);
};

const ratingRows = (
  { weighed }: Decided,
  options: readonly ProposedOption[],
  { claim }: SourceList,
): Entry['ratings'] =>
  (weighed.assessment?.criteria ?? []).flatMap(({ name }) =>
    options.flatMap(option => {
      const cell = weighed.cells[option.id]?.[name];
      if (cell === undefined) return [];
      const text = cell.reasons.map(one => one.text).join(', or ') || 'nobody has rated it yet';
      return [
        {
          ...claim({ text, cites: cell.reasons.flatMap(one => one.cites) }),
          option: option.name,
          criterion: name,
          mark: markText(cell.interval),
        },
      ];
    }),
  );

/** Why an option is out of the question; empty where it is not. */
const outOf = (decided: Decided, { id }: ProposedOption): string => {
  const { weighed } = decided;
  const excluded = weighed.excluded.find(({ option }) => option.id === id);
  if (excluded !== undefined) return excluded.because.text;
  const dominated = weighed.assessment?.dominated.find(one => one.id === id);
  return dominated === undefined ? '' : `nowhere better than ${nameOf(decided, dominated.by)}`;
};

/** With the value of each, 0 to 4, and its span where a rating is open. */
const optionRows = (decided: Decided): Entry['options'] =>
  decided.weighed.proposal.options.map(option => {
    const found = decided.weighed.assessment?.values.find(({ id }) => id === option.id);
    return {
      name: option.name,
      value: found === undefined ? '–' : shownAs(found.value),
      range:
        found === undefined || found.lo === found.hi ? '–' : `${shownAs(found.lo)} to ${shownAs(found.hi)}`,
      summary: option.summary,
      excluded: outOf(decided, option),
    };
  });

/** How each record's options were weighed: what the records leave out. Pure. */
export const appendixOf = (decided: readonly Decided[], small: boolean): DesignView['appendix'] =>
  decided.flatMap(one => {
    const { weighed, standing, decision, outcome } = one;
    if (weighed.assessment === null || standing.kind === 'default') return [];
    const sources = sourceList(weighed.proposal);
    const weights = weighed.assessment.criteria.map(
      ({ name, weight }) => `${name} ${Math.round(weight * 100)} %`,
    );
    return [
      {
        id: decision.id,
        title: titleOf(one),
        asked: decision.because.map(sources.claim),
        weights: `Weights: ${weights.join(', ')}.`,
        ratings: ratingRows(one, ratedOf(one, small), sources),
        options: optionRows(one),
        // The first one stands in the record.
        checks: (outcome?.confirmation ?? []).slice(1),
        sources: [...sources.cited()],
      },
    ];
  });
