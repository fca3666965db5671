import type { Assumption, OpenQuestion } from '../model/analysis.ts';
import type { Figure } from '../model/figure.ts';
import type { Requirements } from '../model/requirements.ts';
import { factPath } from '../weighing/facts.ts';

const wording: Readonly<Record<string, string>> = {
  'load.peak':
    'How many requests a second arrive at peak (or: how many daily users, with how many requests each)?',
  'load.average': 'How many requests a second arrive on average?',
  'load.dau': 'How many people use it on one day?',
  'load.requests_per_user_day': 'How many requests does one user cause on one day?',
  'load.reads': 'How many reads are there to one write?',
  'load.read_write': 'How many reads are there to one write?',
  'data.stored': 'How large is one instance of each entity, and how many are there?',
  'data.writes': 'How many writes a second arrive at peak (load, and reads to writes)?',
  'messages.rate': 'How many messages a second does each flow carry?',
  'quality.availability': 'Which availability is promised, and to whom?',
  'quality.latency_p95': 'Within what time must 95 of 100 requests be answered?',
  'quality.rpo': 'How much data may be lost when the store fails?',
  'quality.rto': 'How long may recovery take?',
  'quality.update_delay': 'How old may a read be?',
  'team.size': 'How many people build and run it?',
  'team.teams': 'How many teams release independently?',
  'team.on_call': 'Who answers at night: nobody, office hours only, or somebody around the clock?',
  'budget.monthly': 'What may running it cost a month?',
  'timeline.mvp': 'When must the first version be in use?',
};

const indexed = /^(entities|external_systems|flows|existing\.components)\[(\d+)\]\.(.+)$/;

const fieldQuestions: Readonly<Record<string, string>> = {
  retention: 'How long is one {name} kept?',
  size: 'How large is one {name}?',
  count: 'How many {name} are there, or how many come a day?',
  availability: 'Which availability does {name} promise?',
  criticality: 'Can the system go on without {name}?',
  rate: 'How often does {name} happen?',
};

/** `entities[2].retention` with the name of the entity. */
const questionOfItem = (path: string, requirements: Requirements): string | undefined => {
  const [, list, index, field = ''] = indexed.exec(path) ?? [];
  const at = Number(index);
  const names: Readonly<Record<string, string | undefined>> = {
    entities: requirements.entities[at]?.name,
    external_systems: requirements.external_systems[at]?.name,
    flows:
      requirements.flows[at] &&
      `the flow from ${requirements.flows[at].from} to ${requirements.flows[at].to}`,
    'existing.components': requirements.existing?.components?.[at]?.id,
  };
  const name = names[list ?? ''];
  return name === undefined
    ? undefined
    : (fieldQuestions[field] ?? `What is the ${field.replaceAll('_', ' ')} of {name}?`).replace(
        '{name}',
        name,
      );
};

/** The question that fills a fact or a field. */
export const questionFor = (path: string, requirements?: Requirements): string =>
  wording[path] ??
  (requirements === undefined ? undefined : questionOfItem(path, requirements)) ??
  (path.startsWith('team.skills.')
    ? `How well does the team know ${path.slice('team.skills.'.length)}: none, learning, working or expert?`
    : `What is ${factPath(path)?.means ?? `the value of ${path}`}?`);

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
