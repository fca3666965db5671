import type { Analysis, DecisionToMake } from '../model/analysis.ts';
import { dimensionsOfEveryDecision } from '../model/criteria.ts';
import { type Candidates, candidates } from '../model/proposal.ts';
import type { Architect } from './architect.ts';
import { checked, demand } from './checked.ts';

/** The candidates of an answer, if they are about the decision and the team's own are among them. Throws AnswerRefused. */
export const checkedCandidates = (
  analysis: Analysis,
  decision: DecisionToMake,
  given: unknown,
): Candidates => {
  const stage = `options of ${decision.id}`;
  const answer = checked(candidates, given, stage);
  const ids = answer.options.map(({ id }) => id);
  demand(answer.decision === decision.id, stage, `the answer is about ${answer.decision}`);
  demand(new Set(ids).size === ids.length, stage, 'two options have the same id');
  for (const dimension of dimensionsOfEveryDecision) {
    demand(answer.criteria.includes(dimension), stage, `the criterion ${dimension} is missing`);
  }
  const own = analysis.requirements.decisions.find(({ id }) => id === decision.id);
  for (const { name } of own?.options ?? []) {
    demand(
      answer.options.some(option => option.name === name),
      stage,
      `the team's own option ${name} is missing`,
    );
  }
  return answer;
};

/** Second stage: candidates of one kind; what the team named itself is always among them. */
export const propose = async (
  architect: Architect,
  analysis: Analysis,
  decision: DecisionToMake,
): Promise<Candidates> =>
  checkedCandidates(analysis, decision, await architect.propose(analysis.requirements, decision));
