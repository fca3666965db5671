import { evaluate, parseCondition } from '../../../src/weighing/condition.ts';
import type { Question } from '../question.ts';
import type { Book, Plan } from './book.ts';
import { citedIn, claim } from './notation.ts';
import { ownIn, type Reading, topicsIn } from './reading.ts';

/** The answer of the stage `analysis`. */

/** `3 if load.peak < 10/s`, the first that holds; a number holds always. */
const significanceOf = ({ significance }: Plan, { facts }: Reading): number => {
  for (const one of Array.isArray(significance) ? significance : [significance]) {
    if (typeof one === 'number') return one;
    const { value, condition = 'true' } = /^(?<value>\d+) if (?<condition>.+)$/.exec(one)?.groups ?? {};
    if (evaluate(parseCondition(condition), facts) === 'true') return Number(value);
  }
  return 0;
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const conditionPaths = (text: string): string[] =>
  [...text.matchAll(/\b[a-z]+\.[a-z_0-9]+/g)].map(([path]) => path);

/** All that later stages have to be given: what the plan names, cites or sets conditions on, as far as the file has it. */
const driversOf = (plan: Plan, reading: Reading): string[] => {
  const texts = textsIn(plan.options);
  const named = [...plan.drivers, ...texts.flatMap(citedIn), ...texts.flatMap(conditionPaths)];
  const found = [...new Set(named)].filter(id => reading.ids.has(id) && !id.startsWith('decisions.'));
  return found.length > 0 ? found : ['functional'];
};

const decisionOf = (plan: Plan, reading: Reading) => ({
  id: plan.decision,
  title: plan.title,
  question: reading.filled(plan.question),
  significance: significanceOf(plan, reading),
  because: plan.because.map(one => claim(one, reading)),
  criteria: plan.criteria,
  drivers: driversOf(plan, reading),
});

const ownDecision = ({ id, question }: { id: string; question: string }, reading: Reading) => ({
  id,
  title: question.replace(/\?$/, ''),
  question,
  significance: 6,
  because: [{ text: 'the team itself asks, and its parts wait for the answer', cites: [`decisions.${id}`] }],
  criteria: [],
  drivers: ['entities', 'flows', 'load.peak', 'quality.availability', 'team.size', 'functional'].filter(
    one => one === 'functional' || reading.ids.has(one),
  ),
});

/** What a careful reader would ask of any file that leaves it out. */
const openQuestions = (reading: Reading, ids: readonly string[]) =>
  [
    { id: 'load.peak', question: 'How many requests come in the busiest minute of the year?' },
    {
      id: 'quality.availability',
      question: 'For how long may it be away in a month before someone is harmed?',
    },
    { id: 'budget.monthly', question: 'What may it cost a month to run?' },
  ]
    .filter(({ id }) => !reading.ids.has(id))
    .map(({ question }) => ({ question, decisions: ids.slice(0, 3) }));

const isOpen = ({ decision, team }: Plan, reading: Reading, topics: ReadonlySet<string>): boolean =>
  team
    ? reading.ids.has(`decisions.${decision}`)
    : topics.size === 0 || topics.has(decision) || !isTopic(decision);

/** Ids of the catalogue that the book uses: where the catalogue has them no longer, they are not asked. */
const isTopic = (id: string): boolean =>
  /^(?:compute|messaging|primary-store|decomposition|domain-events)$/.test(id);

export const analysisAnswer = (question: Question, reading: Reading, { plans, notes }: Book): object => {
  const own = ownIn(reading);
  const topics = topicsIn(question);
  const planned = plans.filter(plan => isOpen(plan, reading, topics)).map(plan => decisionOf(plan, reading));
  const known = new Set(planned.map(({ id }) => id));
  const all = [...planned, ...own.filter(({ id }) => !known.has(id)).map(one => ownDecision(one, reading))];
  const worthIt = all.filter(({ id, significance }) => significance >= 5 || own.some(one => one.id === id));
  // Where defaults would do for everything, the store is still what the rest hangs on.
  const decisions = worthIt.length > 0 ? worthIt : all.slice(-1).map(one => ({ ...one, significance: 5 }));
  const ids = decisions.map(({ id }) => id);
  const asked = notes.questions
    .map(one => ({ ...one, decisions: one.decisions.filter(id => ids.includes(id)) }))
    .filter(one => one.decisions.length > 0);
  return {
    decisions,
    settled: notes.settled.filter(({ decided }) => reading.ids.has(decided)),
    questions: (asked.length > 0 ? asked : openQuestions(reading, ids)).slice(0, 5),
  };
};
