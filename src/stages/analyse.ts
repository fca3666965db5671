import {
  type Analysis,
  type AnalysisAnswer,
  analysisAnswer,
  type DecisionToMake,
  type OpenQuestion,
} from '../model/analysis.ts';
import type { Requirements } from '../model/requirements.ts';
import { driversOf } from '../weighing/drivers.ts';
import { figuresOf } from '../weighing/figures-of.ts';
import type { Architect } from './architect.ts';
import { checked, demand } from './checked.ts';
import { assumptionsOf, questionsOf } from './questions.ts';

const bySignificance = (a: DecisionToMake, b: DecisionToMake): number =>
  b.significance - a.significance || (a.id < b.id ? -1 : 1);

/** What the architect asks in its own words; nothing of the file waits for the answer yet. */
const architectsQuestions = ({ questions = [] }: AnalysisAnswer): readonly OpenQuestion[] =>
  questions.map(({ question, decisions }, index) => ({
    id: `architect-question-${index + 1}`,
    question,
    path: null,
    answer: null,
    turns: decisions,
    origin: 'architect',
  }));

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
    questions: [...questionsOf(requirements), ...architectsQuestions(answer)],
    decisions: [...answer.decisions].sort(bySignificance),
    settled: answer.settled,
  };
};
