import type { AnalysisAnswer, DecisionToMake } from '../../model/analysis.ts';
import type { Topic } from '../../model/catalogue.ts';
import type { Proposal, ProposedOption } from '../../model/proposal.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Architect } from '../../stages/architect.ts';
import { evaluate, parseCondition } from '../../weighing/condition.ts';
import { factsOf } from '../../weighing/facts.ts';
import { interpolate } from './interpolate.ts';
import { outcomeText } from './outcome-text.ts';
import { matchedTopic, ownProposal } from './own-decision.ts';
import { settledOf, settledOption } from './settled.ts';
import { toProposal } from './to-proposal.ts';

/** A topic that these requirements call for, by the triggers that hold. */
const topicDecision = (topic: Topic, requirements: Requirements): DecisionToMake => {
  const facts = factsOf(requirements);
  const holding = topic.triggers.filter(trigger => evaluate(parseCondition(trigger.if), facts) === 'true');
  return {
    id: topic.id,
    title: topic.title,
    question: topic.question.replaceAll('{system}', requirements.system),
    significance: holding.reduce((sum, { score }) => sum + score, 0),
    because: holding
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 4)
      .map(trigger => interpolate(trigger.because, { requirements, facts, condition: trigger.if })),
    origin: 'architect',
    criteria: [],
  };
};

const ownSignificance = 10;

const ownDecisions = (requirements: Requirements): DecisionToMake[] =>
  requirements.decisions.map(({ id, question, criteria }) => ({
    id,
    title: question.replace(/[?？]\s*$/u, '') || id,
    question,
    significance: ownSignificance,
    because: [
      { text: 'the team itself asks for this decision', cites: [{ kind: 'driver', id: `decisions.${id}` }] },
    ],
    origin: 'team',
    criteria: criteria ?? [],
  }));

/** Settled with an option that the catalogue knows: nothing to weigh, but the design is drawn with it. */
const settledDecision = (topic: Topic, requirements: Requirements): DecisionToMake[] => {
  const settled = settledOf(topic, requirements);
  return settled === undefined || settledOption(topic, settled) === undefined
    ? []
    : [{ ...topicDecision(topic, requirements), origin: 'settled' }];
};

const analyse = (topics: readonly Topic[], requirements: Requirements): AnalysisAnswer => {
  const asked = new Set(requirements.decisions.map(decision => matchedTopic(topics, decision)?.id));
  const settled = requirements.decided.map((one, index) => ({
    id: `decided-${index + 1}`,
    title: one.question,
    answer: one.answer,
    record: one.record ?? null,
    topics: topics.filter(topic => settledOf(topic, requirements) === one).map(({ id }) => id),
  }));
  const open = topics.filter(
    topic =>
      !asked.has(topic.id) &&
      !requirements.decisions.some(({ id }) => id === topic.id) &&
      settledOf(topic, requirements) === undefined,
  );
  return {
    decisions: [
      ...ownDecisions(requirements),
      ...open.map(topic => topicDecision(topic, requirements)).filter(({ significance }) => significance > 0),
      ...topics.filter(({ id }) => !asked.has(id)).flatMap(topic => settledDecision(topic, requirements)),
    ],
    settled,
  };
};

const proposalFor = (
  topics: readonly Topic[],
  requirements: Requirements,
  decision: DecisionToMake,
): Proposal => {
  const own = requirements.decisions.find(({ id }) => id === decision.id);
  if (own !== undefined) return ownProposal(topics, requirements, own);
  const topic = topics.find(({ id }) => id === decision.id);
  if (topic === undefined) throw new RangeError(`the catalogue has no topic ${decision.id}`);
  const proposal = toProposal(topic, requirements);
  const settled = settledOf(topic, requirements);
  const answered = settled && settledOption(topic, settled);
  if (answered === undefined) return proposal;
  const options = proposal.options.filter(({ id }) => id === answered.id);
  return { ...proposal, options: options.map(option => ({ ...option, gates: [] })) };
};

const withoutRatings = ({ ratings: _ratings, ...candidate }: ProposedOption) => candidate;

/** The newest reading date of any fact: it dates the catalogue. */
const catalogueDate = (topics: readonly Topic[]): string =>
  topics
    .flatMap(({ options }) => options.flatMap(({ facts }) => facts.map(({ as_of }) => as_of)))
    .sort()
    .at(-1) ?? '';

/** The architect who needs no key: deterministic, offline, from topics that are data. */
export const catalogueArchitect = (topics: readonly Topic[]): Architect => ({
  name: 'catalogue',
  provenance: `the embedded catalogue, facts as of ${catalogueDate(topics)}`,
  analyse: async requirements => analyse(topics, requirements),
  propose: async (requirements, decision) => {
    const proposal = proposalFor(topics, requirements, decision);
    return { ...proposal, options: proposal.options.map(withoutRatings) };
  },
  rate: async (requirements, decision) =>
    Object.fromEntries(
      proposalFor(topics, requirements, decision).options.map(({ id, ratings }) => [id, ratings]),
    ),
  decide: async (_requirements, _decision, weighed) => outcomeText(weighed),
});
