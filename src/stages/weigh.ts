import { type Analysis, type DecisionToMake, recordThreshold } from '../model/analysis.ts';
import { type Candidates, type Ratings, ratings } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import { weigh as compute, type WeighedDecision } from '../weighing/weigh.ts';
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

/** Third stage: ratings by the architect, arithmetic by code. */
export const weigh = async (
  architect: Architect,
  analysis: Analysis,
  decision: DecisionToMake,
  candidates: Candidates,
): Promise<WeighedDecision> => {
  const stage = `ratings of ${decision.id}`;
  const { requirements } = analysis;
  const answer = checked(ratings, await architect.rate(requirements, decision, candidates), stage);
  for (const [option, rated] of Object.entries(answer)) {
    demand(
      candidates.options.some(({ id }) => id === option),
      stage,
      `there is no option ${option}`,
    );
    for (const criterion of Object.keys(rated)) {
      demand(candidates.criteria.includes(criterion), stage, `there is no criterion ${criterion}`);
    }
  }
  const proposal = {
    ...candidates,
    options: candidates.options.map(option => ({
      ...option,
      ratings: { ...answer[option.id], ...ownRatings(requirements, decision, option.name) },
    })),
  };
  // What only becomes a default is not asked when it would turn: nobody would read the answer.
  const walk = decision.origin === 'team' || decision.significance >= recordThreshold;
  return compute(proposal, requirements, { walk });
};
