import type { Topic, TopicOption, TopicRating } from '../../model/catalogue.ts';
import { dimensionsOfEveryDecision } from '../../model/criteria.ts';
import type { Facts } from '../../model/facts.ts';
import type { Consequence, Proposal, ProposedOption, RatingRule } from '../../model/proposal.ts';
import type { Requirements } from '../../model/requirements.ts';
import { evaluate, parseCondition } from '../../weighing/condition.ts';
import { factsOf } from '../../weighing/facts.ts';
import { fill, interpolate, type Scene } from './interpolate.ts';
import { skillsRule } from './skills-rule.ts';

/**
 * A topic of the catalogue as a proposal for this system: sentences carry its numbers and cite its requirements,
 * conditions stay conditions, so that weighing can ask what another load or team would change. Pure. Throws
 * ConditionError for a topic that the linter would refuse.
 */
export const toProposal = (
  topic: Topic,
  requirements: Requirements,
  facts: Facts = factsOf(requirements),
): Proposal => ({
  decision: topic.id,
  topic: { id: topic.id, options: topic.options.map(({ id, name }) => ({ id, name })) },
  kind: topic.kind,
  criteria: [...new Set([...dimensionsOfEveryDecision, ...topic.criteria])],
  options: topic.options.map(option => toOption(option, { requirements, facts, option: option.name })),
  facts: topic.options
    .flatMap(option => option.facts)
    .filter((fact, index, all) => all.findIndex(({ id }) => id === fact.id) === index)
    .map(fact => ({ ...fact })),
  sources: Object.entries(topic.sources).map(([id, source]) => ({ id, ...source })),
});

const toOption = (option: TopicOption, scene: Scene): ProposedOption => ({
  id: option.id,
  name: option.name,
  summary: fill(option.summary, scene),
  gates: option.requires.map(gate => ({
    condition: gate.if,
    because: interpolate(gate.because, { ...scene, condition: gate.if }),
  })),
  skills: option.skills,
  reversibility: option.reversibility,
  parts: option.parts,
  ratings: Object.fromEntries(
    Object.entries(option.rate).map(([criterion, rating]) => [criterion, toRule(rating, option, scene)]),
  ),
  pros: [],
  cons: [],
  consequences: {
    good: applying(option.consequences.good, scene.facts).map(one => toConsequence(one, scene)),
    bad: applying(option.consequences.bad, scene.facts).map(one => toConsequence(one, scene)),
  },
  risks: option.risks.map(({ id, text, test }) => ({
    id,
    text: fill(text, scene),
    test: {
      hypothesis: fill(test.hypothesis, scene),
      time_box: fill(test.time_box, scene),
      pass: fill(test.pass, scene),
      fail: fill(test.fail, scene),
    },
  })),
  confirm: applying(option.confirm, scene.facts).map(({ text }) => fill(text, scene)),
  leans_on: option.leans_on.map(({ because, ...lean }) => ({
    ...lean,
    because: interpolate(because, scene),
  })),
  design: option.design,
});

const toRule = (rating: TopicRating, option: TopicOption, scene: Scene): RatingRule => {
  const cases = rating.when.map(({ because, ...one }) => ({
    ...one,
    because: interpolate(because, { ...scene, condition: one.if }),
  }));
  if (rating.from === 'skills') {
    const rule = skillsRule(option, scene);
    return { ...rule, cases: [...cases, ...rule.cases] };
  }
  const because = interpolate(rating.because ?? option.summary, scene);
  return { cases, otherwise: { rating: rating.range ?? rating.base ?? [0, 4], because } };
};

type Conditional = { readonly text: string; readonly if?: string | undefined };

/** What holds here; where nothing is certain, what may hold. */
const applying = <T extends Conditional>(sentences: readonly T[], facts: Facts): T[] => {
  const judged = sentences.map(sentence => ({
    sentence,
    holds: sentence.if === undefined ? 'true' : evaluate(parseCondition(sentence.if), facts),
  }));
  const thatHold = (truth: string): T[] =>
    judged.filter(({ holds }) => holds === truth).map(({ sentence }) => sentence);
  const certain = thatHold('true');
  return certain.length > 0 ? certain : thatHold('unknown');
};

const toConsequence = (
  sentence: Conditional & { readonly mitigation?: string },
  scene: Scene,
): Consequence => ({
  text: interpolate(sentence.text, { ...scene, condition: sentence.if }),
  ...(sentence.mitigation === undefined ? {} : { mitigation: fill(sentence.mitigation, scene) }),
});
