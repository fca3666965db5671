import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { evaluate, parseCondition, statementsOf } from '../weighing/condition.ts';
import { factPath, factsOf } from '../weighing/facts.ts';
import { quoted } from './decisions.ts';
import { type Rule, requirement, rule } from './rule.ts';

/** A scenario that nobody called less than high counts as a must, as functional requirements do. */
const mustHaveMeasure = rule({
  id: 'REQ-001',
  says: 'A quality scenario of high or unstated importance has a response measure.',
  levels: { system: 'warning' },
  breaches: ({ analysis }) =>
    analysis.requirements.quality_scenarios
      .filter(
        ({ importance, response_measure }) => (importance ?? 'H') === 'H' && response_measure === undefined,
      )
      .map(({ id, response }) => ({
        about: 'system',
        at: requirement(id),
        text: `The scenario ${id} asks for ${quoted(response)} without a measure, so nobody can tell when it is met.`,
        hint: `Give ${id} a response_measure such as “95 of 100 within 2 s”, or importance: M if it is no must.`,
      })),
});

/** What every design rests on, and the fields that say it. */
const basics: readonly {
  readonly path: string;
  readonly isGiven: (requirements: Requirements) => boolean;
  readonly text: string;
  readonly hint: string;
}[] = [
  {
    path: 'load',
    isGiven: ({ load }) =>
      load?.rps !== undefined || (load?.dau !== undefined && load.requests_per_user_day !== undefined),
    text: 'The file does not give the load, so no capacity is computed and ratings under load stay open.',
    hint: 'Write load.rps, or load.dau together with load.requests_per_user_day.',
  },
  {
    path: 'budget.monthly',
    isGiven: ({ budget }) => budget?.monthly !== undefined,
    text: 'The file gives no budget, so cost is weighed without a limit.',
    hint: 'Write budget.monthly, with budget.currency where it is not EUR.',
  },
  {
    path: 'team.size',
    isGiven: ({ team }) => team?.size !== undefined,
    text: 'The file does not say how many people build and run the system, so what they can bear is not judged.',
    hint: 'Write team.size, and team.skills for the technologies that the team knows or does not know.',
  },
];

const basicsGiven = rule({
  id: 'REQ-003',
  says: 'The file gives load, budget and team.',
  levels: { system: 'warning' },
  breaches: ({ analysis }) =>
    basics
      .filter(({ isGiven }) => !isGiven(analysis.requirements))
      .map(({ path, text, hint }) => ({ about: 'system', at: requirement(path), text, hint })),
});

/** What the file leaves open and something depends on: `unknown` values, facts that turn a verdict, open gates. */
const openPaths = ({ analysis, decided }: Design): readonly string[] => {
  const { requirements } = analysis;
  const facts = factsOf(requirements);
  const atGates = decided
    .flatMap(({ weighed }) => weighed.asked.map(({ condition }) => parseCondition(condition)))
    .flatMap(statementsOf)
    .filter(statement => evaluate(statement, facts) === 'unknown')
    .map(({ path }) => path);
  const swings = decided.flatMap(({ weighed }) => weighed.swings.map(({ path }) => path));
  return [...new Set([...requirements.unknowns, ...swings, ...atGates])];
};

/** Whether an answer to the question would fill the path: the same field, one behind the fact, or a section of it. */
const fills = (asked: string, path: string): boolean =>
  [path, ...(factPath(path)?.from ?? [])].some(
    field => field === asked || field.startsWith(`${asked}.`) || field.startsWith(`${asked}[`),
  );

const unknownIsAsked = rule({
  id: 'ASK-001',
  says: 'What the file leaves open and a decision needs is asked as a question.',
  levels: { system: 'error' },
  breaches: design =>
    openPaths(design)
      .filter(
        path => !design.questions.some(question => question.path !== null && fills(question.path, path)),
      )
      .map(path => ({
        about: 'system',
        at: requirement(path),
        text: `The value of ${path} is not known, and no question asks for it.`,
        hint: `Write ${factPath(path)?.from[0] ?? path} into the file, or ask for it in open_questions.`,
      })),
});

export const requirementRules: readonly Rule[] = [mustHaveMeasure, basicsGiven, unknownIsAsked];
