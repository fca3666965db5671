import { type CriterionName, criteria } from '../model/criteria.ts';
import type { Facts, FactValue } from '../model/facts.ts';
import type { Dimension, Quantity } from '../model/quantity.ts';
import { qualityNames, type Requirements } from '../model/requirements.ts';
import { secondsPerDay } from './capacity.ts';
import { figureDefaults } from './figure-defaults.ts';
import { firstRequirement, quoted, workOf } from './own-words.ts';

/** One path of the vocabulary: what it is, how its values are written, which fields of the file it stands on. */
export type FactPath = {
  readonly path: string;
  readonly type: Dimension | 'word' | 'list';
  readonly means: string;
  readonly from: readonly string[];
};

const entry = (path: string, type: FactPath['type'], means: string, ...from: string[]): FactPath => ({
  path,
  type,
  means,
  from: from.length > 0 ? from : [path],
});

const loadFields = ['load.rps', 'load.dau', 'load.requests_per_user_day'];
const qualityTypes: Readonly<Record<(typeof qualityNames)[number], Dimension>> = {
  availability: 'share',
  latency_p50: 'duration',
  latency_p95: 'duration',
  latency_p99: 'duration',
  throughput: 'rate',
  error_rate: 'share',
  durability: 'share',
  rpo: 'duration',
  rto: 'duration',
  update_delay: 'duration',
};

/** The published vocabulary, `team.skills.<technology>` aside, whose values are none, learning, working, expert. */
export const factPaths: readonly FactPath[] = [
  entry('load.dau', 'count', 'daily active users'),
  entry('load.average', 'rate', 'requests a second, averaged over the day', ...loadFields),
  entry('load.peak', 'rate', 'requests a second at peak', ...loadFields, 'load.peak_factor'),
  entry('load.tenfold', 'rate', 'requests a second at ten times the peak', ...loadFields, 'load.peak_factor'),
  entry('load.reads', 'share', 'share of requests that only read', 'load.read_write'),
  entry('load.payload', 'bytes', 'bytes of one request and response'),
  entry('load.growth', 'growth', 'growth of the load'),
  entry('data.writes', 'rate', 'writes a second at peak', ...loadFields, 'load.read_write'),
  entry('data.stored', 'bytes', 'bytes of all entities over their retention', 'entities'),
  entry(
    'data.largest',
    'bytes',
    'bytes of the entity that takes most, files of 1 MB and more apiece aside',
    'entities',
  ),
  entry('data.entities', 'count', 'entities of the file', 'entities'),
  entry('data.references', 'count', 'references between entities', 'entities'),
  entry('data.owners', 'count', 'different owners of entities', 'entities'),
  entry('data.commands', 'count', 'commands of all entities', 'entities'),
  entry('data.classifications', 'list', 'public, internal, personal, secret: those that occur', 'entities'),
  entry('messages.flows', 'count', 'flows of events, streams and those that tolerate a delay', 'flows'),
  entry('messages.streams', 'count', 'flows of kind stream', 'flows'),
  entry('messages.rate', 'rate', 'messages a second over all these flows', 'flows'),
  entry('messages.exchange', 'duration', 'longest delay that a flow both ways tolerates', 'flows'),
  entry('messages.consumers', 'count', 'different receivers of these flows', 'flows'),
  ...qualityNames.map(name => entry(`quality.${name}`, qualityTypes[name], name.replaceAll('_', ' '))),
  entry('team.size', 'count', 'people'),
  entry('team.teams', 'count', 'teams that release independently'),
  entry('team.on_call', 'word', 'none, business-hours or 24x7'),
  entry('budget.monthly', 'money', 'what running it may cost a month'),
  entry('timeline.mvp', 'duration', 'time to the first version in use'),
  entry('timeline.ga', 'duration', 'time to general availability'),
  entry('external.systems', 'count', 'external systems', 'external_systems'),
  entry('external.hard', 'count', 'external systems without which it cannot work', 'external_systems'),
  entry(
    'work',
    'word',
    'the first command of the busiest entity, in quotation marks, or else a read',
    'entities',
    'functional',
  ),
  entry(
    'functional.first',
    'word',
    'the first of the requirements that must be met, in its words',
    'functional',
  ),
  entry('functional.count', 'count', 'functional requirements, non-goals aside', 'functional'),
  entry('existing.components', 'count', 'components of the existing system', 'existing'),
  entry('existing.kinds', 'list', 'kinds of the existing components', 'existing'),
  entry('compliance', 'list', 'rules and standards by name'),
  entry('constraints.forbids', 'list', 'tags that a hard constraint forbids', 'constraints'),
  entry('constraints.requires', 'list', 'tags that a hard constraint requires', 'constraints'),
  entry('priorities', 'list', 'criteria that the file ranks'),
  entry(
    'text',
    'list',
    'words of the purpose, the functional requirements and the names of entities and flows',
    'functional',
  ),
];

const byPath = new Map(factPaths.map(one => [one.path, one]));

/** The vocabulary's entry for a path; undefined for a path that it does not have. */
export const factPath = (path: string): FactPath | undefined =>
  byPath.get(path) ??
  (path.startsWith('team.skills.') && path.length > 'team.skills.'.length
    ? { path, type: 'word', means: 'none, learning, working or expert', from: [path] }
    : undefined);

const unknown: FactValue = { kind: 'unknown' };
const number = (value: number | undefined): FactValue =>
  value === undefined ? unknown : { kind: 'number', value };
const quantity = (value: Quantity | undefined): FactValue => number(value?.value);
const word = (value: string | undefined): FactValue =>
  value === undefined ? unknown : { kind: 'word', value };
const list = (values: Iterable<string>): FactValue => ({ kind: 'list', values: [...new Set(values)].sort() });
const product = (...values: (number | undefined)[]): number | undefined =>
  values.reduce(
    (total, value) => (total === undefined || value === undefined ? undefined : total * value),
    1,
  );

/** Requests a second averaged over the day: given as `rps`, or from users and their requests. */
const averageLoad = ({ load }: Requirements): number | undefined =>
  load?.rps?.value ?? product(load?.dau?.value, load?.requests_per_user_day?.value, 1 / secondsPerDay);

const peakLoad = (requirements: Requirements): number | undefined =>
  product(averageLoad(requirements), requirements.load?.peak_factor?.value ?? figureDefaults.peakFactor);

/** Bytes of one entity over its retention; undefined where size or count is not said. */
const storedBytes = ({ count, size, retention }: Requirements['entities'][number]): number | undefined =>
  product(
    size?.value,
    count?.value,
    count?.dimension === 'rate' ? (retention?.value ?? figureDefaults.retentionDays * secondsPerDay) : 1,
  );

const sumOfKnown = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter(value => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
};

const largestOf = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter(value => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

/** From this size on one instance is a file, which need not lie in a table. */
const fileSize = 1_000_000;

/** Entities that a store keeps as rows; where all are files, they are what is stored. */
const rowsOf = (entities: Requirements['entities']): Requirements['entities'] => {
  const rows = entities.filter(({ size }) => size === undefined || size.value < fileSize);
  return rows.length === 0 ? entities : rows;
};

/** Flows whose sender need not wait: events, streams, and all that tolerate a delay. */
const asynchronousFlows = ({ flows }: Requirements): Requirements['flows'] =>
  flows.filter(({ kind, delay }) => kind === 'event' || kind === 'stream' || delay !== undefined);

const messageRate = (requirements: Requirements): number | undefined => {
  const flows = asynchronousFlows(requirements);
  return flows.length === 0 ? 0 : sumOfKnown(flows.map(({ rate }) => rate?.value));
};

const wordsOf = (requirements: Requirements): string[] => [
  requirements.purpose,
  ...requirements.functional.filter(({ priority }) => priority !== 'wont').map(({ text }) => text),
  ...requirements.entities.map(({ name }) => name),
  ...requirements.flows.flatMap(({ from, to }) => [from, to]),
];

const hardTags = ({ constraints }: Requirements, side: 'forbids' | 'requires'): string[] =>
  constraints.filter(({ hard }) => hard).flatMap(constraint => constraint[side] ?? []);

const table: Readonly<Record<string, (requirements: Requirements) => FactValue>> = {
  'load.dau': ({ load }) => quantity(load?.dau),
  'load.average': requirements => number(averageLoad(requirements)),
  'load.peak': requirements => number(peakLoad(requirements)),
  'load.tenfold': requirements => number(product(peakLoad(requirements), 10)),
  'load.reads': ({ load }) => quantity(load?.read_write),
  'load.payload': ({ load }) => quantity(load?.payload),
  'load.growth': ({ load }) => quantity(load?.growth),
  'data.writes': requirements => {
    const reads = requirements.load?.read_write?.value;
    return number(product(peakLoad(requirements), reads === undefined ? undefined : 1 - reads));
  },
  'data.stored': ({ entities }) => number(sumOfKnown(entities.map(storedBytes))),
  'data.largest': ({ entities }) => number(largestOf(rowsOf(entities).map(storedBytes))),
  'data.entities': ({ entities }) => number(entities.length),
  'data.references': ({ entities }) =>
    number(entities.reduce((total, one) => total + (one.references?.length ?? 0), 0)),
  'data.owners': ({ entities }) => number(new Set(entities.flatMap(({ owner }) => owner ?? [])).size),
  'data.commands': ({ entities }) => number(entities.reduce((total, one) => total + one.commands.length, 0)),
  'data.classifications': ({ entities }) =>
    list(entities.flatMap(({ classification }) => classification ?? [])),
  'messages.flows': requirements => number(asynchronousFlows(requirements).length),
  'messages.streams': ({ flows }) => number(flows.filter(({ kind }) => kind === 'stream').length),
  'messages.rate': requirements => number(messageRate(requirements)),
  'messages.exchange': ({ flows }) =>
    number(
      largestOf(flows.filter(({ direction }) => direction === 'two-way').map(({ delay }) => delay?.value)) ??
        0,
    ),
  'messages.consumers': requirements =>
    number(new Set(asynchronousFlows(requirements).map(({ to }) => to)).size),
  'team.size': ({ team }) => quantity(team?.size),
  'team.teams': ({ team, unknowns }) =>
    unknowns.includes('team.teams') ? unknown : number(team?.teams?.value ?? 1),
  'team.on_call': ({ team }) => word(team?.on_call),
  'budget.monthly': ({ budget }) => quantity(budget?.monthly),
  'timeline.mvp': ({ timeline }) => quantity(timeline?.mvp),
  'timeline.ga': ({ timeline }) => quantity(timeline?.ga),
  'external.systems': ({ external_systems }) => number(external_systems.length),
  'external.hard': ({ external_systems }) =>
    number(external_systems.filter(({ criticality }) => criticality === 'hard').length),
  work: requirements => word(workOf(requirements)),
  'functional.first': requirements => word(quoted(firstRequirement(requirements)?.text ?? '')),
  'functional.count': ({ functional }) =>
    number(functional.filter(({ priority }) => priority !== 'wont').length),
  'existing.components': ({ existing }) => number(existing?.components?.length ?? 0),
  'existing.kinds': ({ existing }) => list((existing?.components ?? []).map(({ kind }) => kind)),
  compliance: ({ compliance }) => list(compliance),
  'constraints.forbids': requirements => list(hardTags(requirements, 'forbids')),
  'constraints.requires': requirements => list(hardTags(requirements, 'requires')),
  priorities: ({ priorities }) =>
    list(priorities.flat().filter((name): name is CriterionName => name in criteria)),
  text: requirements => list(wordsOf(requirements)),
};

const saidToBeUnknown = ({ unknowns }: Requirements, path: string): boolean =>
  unknowns.some(one => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`));

const factsKnown = new WeakMap<Requirements, Facts>();

/** The facts of a requirements file; each is looked up once. Throws RangeError for a path outside the vocabulary. */
export const factsOf = (requirements: Requirements): Facts => {
  const before = factsKnown.get(requirements);
  if (before !== undefined) return before;
  const known = new Map<string, FactValue>();
  const facts: Facts = path => {
    const value = known.get(path) ?? factAt(requirements, path);
    known.set(path, value);
    return value;
  };
  factsKnown.set(requirements, facts);
  return facts;
};

const factAt = (requirements: Requirements, path: string): FactValue => {
  const entry = factPath(path);
  if (entry === undefined) throw new RangeError(`no fact is called ${path}`);
  const said =
    entry.type === 'list' || entry.from.length > 1 || !saidToBeUnknown(requirements, entry.from[0] ?? path);
  if (!said) return unknown;
  if (path.startsWith('team.skills.')) return word(skillOf(requirements, path.slice('team.skills.'.length)));
  if (path.startsWith('quality.')) {
    return quantity(requirements.quality?.[path.slice('quality.'.length) as (typeof qualityNames)[number]]);
  }
  return table[path]?.(requirements) ?? unknown;
};

/** Skills compare without case, spaces and punctuation: `PostgreSQL`, `postgresql`, `Postgre SQL`. */
export const skillKey = (name: string): string => name.toLowerCase().replace(/[\s._-]+/g, '');
const skillOf = ({ team }: Requirements, technology: string): string | undefined =>
  Object.entries(team?.skills ?? {}).find(([name]) => skillKey(name) === skillKey(technology))?.[1];

const loadScale: Readonly<Record<string, number>> = { 'load.average': 1, 'load.peak': 1, 'load.tenfold': 10 };

/**
 * The same facts with one value changed, as breakpoints and what-if need them. A load changes everything that
 * follows from it (average, peak, writes); any other fact changes alone.
 */
export const factsWith = (requirements: Requirements, path: string, value: FactValue): Facts => {
  const facts = factsOf(requirements);
  const scale = loadScale[path];
  if (scale === undefined || value.kind !== 'number') return other => (other === path ? value : facts(other));
  const factor =
    path === 'load.average' ? 1 : (requirements.load?.peak_factor?.value ?? figureDefaults.peakFactor);
  const average = value.value / scale / factor;
  const { dau: _dau, ...load } = requirements.load ?? {};
  const rps = { dimension: 'rate', value: average, text: `${average}/s` } as const;
  const changed = factsOf({ ...requirements, load: { ...load, rps } });
  return other => (factPath(other)?.from.some(field => field.startsWith('load.')) ? changed : facts)(other);
};
