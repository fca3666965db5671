import { leaningsOf } from '../design/leanings.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import type { SourceList } from './claims.ts';
import type { RecordView } from './record-view.ts';

/** Where the other records of a system are, relative to one of them, by decision. */
export type Neighbours = ReadonlyMap<string, { readonly number: number; readonly href: string }>;

/** "ADR-0003" with its link; a default applied has its title alone. */
export const placeOf = ({ decision, standing }: Decided, neighbours: Neighbours) => {
  const record = neighbours.get(decision.id);
  if (record !== undefined)
    return { name: `ADR-${String(record.number).padStart(4, '0')}`, href: record.href };
  return {
    name: standing.kind === 'default' ? `${decision.title}, a default applied` : decision.title,
    href: null,
  };
};

const eitherOf = (names: readonly string[]): string =>
  names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** What the choice of a record leans on, and which other choices lean on it. Pure. */
export const leaningViews = (
  { decided: all }: Design,
  decided: Decided,
  neighbours: Neighbours,
  { claim }: SourceList,
): Pick<RecordView, 'leans_on' | 'leaned_on_by'> => {
  const leanings = leaningsOf(all);
  return {
    leans_on: leanings
      .filter(({ from }) => from === decided)
      .map(({ on, wanted, because, fits }) => ({
        ...claim(because),
        ...placeOf(on, neighbours),
        chosen: on.chosen?.name ?? 'undecided',
        wanted: fits === true ? null : eitherOf(wanted),
      })),
    leaned_on_by: leanings
      .filter(({ on }) => on === decided)
      .map(({ from, option }) => ({ ...placeOf(from, neighbours), chosen: option.name })),
  };
};
