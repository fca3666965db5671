import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import { isRepeated, isSaidAgain } from '../weighing/said-again.ts';
import type { Cell } from '../weighing/weigh.ts';
import type { SourceList } from './claims.ts';
import { markText } from './marks.ts';
import { alternativesOf, cellOf, criteriaOf, isOwnRating, isTelling, middleOf } from './record-sheet.ts';
import type { RecordView } from './record-view.ts';

/** As many as one reads, of an option and in all; the rest stand in the appendix of the design document. */
const mostOfOption = 3;
const mostInAll = 10;

type Tone = 'Good' | 'Bad';
type Argument = {
  readonly tone: Tone;
  readonly criterion: string | null;
  readonly reason: Reason;
  /** How much the option differs here from those it is up against, by the weight of the criterion. */
  readonly tells: number;
};

/** Reasons that the record has given before its arguments begin. */
const saidBefore = ({ outcome }: Decided): readonly Reason[] => [
  ...(outcome?.because ?? []),
  ...(outcome?.given_up ?? []),
  ...(outcome?.bad ?? []).map(({ text }) => text),
  ...(outcome?.good ?? []).map(({ text }) => text),
];

/** The ratings that an option is held against: those of the chosen one, or for that one those of all others. */
const besides = (
  decided: Decided,
  option: ProposedOption,
  criterion: string,
): readonly (Cell | undefined)[] => {
  const { chosen } = decided;
  const others = alternativesOf(decided).filter(({ id }) => id !== option.id);
  const against = chosen === null || option.id === chosen.id ? others : [chosen];
  return against.map(({ id }) => cellOf(decided, id, criterion));
};

/** What a rating of 2.5 and more says is an advantage, what one below says a drawback. */
const turn = 2.5;

/**
 * Whether a rating makes a difference, and to which side: what is good, and better than the best of the others; what
 * is not, and worse. A good rating that the others have as well argues for nobody.
 */
const toneBeside = (cell: Cell, others: readonly (Cell | undefined)[]): Tone | null => {
  const own = middleOf(cell);
  const best = Math.max(...others.map(middleOf));
  if (own >= turn && own > best) return 'Good';
  return own < turn && own < best ? 'Bad' : null;
};

const ratedArguments = (decided: Decided, option: ProposedOption): readonly Argument[] =>
  criteriaOf(decided).flatMap(({ name, weight }) => {
    const cell = cellOf(decided, option.id, name);
    const others = besides(decided, option, name);
    if (cell === undefined || cell.reasons.length === 0 || cell.reasons.every(isOwnRating)) return [];
    const tone = toneBeside(cell, others);
    if (tone === null) return [];
    const text = cell.reasons.map(one => one.text).join(', or ');
    const reason = { text, cites: cell.reasons.flatMap(one => one.cites) };
    const far = Math.max(...others.map(other => Math.abs(middleOf(cell) - middleOf(other))));

    return [{ reason, criterion: name, tone, tells: weight * far }];
  });

const ownArguments = ({ pros, cons }: ProposedOption): readonly Argument[] => [
  ...pros.map(reason => ({ reason, criterion: null, tone: 'Good' as const, tells: 2 })),
  ...cons.map(reason => ({ reason, criterion: null, tone: 'Bad' as const, tells: 2 })),
];

/** Of those that say the same, the first. What is said above is said of the chosen option, mostly. */
const onceEach = (
  found: readonly Argument[],
  before: readonly Reason[],
  isChosen: boolean,
): readonly Argument[] =>
  found.filter(({ reason }, index) => {
    const earlier = found.slice(0, index).map(one => one.reason);
    return isChosen
      ? !isSaidAgain(reason, [...before, ...earlier])
      : !isRepeated(reason, before) && !isSaidAgain(reason, earlier);
  });

/**
 * The team's own words first, then what differs most: reasons that stand on a value of the file or on a source, and
 * one rule of thumb where there is only one of them. What the team knows stands among the drivers.
 */
const chosenOf = (decided: Decided, option: ProposedOption): readonly Argument[] => {
  const own = ownArguments(option);
  const rated = onceEach(
    ratedArguments(decided, option).toSorted((a, b) => b.tells - a.tells),
    [...saidBefore(decided), ...own.map(({ reason }) => reason)],
    option.id === decided.chosen?.id,
  );
  const telling = rated.filter(({ reason }) => isTelling(reason) && !isSkill(reason));
  const thumbs = telling.length === 1 ? rated.filter(({ reason }) => !isTelling(reason)) : [];
  const most = Math.min(mostOfOption, Math.floor(mostInAll / alternativesOf(decided).length));
  return [...own, ...telling, ...thumbs.slice(0, 1)].slice(0, Math.max(most, own.length));
};

/** What the team knows, and nothing else. */
const isSkill = ({ cites }: Reason): boolean => cites.every(({ id }) => id.startsWith('team.skills.'));

const tones: readonly Tone[] = ['Good', 'Bad'];

/** Options whose arguments are worth reading: real alternatives, and whatever the team argues about itself. */
const arguedOptions = (decided: Decided): readonly ProposedOption[] => {
  const real = new Set(alternativesOf(decided).map(({ id }) => id));
  return decided.weighed.proposal.options.filter(
    option => real.has(option.id) || ownArguments(option).length > 0,
  );
};

type Line = RecordView['arguments'][number]['lines'][number];

const mostMarks = 3;

/** Where nobody gave a reason that is not said yet, as with ratings of the team's own: where it differs most. */
const ratingsLine = (decided: Decided, option: ProposedOption): Line => {
  const isChosen = option.id === decided.chosen?.id;
  const sign = isChosen || decided.chosen === null ? 1 : -1;
  const marks = criteriaOf(decided)
    .map(({ name, weight }) => {
      const cell = cellOf(decided, option.id, name);
      const best = besides(decided, option, name).toSorted((a, b) => middleOf(b) - middleOf(a))[0];
      return {
        text: `${name} ${markText(cell?.interval ?? [0, 4])} against ${markText(best?.interval ?? [0, 4])}`,
        lead: sign * weight * (middleOf(cell) - middleOf(best)),
      };
    })
    .toSorted((a, b) => b.lead - a.lead)
    .slice(0, mostMarks)
    .map(({ text }) => text);
  const text = `it is rated ${marks.join(', ')}`;
  return { tone: sign > 0 ? 'Good' : 'Bad', claims: [{ text, bases: [], criterion: null }] };
};

/** Whether an option has nothing but ratings that the team gave without a word. */
const isWordless = (decided: Decided, option: ProposedOption): boolean =>
  ratedArguments(decided, option).length === 0;

const linesOf = (decided: Decided, option: ProposedOption, { claim }: SourceList): readonly Line[] => {
  const chosen = chosenOf(decided, option);
  const lines = tones.flatMap((tone): Line[] => {
    const claims = chosen
      .filter(one => one.tone === tone)
      .map(({ reason, criterion }) => ({ ...claim(reason), criterion }));
    return claims.length === 0 ? [] : [{ tone, claims }];
  });
  return lines.length === 0 && isWordless(decided, option) ? [ratingsLine(decided, option)] : lines;
};

/** One line for each tone, so that an option reads as a sentence or two; none for what is told above already. */
export const argumentsOf = (decided: Decided, sources: SourceList): RecordView['arguments'] =>
  arguedOptions(decided)
    .map(option => ({ option: option.name, lines: [...linesOf(decided, option, sources)] }))
    .filter(({ lines }) => lines.length > 0);
