import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';

/** A chosen option that does its job only with certain answers to another decision of the same system. */
export type Leaning = {
  readonly from: Decided;
  readonly option: ProposedOption;
  readonly on: Decided;
  /** Names of the answers that do. */
  readonly wanted: readonly string[];
  readonly because: Reason;
  /** Whether one of them was chosen; null where nothing is chosen, or something that the catalogue does not know. */
  readonly fits: boolean | null;
};

type Lean = ProposedOption['leans_on'][number];

const isAbout = ({ weighed }: Decided, { topic }: Lean): boolean => weighed.proposal.topic?.id === topic;

const fitsWith = ({ chosen, weighed }: Decided, { any_of }: Lean): boolean | null => {
  if (chosen === null) return null;
  if (any_of.includes(chosen.id)) return true;
  return weighed.proposal.topic?.options.some(({ id }) => id === chosen.id) === true ? false : null;
};

const namesIn = ({ weighed }: Decided, ids: readonly string[]): readonly string[] =>
  ids.map(id => weighed.proposal.topic?.options.find(option => option.id === id)?.name ?? id);

/** What the chosen options lean on, in the order of the decisions; on a question that nobody asks, nothing. Pure. */
export const leaningsOf = (decided: readonly Decided[]): readonly Leaning[] =>
  decided.flatMap(from =>
    (from.chosen === null ? [] : [from.chosen]).flatMap(option =>
      option.leans_on.flatMap((lean): Leaning[] => {
        const on = decided.find(one => one !== from && isAbout(one, lean));
        if (on === undefined) return [];
        const { because, any_of } = lean;
        return [{ from, option, on, wanted: namesIn(on, any_of), because, fits: fitsWith(on, lean) }];
      }),
    ),
  );
