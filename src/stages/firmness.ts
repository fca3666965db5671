import { questionFor } from '../design/question-text.ts';
import type { Assessment } from '../weighing/assess.ts';
import type { WeighedDecision } from '../weighing/weigh.ts';

/** How firm an outcome is: one word, one sentence, and the questions that would settle it where it is open. */
export type Firmness = {
  readonly word: 'Clear' | 'Leaning' | 'Toss-up' | 'Undecided';
  readonly sentence: string;
  readonly settledBy: readonly string[];
};

const points = (weight: number): string => {
  const whole = Math.max(1, Math.round(weight * 100));
  return `${whole} ${whole === 1 ? 'point' : 'points'}`;
};

const listed = (names: readonly string[]): string =>
  names.length <= 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const tieBreakText = {
  reversibility: 'because it is the easier one to leave again',
  skill: 'because the team knows it better',
  parts: 'because it adds fewer moving parts',
  id: 'by name alone, since nothing else separates them',
  value: 'because nothing beats it, though its lead is thin',
} as const;

const nameOf = ({ proposal }: WeighedDecision, id: string | null): string =>
  proposal.options.find(option => option.id === id)?.name ?? '';

/** "in the order cost, then performance and complexity". */
const orderText = ({ criteria }: Assessment): string => {
  const ranks = [...new Set(criteria.flatMap(({ rank }) => rank ?? []))].sort((a, b) => a - b);
  if (ranks.length === 0) return 'of the criteria';
  const blocks = ranks.map(rank => listed(criteria.filter(one => one.rank === rank).map(({ name }) => name)));
  return `in the order ${blocks.join(', then ')}`;
};

const rivalText = (weighed: WeighedDecision, { rival }: Assessment): string =>
  rival === null ? '' : `; ${nameOf(weighed, rival)} comes next`;

const transferText = (weighed: WeighedDecision, assessment: Assessment): string | null => {
  const { leastTransfer } = assessment;
  // The numbers are the leader's: they say nothing of a winner that the tie-break put before it.
  if (leastTransfer === null || leastTransfer.amount <= 0 || assessment.winner !== assessment.leader)
    return null;
  const from = listed(leastTransfer.from.slice(0, 3).map(({ criterion }) => criterion));
  return `${leastTransfer.to} takes ${points(leastTransfer.amount)} of 100 from ${from}; then ${nameOf(weighed, leastTransfer.rival)} leads`;
};

/** What leaves options out: "the hard constraints", "the answers to other questions", or both. */
export const obstaclesIn = ({ excluded }: WeighedDecision): string => {
  const byAnswers = excluded.some(({ by }) => by !== null);
  const byConstraints = excluded.some(({ by }) => by === null);
  if (!byAnswers) return 'the hard constraints';
  return byConstraints
    ? 'the hard constraints and the answers to other questions'
    : 'the answers to other questions';
};

/** More than this many are counted: the table beside the sentence shows them. */
const mostNamed = 3;
const counts = ['four', 'five', 'six'];

const contendersText = (names: readonly string[]): string =>
  names.length > mostNamed
    ? `${counts[names.length - mostNamed - 1] ?? names.length} options`
    : listed(names);

const sentenceOf = (weighed: WeighedDecision, assessment: Assessment): string => {
  if (weighed.viable.length === 1) {
    return weighed.excluded.some(({ by }) => by !== null)
      ? `No other option is left by ${obstaclesIn(weighed)}.`
      : 'No other option passes the hard constraints.';
  }
  const transfer = transferText(weighed, assessment);
  if (assessment.verdict === 'clear') {
    return `Holds for any weighting ${orderText(assessment)}${rivalText(weighed, assessment)}.`;
  }
  if (assessment.verdict === 'leaning') {
    return transfer === null
      ? 'No shift of weight changes it, but an unknown rating could.'
      : `Changes if ${transfer}.`;
  }
  const contenders = assessment.contenders.map(id => nameOf(weighed, id));
  const between =
    contenders.length > 1
      ? `Too close between ${contendersText(contenders)}`
      : `${nameOf(weighed, assessment.winner)} is ahead by too little`;
  const byValue =
    assessment.winner === assessment.leader
      ? ''
      : `; by value alone ${nameOf(weighed, assessment.leader)} is ahead`;
  const why =
    assessment.tieBreak === null || contenders.length < 2
      ? ''
      : `${byValue}; ${nameOf(weighed, assessment.winner)} is taken ${tieBreakText[assessment.tieBreak]}`;
  return `${between}${why}${transfer === null ? '' : `; it turns if ${transfer}`}.`;
};

const words = { clear: 'Clear', leaning: 'Leaning', 'toss-up': 'Toss-up' } as const;

/** Facts first, since one answer settles many ratings; then single ratings that nobody could give. */
const settledBy = (weighed: WeighedDecision, assessment: Assessment): string[] => {
  if (assessment.verdict === 'clear' || weighed.viable.length < 2) return [];
  const answers = weighed.swings.map(({ path }) => questionFor(path));
  const deciding = assessment.settledBy.filter(({ up, down }) =>
    [up.winner, down.winner].some(winner => winner !== assessment.winner),
  );
  const ratings = (deciding.length > 0 ? deciding : assessment.settledBy).map(
    ({ option, criterion }) => `How good is ${nameOf(weighed, option)} on ${criterion} here?`,
  );
  return [...new Set(answers.length > 0 ? answers : ratings)].slice(0, 3);
};

/** How firm the verdict is, in words. Pure. */
export const firmnessOf = (weighed: WeighedDecision): Firmness =>
  weighed.assessment === null
    ? {
        word: 'Undecided',
        sentence:
          weighed.proposal.options.length === 0
            ? 'No option is named yet.'
            : 'No option passes the hard constraints.',
        settledBy: [],
      }
    : {
        word: words[weighed.assessment.verdict],
        sentence: sentenceOf(weighed, weighed.assessment),
        settledBy: settledBy(weighed, weighed.assessment),
      };
