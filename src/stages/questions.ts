import type { Assumption, OpenQuestion } from '../model/analysis.ts';
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

/** The question that fills a fact or a field. */
export const questionFor = (path: string): string =>
  wording[path] ??
  (path.startsWith('team.skills.')
    ? `How well does the team know ${path.slice('team.skills.'.length)}: none, learning, working or expert?`
    : `What is ${factPath(path)?.means ?? `the value of ${path}`}?`);

const asked = (path: string, origin: OpenQuestion['origin']): OpenQuestion => ({
  id: `question-${path}`,
  question: questionFor(path),
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
  ...requirements.unknowns.map(path => asked(path, 'unknown')),
  ...missing(requirements)
    .filter(path => !requirements.unknowns.includes(path))
    .map(path => asked(path, 'missing')),
  ...requirements.constraints
    .filter(({ hard, forbids, requires }) => hard && forbids === undefined && requires === undefined)
    .map(({ id, text }) => ({
      id: `question-${id}`,
      question: `What does the hard constraint “${text}” forbid or require, in the terms of constraints[].forbids and requires?`,
      path: null,
      answer: null,
      origin: 'constraint' as const,
    })),
];

const assumption = (id: string, text: string): Assumption => ({ id, text, origin: 'default' });

/** What was taken as given: the file's own assumptions, and each default that a number rests on. */
export const assumptionsOf = ({
  assumptions,
  load,
  entities,
  team,
  unknowns,
}: Requirements): readonly Assumption[] => [
  ...assumptions.map((text, index) => ({ id: `assumption-${index + 1}`, text, origin: 'file' as const })),
  ...(load !== undefined && (load.dau ?? load.rps) !== undefined && load.peak_factor === undefined
    ? [
        assumption(
          'default-peak-factor',
          'Peak load is 5 times the average, since the file names no load.peak_factor',
        ),
      ]
    : []),
  ...entities
    .filter(({ count, retention }) => count?.dimension === 'rate' && retention === undefined)
    .map(({ name }) =>
      assumption(
        `default-retention-${name}`,
        `${name} is kept for 1 year, since the file names no retention`,
      ),
    ),
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
