import type { Facts } from '../model/facts.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Decided } from '../stages/decide.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { cellOf, criteriaOf, middleOf } from './record-sheet.ts';

const lowerFirst = (text: string): string => {
  const [first = ''] = text;
  return first.toLowerCase() + text.slice(first.length);
};

/** What leaving an option takes, 0 to 4. */
const leaving = [
  'is a one-way door',
  'means building much anew',
  'takes months',
  'takes weeks',
  'takes days',
];
const leavingText = ({ reversibility }: ProposedOption): string => leaving[Math.round(reversibility)] ?? '';

const partsText = ({ parts }: ProposedOption): string => (parts === 1 ? 'one part' : `${parts} parts`);

/** Where two of the contenders differ most, each way: what the tie is about. */
const apart = (decided: Decided, one: ProposedOption, other: ProposedOption): string => {
  const differences = criteriaOf(decided)
    .map(({ name, weight }) => ({
      name,
      lead: weight * (middleOf(cellOf(decided, one.id, name)) - middleOf(cellOf(decided, other.id, name))),
    }))
    .toSorted((a, b) => b.lead - a.lead);
  const [best, worst] = [differences[0], differences.at(-1)];
  if (best === undefined || worst === undefined || best.lead <= 0 || worst.lead >= 0) return '';
  return `${one.name} gains most by ${best.name}, ${other.name} by ${worst.name}`;
};

/** "go expert, grpc not stated". */
const skillsText = ({ name, skills }: ProposedOption, facts: Facts): string =>
  skills.length === 0
    ? `${name} asks for no skill of its own`
    : `${name} asks for ${skills.map(skill => `${skill} (${formatFact(`team.skills.${skill}`, facts(`team.skills.${skill}`))})`).join(', ')}`;

/** What the tie-break compares, with the values of both. */
const breakText = (decided: Decided, winner: ProposedOption, rival: ProposedOption, facts: Facts): string => {
  switch (decided.weighed.assessment?.tieBreak) {
    case 'reversibility':
      return `leaving it later ${leavingText(winner)}, leaving ${rival.name} ${leavingText(rival)}`;
    case 'skill':
      return `${skillsText(winner, facts)}, ${skillsText(rival, facts)}`;
    case 'parts':
      return `${winner.name} adds ${partsText(winner)}, ${rival.name} ${partsText(rival)}`;
    default:
      return '';
  }
};

/** The contender that the tie-break was against: the next of those that are level. */
const rivalOf = ({ chosen, weighed }: Decided): ProposedOption | undefined => {
  const id = weighed.assessment?.contenders.find(one => one !== chosen?.id);
  return weighed.viable.find(one => one.id === id);
};

/** Clauses of a toss-up with what stands against what, and beside the tie-break the values that it compared. */
const argued = (decided: Decided, clauses: readonly string[], facts: Facts): readonly string[] => {
  const { chosen, weighed } = decided;
  const rival = rivalOf(decided);
  if (weighed.assessment?.verdict !== 'toss-up' || chosen === null || rival === undefined) return clauses;
  const compared = breakText(decided, chosen, rival, facts);
  const withValues = clauses.map(clause =>
    compared !== '' && clause.startsWith(`${chosen.name} is taken`) ? `${clause}: ${compared}` : clause,
  );
  const about = apart(decided, chosen, rival);
  return about === '' ? withValues : [...withValues.slice(0, 1), about, ...withValues.slice(1)];
};

/** The sentence of the verdict, the argument of a tie, and the first question whose answer could settle it. Pure. */
export const firmnessText = (decided: Decided, facts: Facts): string => {
  const { sentence, settledBy } = decided.firmness;
  const clauses = argued(decided, sentence.replace(/\.$/u, '').split('; '), facts);
  const [question] = settledBy;
  const asked = question === undefined ? [] : [`what could settle it: ${lowerFirst(question)}`];
  const text = [...clauses, ...asked].join('; ');
  return text.endsWith('?') ? text : `${text}.`;
};
