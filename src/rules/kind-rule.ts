import type { ProposedOption } from '../model/proposal.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { atDecision, called, isOwn, listed, recordsOf } from './decisions.ts';
import { type Breach, ourDefect, rule } from './rule.ts';

/** Names compare without case, spaces and punctuation. */
const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const isSame = (one: ProposedOption, other: ProposedOption): boolean =>
  [one.id, one.name].some(
    name => key(name) !== '' && [other.id, other.name].some(also => key(also) === key(name)),
  );

/** Whether the decision's own topic knows the option: it then is of the kind that the record says. */
const isKnownHere = ({ risks, confirm }: ProposedOption): boolean => risks.length + confirm.length > 0;

/** Options that another decision of the design has, which asks about things of another kind. */
const strangers = ({ decided }: Design, { decision, weighed }: Decided) =>
  weighed.proposal.options
    .filter(option => !isKnownHere(option))
    .flatMap(option => {
      const home = decided.find(
        other =>
          other.decision.id !== decision.id &&
          other.weighed.proposal.kind !== weighed.proposal.kind &&
          other.weighed.proposal.options.some(one => isSame(one, option)),
      );
      return home === undefined ? [] : [{ option, kind: home.weighed.proposal.kind }];
    });

const mixed = (design: Design, decided: Decided): Breach[] => {
  const { proposal } = decided.weighed;
  const at = atDecision(decided);
  if (proposal.kind.trim() === '') {
    const text = `The record of ${called(decided)} does not say of which kind its options are.`;
    return [{ about: 'document', at, text, hint: ourDefect }];
  }
  const elsewhere = isOwn(decided) ? strangers(design, decided) : [];
  const [first] = elsewhere;
  const kinds = new Set(elsewhere.map(({ kind }) => kind));
  if (first === undefined || (kinds.size === 1 && elsewhere.length === proposal.options.length)) return [];
  const names = listed(elsewhere.map(({ option, kind }) => `${option.name} (${kind})`));
  return [
    {
      about: 'system',
      at,
      text: `The options of ${called(decided)} are of different kinds: ${names} beside the others.`,
      hint: `Compare what could replace each other, or say in the name which part ${first.option.name} plays here.`,
    },
  ];
};

/** Seen where an option of the team's own decision is at home in another decision of the same design. */
export const differentKinds = rule({
  id: 'OPT-006',
  says: 'All options of a record are of one kind, and the record says which.',
  levels: { document: 'warning', system: 'warning' },
  breaches: design => recordsOf(design).flatMap(decided => mixed(design, decided)),
});
