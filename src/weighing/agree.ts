import type { Facts } from '../model/facts.ts';
import type { Proposal } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Outcome } from './judge.ts';
import type { Given } from './misfits.ts';
import { outcomesOf, type Surroundings, type WeighedDecision, weigh } from './weigh.ts';
import { byName } from './weights.ts';

/** One of the decisions of a system, with its rated options. */
export type Question = {
  readonly decision: { readonly id: string; readonly title: string; readonly significance: number };
  readonly proposal: Proposal;
  /** Whether to ask at which values its answer changes. */
  readonly walk: boolean;
};

/** What leaves no choice comes first, then what matters most. */
const first = (a: Question, b: Question): number =>
  Number(a.proposal.options.length > 1) - Number(b.proposal.options.length > 1) ||
  b.decision.significance - a.decision.significance ||
  byName(a.decision.id, b.decision.id);

const leansOn = ({ proposal }: Question, topic: string): boolean =>
  proposal.options.some(({ leans_on }) => leans_on.some(lean => lean.topic === topic));

/** The questions on which options of each question lean; of two questions of one topic, on the first. */
const leanings = (questions: readonly Question[]): ReadonlyMap<Question, readonly Question[]> => {
  const ofTopic = new Map<string, Question>();
  for (const question of questions.toSorted(first)) {
    const id = question.proposal.topic?.id;
    if (id !== undefined && !ofTopic.has(id)) ofTopic.set(id, question);
  }
  return new Map(
    questions.map(question => [
      question,
      [...ofTopic].flatMap(([topic, on]) => (on !== question && leansOn(question, topic) ? [on] : [])),
    ]),
  );
};

type Leanings = ReturnType<typeof leanings>;

/** Everything that a question leans on, itself included only where it does so over others. */
const reachOf = (question: Question, on: Leanings): ReadonlySet<Question> => {
  const reached = new Set<Question>();
  const visit = (one: Question): void => {
    for (const next of on.get(one) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      visit(next);
    }
  };
  visit(question);
  return reached;
};

/** What is leaned on comes before what leans; where questions lean on each other, what matters most. */
const inOrder = (questions: readonly Question[], on: Leanings): readonly Question[] => {
  const reach = new Map(questions.map(question => [question, reachOf(question, on)]));
  const order: Question[] = [];
  let left = questions.toSorted(first);
  while (left.length > 0) {
    const isNext = (question: Question): boolean =>
      left.every(
        other => reach.get(question)?.has(other) !== true || reach.get(other)?.has(question) === true,
      );
    const next = left.find(isNext);
    if (next === undefined) break;
    order.push(next);
    left = left.filter(question => question !== next);
  }
  return order;
};

/** A question among the others: what is answered before it, and who wins on which facts. */
type Placed = {
  readonly question: Question;
  readonly surroundings: Surroundings;
  readonly outcomeAt: (facts: Facts) => Outcome;
};

const givenBy = ({ question, outcomeAt }: Placed, facts: Facts): Given[] => {
  const { topic, options } = question.proposal;
  const option = options.find(({ id }) => id === outcomeAt(facts).winner);
  return topic === undefined || option === undefined ? [] : [{ decision: question.decision, topic, option }];
};

const oncePerFacts = (outcomeAt: (facts: Facts) => Outcome): ((facts: Facts) => Outcome) => {
  const known = new WeakMap<Facts, Outcome>();
  return facts => {
    const outcome = known.get(facts) ?? outcomeAt(facts);
    known.set(facts, outcome);
    return outcome;
  };
};

const placed = (questions: readonly Question[], requirements: Requirements): readonly Placed[] => {
  const on = leanings(questions);
  const before: Placed[] = [];
  for (const question of inOrder(questions, on)) {
    const near = before.filter(
      other =>
        on.get(question)?.includes(other.question) === true ||
        on.get(other.question)?.includes(question) === true,
    );
    const proposals = near.flatMap(({ question: { proposal }, surroundings }) => [
      proposal,
      ...surroundings.proposals,
    ]);
    const surroundings: Surroundings = {
      givenAt: facts => near.flatMap(one => givenBy(one, facts)),
      proposals: [...new Set(proposals)],
    };
    const outcomeAt = oncePerFacts(outcomesOf(question.proposal, requirements, surroundings));
    before.push({ question, surroundings, outcomeAt });
  }
  return before;
};

const inOrderOf = <Q extends Question, T extends { readonly question: Question }>(
  questions: readonly Q[],
  made: readonly T[],
): readonly (Omit<T, 'question'> & { readonly question: Q })[] =>
  questions.flatMap(question =>
    made.filter(one => one.question === question).map(one => ({ ...one, question })),
  );

/**
 * Weighs all decisions of a system so that their answers go together. What others lean on is answered first, and
 * in a circle what matters most; from then on an option that leans on another answer, or on which an answer that
 * is given does not lean, is excluded, unless nobody would be left. One pass: it ends, it does not hang on the
 * order of the questions, and every exclusion names an answer that stands. Pure.
 */
export const agree = <Q extends Question>(
  questions: readonly Q[],
  requirements: Requirements,
): readonly { readonly question: Q; readonly weighed: WeighedDecision }[] =>
  inOrderOf(
    questions,
    placed(questions, requirements).map(({ question, surroundings }) => ({
      question,
      weighed: weigh(question.proposal, requirements, { walk: question.walk, surroundings }),
    })),
  );

/** Who wins each question, all answers going together, on other facts of the same system. */
export const outcomesTogether = <Q extends Question>(
  questions: readonly Q[],
  requirements: Requirements,
): readonly {
  readonly question: Q;
  readonly outcomeAt: (facts: Facts) => Outcome;
  readonly surroundings: Surroundings;
}[] => inOrderOf(questions, placed(questions, requirements));
