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

/** Whether the file settled a topic: its question or answer names the topic's title or one of its options. */
const settles = (topic: Topic, question: string): boolean => {
  const asked = question.toLowerCase();
  return [topic.id, topic.id.replaceAll('-', ' '), topic.title.toLowerCase()].some(name =>
    asked.includes(name),
  );
};

const analyse = (topics: readonly Topic[], requirements: Requirements): AnalysisAnswer => {
  const asked = new Set(requirements.decisions.map(decision => matchedTopic(topics, decision)?.id));
  const settled = requirements.decided.map(({ question, answer, record }, index) => ({
    id: `decided-${index + 1}`,
    title: question,
    answer,
    record: record ?? null,
  }));
  const open = topics.filter(
    topic =>
      !asked.has(topic.id) &&
      !requirements.decisions.some(({ id }) => id === topic.id) &&
      !requirements.decided.some(({ question }) => settles(topic, question)),
  );
  return {
    decisions: [
      ...ownDecisions(requirements),
      ...open.map(topic => topicDecision(topic, requirements)).filter(({ significance }) => significance > 0),
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
  return toProposal(topic, requirements);
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
