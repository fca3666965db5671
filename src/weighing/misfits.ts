import type { Proposal, ProposedOption } from '../model/proposal.ts';
import type { Citation, Reason } from '../model/reason.ts';

/** An answer that another decision of the same system has got. */
export type Given = {
  readonly decision: { readonly id: string; readonly title: string };
  readonly topic: NonNullable<Proposal['topic']>;
  readonly option: ProposedOption;
};

/** `by` is the decision with whose answer it does not go; null where a hard constraint excludes it. */
export type Exclusion = {
  readonly option: ProposedOption;
  readonly because: Reason;
  readonly by: string | null;
};

type Lean = ProposedOption['leans_on'][number];
type Topic = Given['topic'];

/** An answer that the catalogue does not know may do: nobody can tell. */
const isMissed = ({ topic, any_of }: Lean, about: Topic, answer: string): boolean =>
  topic === about.id && !any_of.includes(answer) && about.options.some(({ id }) => id === answer);

/** More names than this are counted. */
const mostNamed = 2;

const wantedText = ({ any_of }: Lean, { options }: Topic): string => {
  const names = any_of.map(id => options.find(option => option.id === id)?.name ?? id);
  const rest = names.length - mostNamed;
  return rest > 1 ? `${names.slice(0, mostNamed).join(', ')} or ${rest} others` : names.join(' or ');
};

const leansAway = (option: ProposedOption, { decision, topic, option: answer }: Given): Exclusion[] => {
  const lean = option.leans_on.find(one => isMissed(one, topic, answer.id));
  if (lean === undefined) return [];
  const text = `leans on ${wantedText(lean, topic)}, and “${decision.title}” is answered with ${answer.name}: ${lean.because.text}`;
  const cites: Citation[] = [{ kind: 'decision', id: decision.id }, ...lean.because.cites];
  return [{ option, by: decision.id, because: { text, cites } }];
};

const notLeanedOn = (
  option: ProposedOption,
  about: Proposal['topic'],
  { decision, option: answer }: Given,
): Exclusion[] => {
  const lean = about && answer.leans_on.find(one => isMissed(one, about, option.id));
  if (about === undefined || lean === undefined) return [];
  const text = `“${decision.title}” is answered with ${answer.name}, which leans on ${wantedText(lean, about)}: ${lean.because.text}`;
  // The facts behind the reason are those of the other decision, which is cited instead.
  return [{ option, by: decision.id, because: { text, cites: [{ kind: 'decision', id: decision.id }] } }];
};

type Contested = {
  readonly proposal: Pick<Proposal, 'topic'>;
  /** Whom the gates leave. */
  readonly options: readonly ProposedOption[];
  readonly given: readonly Given[];
  /** Ids of those that another of these options beats on every criterion. */
  readonly dominatedAmong: (options: readonly ProposedOption[]) => readonly string[];
  readonly winnerAmong: (options: readonly ProposedOption[]) => string;
};

/**
 * Options that do not go with what is answered already, each with the first answer that excludes it: those that
 * lean on another answer, and, where otherwise one of them would win, those on which an answer does not lean. What
 * is dominated anyhow is not excluded besides. An answer with which none of the remaining options goes excludes
 * nobody: the options stay, and the combination is for people to judge. Pure.
 */
export const misfits = (contested: Contested): readonly Exclusion[] => {
  const { proposal, options, given, dominatedAmong, winnerAmong } = contested;
  const excluded: Exclusion[] = [];
  const left = (): readonly ProposedOption[] =>
    options.filter(({ id }) => !excluded.some(({ option }) => option.id === id));
  const exclude = (unfit: readonly Exclusion[]): void => {
    if (unfit.length < left().length) excluded.push(...unfit);
  };
  for (const answer of given) {
    const leaning = left().flatMap(option => leansAway(option, answer));
    exclude(leaning);
  }
  for (const answer of given) {
    const unfit = left().flatMap(option => notLeanedOn(option, proposal.topic, answer));
    if (unfit.some(({ option }) => option.id === winnerAmong(left()))) exclude(unfit);
  }
  const fitting = left();
  return excluded.filter(({ option }) => !dominatedAmong([...fitting, option]).includes(option.id));
};
