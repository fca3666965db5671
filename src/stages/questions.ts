import { questionFor } from '../design/question-text.ts';
import type { Assumption, OpenQuestion } from '../model/analysis.ts';
import type { Figure } from '../model/figure.ts';
import type { Requirements } from '../model/requirements.ts';

const asked = (path: string, origin: OpenQuestion['origin'], requirements: Requirements): OpenQuestion => ({
  id: `question-${path}`,
  question: questionFor(path, requirements),
  path,
  answer: null,
  origin,
});

/** Scale, budget, team: without them a design rests on assumptions. */
const missing = ({ load, budget, team }: Requirements): string[] => [
  ...(load?.dau === undefined && load?.rps === undefined ? ['load.peak'] : []),
  ...(budget?.monthly === undefined ? ['budget.monthly'] : []),
  ...(team?.size === undefined ? ['team.size'] : []),
];

/** What to ask before anyone builds: the file's own questions, unknown values, missing basics, unclear constraints. */
export const questionsOf = (requirements: Requirements): readonly OpenQuestion[] => [
  ...requirements.open_questions.map(({ question, answer }, index) => ({
    id: `open-question-${index + 1}`,
    question,
    path: null,
    answer: answer ?? null,
    origin: 'file' as const,
  })),
  ...requirements.unknowns.map(path => asked(path, 'unknown', requirements)),
  ...missing(requirements)
    .filter(path => !requirements.unknowns.includes(path))
    .map(path => asked(path, 'missing', requirements)),
  ...requirements.decisions
    .filter(({ options }) => options === undefined || options.length === 0)
    .map(({ id, question }) => ({
      id: `question-decisions.${id}`,
      question: `Which options are there for “${question}”?`,
      path: null,
      answer: null,
      origin: 'missing' as const,
    })),
  ...requirements.constraints
    .filter(({ hard, forbids, requires }) => hard && forbids === undefined && requires === undefined)
    .map(({ id, text }) => ({
      id: `question-${id}`,
      question: `Which options does “${text}” rule out? (constraint ${id}: forbids and requires)`,
      path: null,
      answer: null,
      origin: 'constraint' as const,
    })),
];

const assumption = (id: string, text: string): Assumption => ({ id, text, origin: 'default' });

/** What each default of the figures means; the same default is listed once, however often it is used. */
const defaultText: Readonly<Record<string, string>> = {
  peak_factor: 'Peak load is 5 times the average, since the file names no load.peak_factor',
  query_time: 'One request keeps a database connection busy for 10 ms',
  index: 'Indexes take half as much as the data',
  replicas: 'The data is kept twice: a primary and a standby',
  attempts: 'A call to another system is tried twice at most: once, and one retry',
  restore_rate: 'A backup is read back at 100 MB/s in one stream, until a restore has been timed',
  retention_days: 'What comes at a rate and has no retention is kept for 1 year',
};

const figureAssumptions = (figures: readonly Figure[]): Assumption[] => {
  const used = figures.flatMap(({ inputs }) =>
    inputs.filter(({ origin }) => origin === 'default').map(({ name }) => name),
  );
  return [...new Set(used)].map(name =>
    assumption(`default-${name}`, defaultText[name] ?? `${name} is assumed`),
  );
};

/** What was taken as given: the file's own assumptions, and each default that a number rests on. */
export const assumptionsOf = (
  { assumptions, entities, team, unknowns }: Requirements,
  figures: readonly Figure[],
): readonly Assumption[] => [
  ...assumptions.map((text, index) => ({ id: `assumption-${index + 1}`, text, origin: 'file' as const })),
  ...figureAssumptions(figures),
  ...entities
    .filter(({ classification }) => classification === undefined)
    .map(({ name }) =>
      assumption(
        `default-classification-${name}`,
        `${name} is internal data, since the file does not classify it`,
      ),
    ),
  ...(team?.teams === undefined && !unknowns.includes('team.teams')
    ? [
        assumption(
          'default-teams',
          'One team builds and releases the system, since the file names no team.teams',
        ),
      ]
    : []),
];
