import type { DecisionToMake } from '../../model/analysis.ts';
import type { Topic } from '../../model/catalogue.ts';
import { dimensionsOfEveryDecision } from '../../model/criteria.ts';
import type { Candidates, Proposal, ProposedOption } from '../../model/proposal.ts';
import type { Requirements } from '../../model/requirements.ts';
import { matchedTopic, ownProposal } from '../catalogue/own-decision.ts';
import { toProposal } from '../catalogue/to-proposal.ts';

type Candidate = Candidates['options'][number];

/** What is known of a decision before the model is asked: from the catalogue and from the team. */
export type Known = Pick<Candidates, 'decision' | 'topic' | 'criteria' | 'facts' | 'sources'> & {
  /** What the catalogue has of its options, so that their parts fit the rest of the design. */
  readonly options: readonly Candidate[];
  /** The team's own options: their names and arguments stand as the file has them. */
  readonly own: readonly Candidate[];
};

const withoutRatings = ({ ratings: _ratings, ...candidate }: ProposedOption): Candidate => candidate;

const nothing: Omit<Proposal, 'decision' | 'kind'> = {
  criteria: [...dimensionsOfEveryDecision],
  options: [],
  facts: [],
  sources: [],
};

export const knownOf = (
  topics: readonly Topic[],
  requirements: Requirements,
  decision: DecisionToMake,
): Known => {
  const own = requirements.decisions.find(({ id }) => id === decision.id);
  const topic = own === undefined ? topics.find(({ id }) => id === decision.id) : matchedTopic(topics, own);
  const catalogued = topic === undefined ? nothing : toProposal(topic, requirements);
  const teams = own === undefined ? undefined : ownProposal(topics, requirements, own);
  return {
    decision: decision.id,
    ...(catalogued.topic === undefined ? {} : { topic: catalogued.topic }),
    criteria: [...new Set([...catalogued.criteria, ...(teams?.criteria ?? []), ...decision.criteria])],
    options: catalogued.options.map(withoutRatings),
    own: own?.options === undefined ? [] : (teams?.options ?? []).map(withoutRatings),
    facts: catalogued.facts,
    sources: catalogued.sources,
  };
};
