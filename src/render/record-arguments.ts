import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import type { Cell } from '../weighing/weigh.ts';
import type { SourceList } from './claims.ts';
import { markText, toneOf } from './marks.ts';
import { alternativesOf, cellOf, criteriaOf, isOwnRating, isTelling, middleOf } from './record-sheet.ts';
import type { RecordView } from './record-view.ts';

/** As many as one reads, of an option and in all; the rest stand in the appendix of the design document. */
const mostOfOption = 3;
const mostInAll = 12;

type Tone = 'Good' | 'Neutral' | 'Bad';
type Argument = {
  readonly tone: Tone;
  readonly criterion: string | null;
  readonly reason: Reason;
  /** How much the option differs here from those it is up against, by the weight of the criterion. */
  readonly tells: number;
};

/** Clauses that the record has said before its arguments begin. */
const saidBefore = ({ outcome }: Decided): string =>
  [
    ...(outcome?.because ?? []),
    ...(outcome?.given_up ?? []),
    ...(outcome?.bad ?? []).map(({ text }) => text),
    ...(outcome?.good ?? []).map(({ text }) => text),
  ]
    .map(({ text }) => text)
    .join('\n');

/** "cost ++ against −": the rating beside the highest of those it is up against. */
const comparison = (
  criterion: string,
  cell: Cell | undefined,
  theirs: readonly (Cell | undefined)[],
): string => {
  const [best] = theirs.toSorted((a, b) => middleOf(b) - middleOf(a));
  const against = best === undefined ? '' : ` against ${markText(best.interval)}`;
  return `${criterion} ${markText(cell?.interval ?? [0, 4])}${against}`;
};

/** A rating, and those of the options that it is up against: the chosen one, or for that one all others. */
const beside = (decided: Decided, option: ProposedOption, criterion: string) => {
  const { chosen } = decided;
  const others = alternativesOf(decided).filter(({ id }) => id !== option.id);
  const against = chosen === null || option.id === chosen.id ? others : [chosen];
  return {
    cell: cellOf(decided, option.id, criterion),
    theirs: against.map(({ id }) => cellOf(decided, id, criterion)),
  };
};

const ratedArguments = (decided: Decided, option: ProposedOption): readonly Argument[] => {
  const said = saidBefore(decided);
  return criteriaOf(decided).flatMap(({ name, weight }) => {
    const { cell, theirs } = beside(decided, option, name);
    if (cell === undefined || cell.reasons.length === 0 || cell.reasons.every(isOwnRating)) return [];
    const text = cell.reasons.map(one => one.text).join(', or ');
    if (said.includes(text)) return [];
    const reason = { text, cites: cell.reasons.flatMap(one => one.cites) };
    const far = theirs.map(other => Math.abs(middleOf(cell) - middleOf(other)));
    const tells = weight * Math.max(0, ...far);
    return [{ reason, criterion: comparison(name, cell, theirs), tone: toneOf(cell.interval), tells }];
  });
};

const ownArguments = ({ pros, cons }: ProposedOption): readonly Argument[] => [
  ...pros.map(reason => ({ reason, criterion: null, tone: 'Good' as const, tells: 2 })),
  ...cons.map(reason => ({ reason, criterion: null, tone: 'Bad' as const, tells: 2 })),
];

/**
 * The team's own words first, then what differs most. Of ratings only those count that stand on a value of the file
 * or on a source: the others are marks of the table, with their reasons in the appendix of the design document.
 */
const chosenOf = (decided: Decided, option: ProposedOption): readonly Argument[] => {
  const rated = ratedArguments(decided, option).toSorted((a, b) => b.tells - a.tells);
  const telling = rated.filter(
    ({ reason, tells, tone }) => tells > 0 && tone !== 'Neutral' && isTelling(reason) && !isSkill(reason),
  );
  const own = ownArguments(option);
  const most = Math.min(mostOfOption, Math.floor(mostInAll / alternativesOf(decided).length));
  return [...own, ...telling].slice(0, Math.max(most, own.length));
};

/** Skills alone: the table of drivers has them already. */
const isSkill = ({ cites }: Reason): boolean => cites.every(({ id }) => id.startsWith('team.skills.'));

const tones: readonly Tone[] = ['Good', 'Neutral', 'Bad'];

/** Options whose arguments are worth reading: real alternatives, and whatever the team argues about itself. */
const arguedOptions = (decided: Decided): readonly ProposedOption[] => {
  const real = new Set(alternativesOf(decided).map(({ id }) => id));
  return decided.weighed.proposal.options.filter(
    option => real.has(option.id) || ownArguments(option).length > 0,
  );
};

type Line = RecordView['arguments'][number]['lines'][number];

const mostMarks = 3;

/** Where nothing that is not said yet speaks for or against an option: the ratings on which it differs most. */
const ratingsLine = (decided: Decided, option: ProposedOption): Line => {
  const isChosen = option.id === decided.chosen?.id;
  const sign = isChosen || decided.chosen === null ? 1 : -1;
  const marks = criteriaOf(decided)
    .map(({ name, weight }) => {
      const { cell, theirs } = beside(decided, option, name);
      const best = Math.max(0, ...theirs.map(middleOf));
      return {
        text: comparison(name, cell, theirs),
        lead: sign * weight * (middleOf(cell) - best),
      };
    })
    .toSorted((a, b) => b.lead - a.lead)
    .slice(0, mostMarks)
    .map(({ text }) => text);
  const text = `it is rated ${marks.join(', ')}`;
  return { tone: sign > 0 ? 'Good' : 'Bad', claims: [{ text, bases: [], criterion: null }] };
};

const linesOf = (decided: Decided, option: ProposedOption, { claim }: SourceList): readonly Line[] => {
  const chosen = chosenOf(decided, option);
  const lines = tones.flatMap((tone): Line[] => {
    const claims = chosen
      .filter(one => one.tone === tone)
      .map(({ reason, criterion }) => ({ ...claim(reason), criterion }));
    return claims.length === 0 ? [] : [{ tone, claims }];
  });
  const lacksGood = option.id === decided.chosen?.id && lines.every(({ tone }) => tone !== 'Good');
  return lines.length === 0 || lacksGood ? [ratingsLine(decided, option), ...lines] : lines;
};

/** One line for each tone, so that an option reads as a sentence or two. */
export const argumentsOf = (decided: Decided, sources: SourceList): RecordView['arguments'] =>
  arguedOptions(decided).map(option => ({
    option: option.name,
    lines: [...linesOf(decided, option, sources)],
  }));
