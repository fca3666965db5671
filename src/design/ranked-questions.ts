import type { Analysis, OpenQuestion } from '../model/analysis.ts';
import type { Decided } from '../stages/decide.ts';
import { factPath } from '../weighing/facts.ts';
import { questionFor } from './question-text.ts';

/** An open question and the decisions that its answer could turn. */
export type RankedQuestion = OpenQuestion & { readonly turns: readonly string[] };

/** Decisions that the architect named and that are there. */
const named = ({ turns = [] }: OpenQuestion, decided: readonly Decided[]): readonly string[] =>
  turns.filter(id => decided.some(({ decision }) => decision.id === id));

/** Fields behind a fact: an answer to any of them fills it. */
const fills = (question: OpenQuestion, path: string): boolean =>
  question.path !== null &&
  (question.path === path ||
    (factPath(path)?.from ?? []).some(
      field => field === question.path || field.startsWith(`${question.path}.`),
    ));

/** Questions by the number of verdicts that an answer could change; those that weighing adds included. Pure. */
export const rankQuestions = (analysis: Analysis, decided: readonly Decided[]): RankedQuestion[] => {
  const swings = decided.flatMap(({ decision, weighed }) =>
    weighed.swings.map(({ path }) => ({ decision: decision.id, path })),
  );
  const open = [...new Set(swings.map(({ path }) => path))].filter(
    path => !analysis.questions.some(question => fills(question, path)),
  );
  const all: OpenQuestion[] = [
    ...analysis.questions,
    ...open.map(path => ({
      id: `question-${path}`,
      question: questionFor(path),
      path,
      answer: null,
      origin: 'missing' as const,
    })),
  ];
  return all
    .map(question => ({
      ...question,
      turns: [
        ...new Set([
          ...named(question, decided),
          ...swings.filter(({ path }) => fills(question, path)).map(({ decision }) => decision),
        ]),
      ].sort(),
    }))
    .sort((a, b) => b.turns.length - a.turns.length);
};
