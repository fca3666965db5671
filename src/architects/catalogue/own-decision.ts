import type { Topic, TopicOption } from '../../model/catalogue.ts';
import { dimensionsOfEveryDecision } from '../../model/criteria.ts';
import type { Proposal, ProposedOption } from '../../model/proposal.ts';
import type { Requirements } from '../../model/requirements.ts';
import { toProposal } from './to-proposal.ts';

type OwnDecision = Requirements['decisions'][number];
type OwnOption = NonNullable<OwnDecision['options']>[number];

/** Names compare without case, spaces and punctuation: `Postgre SQL`, `postgresql`. */
const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const knownAs = (option: TopicOption, name: string): boolean =>
  [option.id, option.name, ...option.aliases].some(one => key(one) === key(name));

const matches = (topic: Topic, { options }: OwnDecision): number =>
  (options ?? []).filter(({ name }) => topic.options.some(option => knownAs(option, name))).length;

/** The topic that a team's own decision is about: it has at least half of the team's options. */
export const matchedTopic = (topics: readonly Topic[], decision: OwnDecision): Topic | undefined => {
  const many = decision.options?.length ?? 0;
  if (many === 0) return topics.find(({ id }) => id === decision.id);
  const best = topics
    .map(topic => ({ topic, matched: matches(topic, decision) }))
    .reduce((most, one) => (one.matched > most.matched ? one : most), {
      topic: undefined as Topic | undefined,
      matched: 0,
    });
  return best.matched * 2 >= many ? best.topic : undefined;
};

const idOf = (name: string): string => key(name) || 'option';

/** What the team says of an option is shown in its own words; that it says so is what the claim stands on. */
const ownWords = (decision: OwnDecision, texts: readonly string[] | undefined) =>
  (texts ?? []).map(text => ({
    text: `“${text}”`,
    cites: [{ kind: 'driver' as const, id: `decisions.${decision.id}` }],
  }));

const blank = (decision: OwnDecision, option: OwnOption): ProposedOption => ({
  id: idOf(option.name),
  name: option.name,
  summary: 'Named by the team; the catalogue knows nothing about it.',
  gates: [],
  skills: [],
  reversibility: 2,
  parts: 1,
  ratings: {},
  pros: ownWords(decision, option.pros),
  cons: ownWords(decision, option.cons),
  consequences: { good: [], bad: ownWords(decision, option.cons).map(text => ({ text })) },
  risks: [],
  confirm: [],
  leans_on: [],
  design: { containers: [], edges: [] },
});

/** Two names can stand for one product, or consist of signs alone: the later ones are counted. */
const distinctIds = (options: readonly ProposedOption[]): ProposedOption[] =>
  options.map((option, index) => {
    const before = options.slice(0, index).filter(({ id }) => id === option.id).length;
    return before === 0 ? option : { ...option, id: `${option.id}-${before + 1}` };
  });

const enriched = (decision: OwnDecision, option: OwnOption, known: ProposedOption): ProposedOption => ({
  ...known,
  name: option.name,
  pros: [...ownWords(decision, option.pros), ...known.pros],
  cons: [...ownWords(decision, option.cons), ...known.cons],
});

/**
 * The team's own options, with what the catalogue knows of those that it has under the same name or an alias.
 * Without options of its own, all of the topic's. A question that no topic knows: the options and nothing else.
 */
export const ownProposal = (
  topics: readonly Topic[],
  requirements: Requirements,
  decision: OwnDecision,
): Proposal => {
  const topic = matchedTopic(topics, decision);
  const known = topic === undefined ? undefined : toProposal(topic, requirements);
  const optionIdOf = (name: string) => topic?.options.find(option => knownAs(option, name))?.id;
  const options = distinctIds(
    (decision.options ?? []).map(option => {
      const found = known?.options.find(({ id }) => id === optionIdOf(option.name));
      return found === undefined ? blank(decision, option) : enriched(decision, option, found);
    }),
  );
  const rated = (decision.options ?? []).flatMap(({ ratings }) => Object.keys(ratings ?? {}));
  return {
    decision: decision.id,
    ...(known?.topic === undefined ? {} : { topic: known.topic }),
    kind: known?.kind ?? 'option of the team',
    criteria: [
      ...new Set([
        ...dimensionsOfEveryDecision,
        ...(known?.criteria ?? []),
        ...(decision.criteria ?? []),
        ...rated,
      ]),
    ],
    options: decision.options === undefined ? (known?.options ?? []) : options,
    facts: known?.facts ?? [],
    sources: known?.sources ?? [],
  };
};
