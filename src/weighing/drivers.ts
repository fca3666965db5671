import type { Driver } from '../model/analysis.ts';
import { qualityNames, type Requirements } from '../model/requirements.ts';

const driver = (
  id: string,
  kind: Driver['kind'],
  text: string,
  measure: string | null | undefined,
  importance: Driver['importance'] = 2,
): Driver => ({ id, kind, text, measure: measure ?? null, importance });

const byPriority = { must: 3, should: 2, could: 1, wont: 1 } as const;
const byGrade = { H: 3, M: 2, L: 1 } as const;

const qualityText: Readonly<Record<(typeof qualityNames)[number], string>> = {
  availability: 'Availability',
  latency_p50: 'Median response time',
  latency_p95: 'Response time of 95 of 100 requests',
  latency_p99: 'Response time of 99 of 100 requests',
  throughput: 'Sustained throughput',
  error_rate: 'Share of requests that may fail',
  durability: 'Share of data that survives a year',
  rpo: 'Data that may be lost (recovery point)',
  rto: 'Time to recover (recovery time)',
  update_delay: 'Age that a read may have',
};

const loadText = {
  dau: 'Daily active users',
  rps: 'Requests a second, average',
  requests_per_user_day: 'Requests of one user a day',
  read_write: 'Reads to writes',
  payload: 'Bytes of one request and response',
  peak_factor: 'Peak to average',
  growth: 'Growth of the load',
} as const;

const functionalDrivers = ({ functional }: Requirements): Driver[] =>
  functional
    .filter(({ priority }) => priority !== 'wont')
    .map(one => driver(one.id, 'functional', one.text, one.fit_criterion, byPriority[one.priority]));

const scenarioDrivers = ({ quality_scenarios }: Requirements): Driver[] =>
  quality_scenarios.map(one =>
    driver(
      one.id,
      'scenario',
      `${one.stimulus}: ${one.response}`,
      one.response_measure,
      byGrade[one.importance ?? 'M'],
    ),
  );

const qualityDrivers = ({ quality }: Requirements): Driver[] =>
  qualityNames.flatMap(name => {
    const value = quality?.[name];
    return value === undefined
      ? []
      : [driver(`quality.${name}`, 'quality', qualityText[name], value.text, 3)];
  });

const loadDrivers = ({ load }: Requirements): Driver[] =>
  (Object.keys(loadText) as (keyof typeof loadText)[]).flatMap(name => {
    const value = load?.[name];
    return value === undefined
      ? []
      : [driver(`load.${name}`, 'load', loadText[name], value.text, name === 'peak_factor' ? 2 : 3)];
  });

const count = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`;

/** Sections that are cited as a whole: what a condition says of "the entities" or "the flows". */
const sectionDrivers = ({
  functional,
  entities,
  flows,
  external_systems,
  existing,
  compliance,
}: Requirements): Driver[] => {
  const owners = new Set(entities.flatMap(({ owner }) => owner ?? []));
  const wanted = functional.filter(({ priority }) => priority !== 'wont').length;
  return [
    driver('functional', 'functional', 'All functional requirements together', String(wanted)),
    ...(entities.length === 0
      ? []
      : [
          driver(
            'entities',
            'data',
            `Data: ${entities.map(({ name }) => name).join(', ')}`,
            count(entities.length, 'entity', 'entities') +
              (owners.size === 0 ? '' : ` of ${count(owners.size, 'owner')}`),
          ),
        ]),
    ...(flows.length === 0
      ? []
      : [driver('flows', 'flow', 'Flows between people, parts and systems', count(flows.length, 'flow'))]),
    ...(external_systems.length === 0
      ? []
      : [
          driver(
            'external_systems',
            'context',
            `External systems: ${external_systems.map(({ name }) => name).join(', ')}`,
            `${external_systems.filter(({ criticality }) => criticality === 'hard').length} of ${external_systems.length} hard`,
          ),
        ]),
    ...(existing?.components === undefined
      ? []
      : [driver('existing', 'context', 'Existing system', count(existing.components.length, 'component'))]),
    ...(compliance.length === 0
      ? []
      : [driver('compliance', 'constraint', 'Compliance', compliance.join(', '), 3)]),
  ];
};

const constraintText = ({ hard, kind, forbids, requires }: Requirements['constraints'][number]): string =>
  [
    hard ? 'hard' : 'wish',
    ...(kind === undefined ? [] : [kind]),
    ...(forbids === undefined || forbids.length === 0 ? [] : [`forbids ${forbids.join(', ')}`]),
    ...(requires === undefined || requires.length === 0 ? [] : [`requires ${requires.join(', ')}`]),
  ].join('; ');

const constraintDrivers = ({ constraints }: Requirements): Driver[] =>
  constraints.map(one => driver(one.id, 'constraint', one.text, constraintText(one), one.hard ? 3 : 2));

const teamDrivers = ({ team, budget, timeline }: Requirements): Driver[] => [
  ...(team?.size === undefined
    ? []
    : [driver('team.size', 'team', 'People who build and run it', team.size.text)]),
  ...(team?.teams === undefined
    ? []
    : [driver('team.teams', 'team', 'Teams that release independently', team.teams.text)]),
  ...(team?.on_call === undefined ? [] : [driver('team.on_call', 'team', 'On call', team.on_call)]),
  ...Object.entries(team?.skills ?? {}).map(([name, level]) =>
    driver(`team.skills.${name}`, 'team', `Skill: ${name}`, level),
  ),
  ...(budget?.monthly === undefined
    ? []
    : [
        driver(
          'budget.monthly',
          'budget',
          'Budget a month',
          `${budget.monthly.text} ${budget.currency ?? 'EUR'}`,
          3,
        ),
      ]),
  ...(timeline?.mvp === undefined
    ? []
    : [driver('timeline.mvp', 'timeline', 'First version in use', timeline.mvp.text)]),
  ...(timeline?.ga === undefined
    ? []
    : [driver('timeline.ga', 'timeline', 'General availability', timeline.ga.text)]),
];

const decisionDrivers = ({ decisions }: Requirements): Driver[] =>
  decisions.map(({ id, question }) => driver(`decisions.${id}`, 'context', question, null));

/** Everything in the file that can shape the architecture, in the order of the documents. Pure. */
export const driversOf = (requirements: Requirements): readonly Driver[] => [
  ...functionalDrivers(requirements),
  ...qualityDrivers(requirements),
  ...scenarioDrivers(requirements),
  ...loadDrivers(requirements),
  ...sectionDrivers(requirements),
  ...constraintDrivers(requirements),
  ...teamDrivers(requirements),
  ...decisionDrivers(requirements),
];
