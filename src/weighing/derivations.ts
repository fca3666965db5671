import type { FigureInput, Unit } from '../model/figure.ts';
import {
  availabilityOfSome,
  callTimeoutSeconds,
  errorBudgetSeconds,
  parallelAvailability,
  recoverySeconds,
  remainingAvailability,
  restoreSeconds,
  serialAvailability,
  writesLost,
} from './availability.ts';
import {
  averageRate,
  bandwidthBits,
  cacheBytes,
  concurrency,
  databaseConnections,
  grownStorage,
  instances,
  instancesWithoutOneZone,
  monthlyGrowth,
  monthsUntil,
  originRate,
  partitions,
  peakRate,
  stockBytes,
  storageBytes,
  sumOf,
  usefulConnections,
  writeRate,
} from './capacity.ts';
import { queue } from './queueing.ts';

/** How one kind of figure follows from its inputs. */
export type Derivation = {
  readonly name: string;
  readonly unit: Unit;
  /** In the names of the inputs. */
  readonly formula: string;
  /** Exactly these inputs; `null`: any number of inputs under any names. */
  readonly inputs: readonly string[] | null;
  /** The inputs that grow tenfold when the load does; `every` of a list. */
  readonly load: readonly string[] | 'every';
  /** Null where inputs are missing, too many or impossible. */
  readonly compute: (inputs: readonly FigureInput[]) => number | null;
};

type Named<Names extends string> = { readonly [Name in Names]: number };

/** A derivation from a fixed set of inputs. */
const fromNamed = <const Name extends string>(
  shown: Pick<Derivation, 'name' | 'unit' | 'formula'>,
  names: readonly Name[],
  load: readonly NoInfer<Name>[],
  compute: (values: Named<Name>) => number | null,
): Derivation => ({
  ...shown,
  inputs: names,
  load,
  compute: inputs => {
    const values = new Map(inputs.map(({ name, value }) => [name, value]));
    const isComplete = names.every(name => values.has(name));
    if (!isComplete || values.size !== names.length || inputs.length !== names.length) return null;
    return compute(Object.fromEntries(values) as Named<Name>);
  },
});

/** A derivation from a list, in which each input is named after what it belongs to. */
const fromList = (
  shown: Pick<Derivation, 'name' | 'unit' | 'formula'>,
  compute: (values: readonly number[]) => number | null,
  load: Derivation['load'] = [],
): Derivation => ({
  ...shown,
  inputs: null,
  load,
  compute: inputs => compute(inputs.map(({ value }) => value)),
});

/** Every kind of figure. The key is the figure's id, or what stands before the colon in it. */
export const derivations = {
  'average-rate': fromNamed(
    {
      name: 'Average load',
      unit: 'requests/s',
      formula: 'daily_users · requests_per_user_day / 86,400',
    },
    ['daily_users', 'requests_per_user_day'],
    ['daily_users'],
    input => averageRate(input.daily_users, input.requests_per_user_day),
  ),
  'peak-rate': fromNamed(
    { name: 'Peak load', unit: 'requests/s', formula: 'average · peak_factor' },
    ['average', 'peak_factor'],
    ['average'],
    input => peakRate(input.average, input.peak_factor),
  ),
  concurrency: fromNamed(
    { name: 'Requests in the system at once', unit: 'requests', formula: 'rate · response_time' },
    ['rate', 'response_time'],
    ['rate'],
    input => concurrency(input.rate, input.response_time),
  ),
  instances: fromNamed(
    {
      name: 'Instances',
      unit: 'instances',
      formula: 'ceil(rate · service_time / (utilisation · parallel))',
    },
    ['rate', 'service_time', 'utilisation', 'parallel'],
    ['rate'],
    input => instances(input.rate, input.service_time, input.utilisation, input.parallel),
  ),
  'instances-without-one-zone': fromNamed(
    {
      name: 'Instances that bear the loss of a zone',
      unit: 'instances',
      formula: 'ceil(ceil(rate · service_time / (utilisation · parallel)) · zones / (zones − 1))',
    },
    ['rate', 'service_time', 'utilisation', 'parallel', 'zones'],
    ['rate'],
    input => {
      const needed = instances(input.rate, input.service_time, input.utilisation, input.parallel);
      return needed === null ? null : instancesWithoutOneZone(needed, input.zones);
    },
  ),
  storage: fromNamed(
    {
      name: 'Storage',
      unit: 'bytes',
      formula: 'writes_per_day · bytes · retention_days · (1 + index) · replicas',
    },
    ['writes_per_day', 'bytes', 'retention_days', 'index', 'replicas'],
    ['writes_per_day'],
    input =>
      storageBytes(input.writes_per_day, input.bytes, input.retention_days, input.index, input.replicas),
  ),
  'stock-storage': fromNamed(
    { name: 'Storage', unit: 'bytes', formula: 'count · bytes · (1 + index) · replicas' },
    ['count', 'bytes', 'index', 'replicas'],
    ['count'],
    input => stockBytes(input.count, input.bytes, input.index, input.replicas),
  ),
  'grown-storage': fromNamed(
    { name: 'Storage with growth', unit: 'bytes', formula: 'base · ((1 + growth)^periods − 1) / growth' },
    ['base', 'growth', 'periods'],
    ['base'],
    input => grownStorage(input.base, input.growth, input.periods),
  ),
  bandwidth: fromNamed(
    { name: 'Bandwidth', unit: 'bits/s', formula: 'rate · bytes · 8' },
    ['rate', 'bytes'],
    ['rate'],
    input => bandwidthBits(input.rate, input.bytes),
  ),
  cache: fromNamed(
    { name: 'Cache', unit: 'bytes', formula: 'hot_share · unique_bytes_per_day' },
    ['hot_share', 'unique_bytes_per_day'],
    ['unique_bytes_per_day'],
    input => cacheBytes(input.hot_share, input.unique_bytes_per_day),
  ),
  'origin-rate': fromNamed(
    { name: 'Load behind the cache', unit: 'requests/s', formula: 'rate · (1 − hit_rate)' },
    ['rate', 'hit_rate'],
    ['rate'],
    input => originRate(input.rate, input.hit_rate),
  ),
  'database-connections': fromNamed(
    {
      name: 'Database connections',
      unit: 'connections',
      formula: 'max(ceil(query_rate · query_time · 1.2), 1)',
    },
    ['query_rate', 'query_time'],
    ['query_rate'],
    input => databaseConnections(input.query_rate, input.query_time),
  ),
  'useful-connections': fromNamed(
    {
      name: 'Connections that the database works on at once',
      unit: 'connections',
      formula: 'cores · 2 + spindles',
    },
    ['cores', 'spindles'],
    [],
    input => usefulConnections(input.cores, input.spindles),
  ),
  partitions: fromNamed(
    {
      name: 'Partitions',
      unit: 'partitions',
      formula: 'ceil(max(ceil(in / per_partition_in), ceil(out / per_partition_out), consumers) · headroom)',
    },
    ['in', 'per_partition_in', 'out', 'per_partition_out', 'consumers', 'headroom'],
    ['in', 'out'],
    input =>
      partitions(
        {
          in: input.in,
          perPartitionIn: input.per_partition_in,
          out: input.out,
          perPartitionOut: input.per_partition_out,
        },
        input.consumers,
        input.headroom,
      ),
  ),
  'monthly-growth': fromNamed(
    { name: 'Growth', unit: 'share/month', formula: 'factor^(1 / months) − 1' },
    ['factor', 'months'],
    [],
    input => monthlyGrowth(input.factor, input.months),
  ),
  'months-until': fromNamed(
    {
      name: 'Time until the load is that much higher',
      unit: 'months',
      formula: 'ln(factor) / ln(1 + growth)',
    },
    ['factor', 'growth'],
    [],
    input => monthsUntil(input.factor, input.growth),
  ),
  'error-budget': fromNamed(
    { name: 'Error budget in 30 days', unit: 's', formula: '(1 − objective) · 30 d' },
    ['objective'],
    [],
    input => errorBudgetSeconds(input.objective),
  ),
  'serial-availability': fromList(
    { name: 'Availability of all together', unit: 'availability', formula: 'A₁ · A₂ · …' },
    serialAvailability,
  ),
  'parallel-availability': fromList(
    {
      name: 'Availability of at least one',
      unit: 'availability',
      formula: '1 − (1 − A₁) · (1 − A₂) · …',
    },
    parallelAvailability,
  ),
  'availability-of-some': fromNamed(
    {
      name: 'Availability of enough of them',
      unit: 'availability',
      formula: 'Σ from i = needed to total: (total over i) · part^i · (1 − part)^(total − i)',
    },
    ['needed', 'total', 'part'],
    [],
    input => availabilityOfSome(input.needed, input.total, input.part),
  ),
  'remaining-availability': fromNamed(
    {
      name: 'Availability that its own parts need',
      unit: 'availability',
      formula: 'objective / hard_systems',
    },
    ['objective', 'hard_systems'],
    [],
    input => remainingAvailability(input.objective, input.hard_systems),
  ),
  'call-timeout': fromNamed(
    {
      name: 'Timeout of one attempt to call another system',
      unit: 's',
      formula: '(deadline − query_time) / (calls · attempts)',
    },
    ['deadline', 'query_time', 'calls', 'attempts'],
    [],
    input => callTimeoutSeconds(input.deadline, input.query_time, input.calls, input.attempts),
  ),
  'write-rate': fromNamed(
    { name: 'Writes', unit: 'requests/s', formula: 'rate · (1 − reads)' },
    ['rate', 'reads'],
    ['rate'],
    input => writeRate(input.rate, input.reads),
  ),
  'writes-lost': fromNamed(
    { name: 'Writes that the recovery point gives up', unit: 'count', formula: 'rpo · write_rate' },
    ['rpo', 'write_rate'],
    ['write_rate'],
    input => writesLost(input.rpo, input.write_rate),
  ),
  'data-kept': fromList({ name: 'Storage of all', unit: 'bytes', formula: 'S₁ + S₂ + …' }, sumOf, 'every'),
  'restore-time': fromNamed(
    {
      name: 'Time to read one copy back from a backup',
      unit: 's',
      formula: 'data / replicas / restore_rate',
    },
    ['data', 'replicas', 'restore_rate'],
    ['data'],
    input => restoreSeconds(input.data, input.replicas, input.restore_rate),
  ),
  'recovery-time': fromNamed(
    { name: 'Recovery time', unit: 's', formula: 'detect + decide + restore + verify' },
    ['detect', 'decide', 'restore', 'verify'],
    [],
    recoverySeconds,
  ),
  utilisation: fromNamed(
    { name: 'Utilisation', unit: 'share', formula: 'rate · service_time / servers' },
    ['rate', 'service_time', 'servers'],
    ['rate'],
    input => queue(input.rate, input.service_time, input.servers)?.utilisation ?? null,
  ),
  'wait-probability': fromNamed(
    {
      name: 'Share of requests that wait',
      unit: 'share',
      formula: 'Erlang C of rate · service_time and servers',
    },
    ['rate', 'service_time', 'servers'],
    ['rate'],
    input => queue(input.rate, input.service_time, input.servers)?.waitProbability ?? null,
  ),
  'mean-wait': fromNamed(
    {
      name: 'Average wait before service',
      unit: 's',
      formula: 'Erlang C · service_time / (servers − rate · service_time)',
    },
    ['rate', 'service_time', 'servers'],
    ['rate'],
    input => queue(input.rate, input.service_time, input.servers)?.meanWait ?? null,
  ),
  'p95-wait': fromNamed(
    {
      name: 'Wait of 95 of 100 requests at most',
      unit: 's',
      formula: 'max(0, service_time · ln(Erlang C / 0.05) / (servers − rate · service_time))',
    },
    ['rate', 'service_time', 'servers'],
    ['rate'],
    input => queue(input.rate, input.service_time, input.servers)?.p95Wait ?? null,
  ),
} as const satisfies Readonly<Record<string, Derivation>>;

export type DerivationId = keyof typeof derivations;
