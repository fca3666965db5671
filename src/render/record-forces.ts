import type { Driver } from '../model/analysis.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import { forceOf } from './driver-words.ts';
import { alternativesOf, cellOf, criteriaOf, isMoved, isOwnRating, middleOf } from './record-sheet.ts';

/** A criterion on which the options differ: who is ahead there, by how much, and the reasons for it. */
type Lead = {
  readonly criterion: string;
  readonly option: ProposedOption;
  readonly tells: number;
  readonly reasons: readonly Reason[];
};

/** Criterion by criterion the option that is ahead; the chosen one where it shares the lead. */
const leadsOf = (decided: Decided): readonly Lead[] => {
  const options = alternativesOf(decided);
  return criteriaOf(decided).flatMap(({ name, weight }) => {
    const rated = options
      .map(option => ({ option, cell: cellOf(decided, option.id, name) }))
      .toSorted(
        (a, b) =>
          middleOf(b.cell) - middleOf(a.cell) ||
          Number(b.option === decided.chosen) - Number(a.option === decided.chosen),
      );
    const [first, ...others] = rated;
    if (first === undefined || others.length === 0) return [];
    const chosen = rated.find(({ option }) => option.id === decided.chosen?.id);
    const isChosen = first.option.id === decided.chosen?.id;
    const behind = isChosen
      ? others.reduce((sum, { cell }) => sum + middleOf(first.cell) - middleOf(cell), 0) / others.length
      : middleOf(first.cell) - middleOf(chosen?.cell);
    const moved = ({ option, cell }: (typeof rated)[number]): readonly Reason[] =>
      (cell?.reasons ?? []).filter(reason => !isOwnRating(reason) && isMoved(option, name, reason));
    const theirs = isChosen ? others.flatMap(moved) : chosen === undefined ? [] : moved(chosen);
    const reasons = [...moved(first), ...theirs];
    return behind <= 0 ? [] : [{ criterion: name, option: first.option, tells: weight * behind, reasons }];
  });
};

/** What pulls towards one option: drivers in words, each with the criteria on which it does. */
export type Force = {
  readonly option: string;
  readonly drivers: readonly {
    readonly id: string;
    readonly text: string;
    readonly criteria: readonly string[];
  }[];
};

const mostOptions = 3;
const mostCriteria = 2;
const mostDrivers = 2;

const standsOn =
  (id: string) =>
  ({ cites }: Reason): boolean =>
    cites.some(one => one.kind === 'driver' && one.id === id);

const forceFor = (
  option: ProposedOption,
  leads: readonly Lead[],
  drivers: readonly Driver[],
  requirements: Requirements,
): Force => ({
  option: option.name,
  drivers: drivers
    .flatMap(driver => {
      const mine = leads.filter(lead => lead.reasons.some(standsOn(driver.id)));
      const text = forceOf(
        driver,
        mine.flatMap(({ reasons }) => reasons),
        requirements,
      );
      if (text === null || mine.length === 0) return [];
      const tells = mine.reduce((sum, one) => sum + one.tells, 0);
      return [
        {
          id: driver.id,
          text,
          criteria: mine.map(({ criterion }) => criterion).slice(0, mostCriteria),
          tells,
        },
      ];
    })
    .toSorted((a, b) => b.tells - a.tells)
    .slice(0, mostDrivers)
    .map(({ id, text, criteria }) => ({ id, text, criteria })),
});

/**
 * What pulls against what: towards the chosen option first, then towards those that are ahead of it on a criterion,
 * the strongest first. Empty where nothing in the file pulls towards more than one of them. Pure.
 */
export const forcesOf = (
  decided: Decided,
  drivers: readonly Driver[],
  requirements: Requirements,
): readonly Force[] => {
  const leads = leadsOf(decided);
  const of = ({ id }: ProposedOption): readonly Lead[] => leads.filter(({ option }) => option.id === id);
  const tells = (option: ProposedOption): number => of(option).reduce((sum, lead) => sum + lead.tells, 0);
  const isChosen = ({ id }: ProposedOption): boolean => id === decided.chosen?.id;
  const forces = alternativesOf(decided)
    .filter(option => tells(option) > 0)
    .toSorted((a, b) => Number(isChosen(b)) - Number(isChosen(a)) || tells(b) - tells(a))
    .map(option =>
      forceFor(
        option,
        of(option).toSorted((a, b) => b.tells - a.tells),
        drivers,
        requirements,
      ),
    )
    .filter(force => force.drivers.length > 0);
  return forces.length < 2 ? [] : forces.slice(0, mostOptions);
};
