import type { Proposal } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { BasisView, ClaimView } from './record-view.ts';

/** A reason for the page: its citations as drivers in code, links to sources, or the word assumption. */
export const claimOf = (
  { text, cites }: Reason,
  { facts, sources }: Pick<Proposal, 'facts' | 'sources'>,
): ClaimView => {
  const bases = cites.map(({ kind, id }): BasisView => {
    if (kind === 'driver') return { driver: id, source: null, assumption: false };
    const cited = facts.find(fact => fact.id === id);
    const source = sources.find(one => one.id === cited?.source);
    return source === undefined
      ? { driver: null, source: null, assumption: true }
      : { driver: null, source: { title: source.title, url: source.url }, assumption: false };
  });
  const keyOf = (one: BasisView): string => one.driver ?? one.source?.url ?? 'assumption';
  const distinct = bases.filter(
    (one, index) => bases.findIndex(other => keyOf(other) === keyOf(one)) === index,
  );
  return { text, bases: distinct.length > 0 ? distinct : [{ driver: null, source: null, assumption: true }] };
};
