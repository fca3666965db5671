import type { Analysis, DecisionToMake } from '../model/analysis.ts';
import { type Candidates, type Proposal, type Ratings, ratings } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Architect } from './architect.ts';
import { checked, demand } from './checked.ts';

/** What the team rated itself stands, whatever the architect thinks of it. */
const ownRatings = (
  requirements: Requirements,
  decision: DecisionToMake,
  option: string,
): Ratings[string] => {
  const own = requirements.decisions
    .find(({ id }) => id === decision.id)
    ?.options?.find(({ name }) => name === option)?.ratings;
  return Object.fromEntries(
    Object.entries(own ?? {}).map(([criterion, rating]) => [
      criterion,
      {
        cases: [],
        otherwise: {
          rating,
          because: {
            text: Array.isArray(rating)
              ? `the team is not sure yet about its ${criterion}`
              : `the team rates its ${criterion} ${rating} of 4`,
            cites: [{ kind: 'driver', id: `decisions.${decision.id}` }],
          },
        },
      },
    ]),
  );
};

/** Candidates with what an architect answered of them; what the file rates itself stands. Throws AnswerRefused. */
export const rated = (
  { requirements }: Analysis,
  decision: DecisionToMake,
  candidates: Candidates,
  given: unknown,
): Proposal => {
  const stage = `ratings of ${decision.id}`;
  const answer = checked(ratings, given, stage);
  for (const [option, criteria] of Object.entries(answer)) {
    demand(
      candidates.options.some(({ id }) => id === option),
      stage,
      `there is no option ${option}`,
    );
    for (const criterion of Object.keys(criteria)) {
      demand(candidates.criteria.includes(criterion), stage, `there is no criterion ${criterion}`);
    }
  }
  return {
    ...candidates,
    options: candidates.options.map(option => ({
      ...option,
      ratings: { ...answer[option.id], ...ownRatings(requirements, decision, option.name) },
    })),
  };
};

/** Third stage: how good each candidate is, says the architect. */
export const rate = async (
  architect: Architect,
  analysis: Analysis,
  decision: DecisionToMake,
  candidates: Candidates,
): Promise<Proposal> =>
  rated(analysis, decision, candidates, await architect.rate(analysis.requirements, decision, candidates));
