import type { Proposal } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { BasisView, ClaimView } from './record-view.ts';

/** The sources of one record, numbered in the order in which its text first leans on them. */
export type SourceList = {
  /** A reason for the page: drivers in code, numbered links to sources, or the word assumption. */
  readonly claim: (reason: Reason) => ClaimView;
  /** Every source that was cited so far. */
  readonly cited: () => readonly {
    readonly number: number;
    readonly title: string;
    readonly url: string;
    readonly as_of: string;
  }[];
};

/**
 * Facts of one source share its number, whatever they say. `href` is where the list itself stands, for a document
 * whose text links to it instead of repeating each address.
 */
export const sourceList = (
  { facts, sources }: Pick<Proposal, 'facts' | 'sources'>,
  href?: string,
): SourceList => {
  const cited: { number: number; title: string; url: string; as_of: string }[] = [];
  const numberOf = (factId: string): { number: number; url: string } | null => {
    const fact = facts.find(({ id }) => id === factId);
    const source = sources.find(({ id }) => id === fact?.source);
    if (fact === undefined || source === undefined) return null;
    const known = cited.find(({ url }) => url === source.url);
    if (known !== undefined) return known;
    const entry = { number: cited.length + 1, title: source.title, url: source.url, as_of: fact.as_of };
    cited.push(entry);
    return entry;
  };
  const basisOf = ({ kind, id }: Reason['cites'][number]): BasisView => {
    // Another decision is named by the id that `explain` takes.
    if (kind === 'driver' || kind === 'decision') return { driver: id, source: null, assumption: false };
    const source = kind === 'fact' ? numberOf(id) : null;
    return source === null
      ? { driver: null, source: null, assumption: true }
      : { driver: null, source: { number: source.number, url: href ?? source.url }, assumption: false };
  };
  const keyOf = (basis: BasisView): string | number => basis.driver ?? basis.source?.number ?? 'assumption';
  return {
    claim: ({ text, cites }) => {
      const bases = cites.map(basisOf);
      const distinct = bases.filter(
        (one, index) => bases.findIndex(other => keyOf(other) === keyOf(one)) === index,
      );
      return {
        text,
        bases: distinct.length > 0 ? distinct : [{ driver: null, source: null, assumption: true }],
      };
    },
    cited: () => cited,
  };
};
