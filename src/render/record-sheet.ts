import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import type { Cell } from '../weighing/weigh.ts';

/** Criteria by weight, as the assessment has them; as proposed where nobody could be assessed. */
export const criteriaOf = ({
  weighed,
}: Decided): readonly { readonly name: string; readonly rank: number | null; readonly weight: number }[] =>
  weighed.assessment?.criteria ??
  weighed.proposal.criteria.map(name => ({ name, rank: null, weight: 1 / weighed.proposal.criteria.length }));

export const nameOf = ({ weighed }: Decided, id: string): string =>
  weighed.proposal.options.find(option => option.id === id)?.name ?? id;

/** Viable options that no other beats everywhere: those between which a reader could choose. */
export const alternativesOf = ({ weighed }: Decided): readonly ProposedOption[] =>
  weighed.viable.filter(({ id }) => weighed.assessment?.dominated.every(one => one.id !== id) ?? true);

export const cellOf = ({ weighed }: Decided, option: string, criterion: string): Cell | undefined =>
  weighed.cells[option]?.[criterion];

/** Middle of a rating, 0 to 4; 2 where nobody has rated. */
export const middleOf = (cell: Cell | undefined): number =>
  cell === undefined ? 2 : (cell.interval[0] + cell.interval[1]) / 2;

/** The team's own rating: it stands in the table, and the team's words stand beside the options. */
export const isOwnRating = ({ cites }: Reason): boolean =>
  cites.every(({ kind, id }) => kind === 'driver' && id.startsWith('decisions.'));

/**
 * Whether a reason says something of this system or of the world: it stands on a value of the file or on a source.
 * What rests on a rule of thumb alone is true of any system, and so is that there are functional requirements.
 */
export const isTelling = ({ cites }: Reason): boolean =>
  cites.some(({ kind, id }) => kind === 'fact' || (kind === 'driver' && id !== 'functional'));

/** A rating that every file would get, whatever its numbers, was moved by none of them. */
export const isMoved = (option: ProposedOption, criterion: string, reason: Reason): boolean =>
  option.ratings[criterion]?.otherwise.because.text !== reason.text;
