import { type Analysis, analysisAnswer, type DecisionToMake } from '../model/analysis.ts';
import type { Requirements } from '../model/requirements.ts';
import { driversOf } from '../weighing/drivers.ts';
import { figuresOf } from '../weighing/figures-of.ts';
import type { Architect } from './architect.ts';
import { checked, demand } from './checked.ts';
import { assumptionsOf, questionsOf } from './questions.ts';

const bySignificance = (a: DecisionToMake, b: DecisionToMake): number =>
  b.significance - a.significance || (a.id < b.id ? -1 : 1);

/** First stage: what drives the architecture, which decisions are to be made, what is assumed and what to ask. */
export const analyse = async (architect: Architect, requirements: Requirements): Promise<Analysis> => {
  const answer = checked(analysisAnswer, await architect.analyse(requirements), 'analysis');
  const ids = answer.decisions.map(({ id }) => id);
  demand(new Set(ids).size === ids.length, 'analysis', 'two decisions have the same id');
  for (const { id } of requirements.decisions) {
    demand(ids.includes(id), 'analysis', `the file's own decision ${id} is missing`);
  }
  const figures = figuresOf(requirements);
  return {
    requirements,
    drivers: driversOf(requirements),
    figures,
    assumptions: assumptionsOf(requirements, figures),
    questions: questionsOf(requirements),
    decisions: [...answer.decisions].sort(bySignificance),
    settled: answer.settled,
  };
};
