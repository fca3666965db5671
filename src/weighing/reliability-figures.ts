import type { Figure, FigureInput } from '../model/figure.ts';
import type { Requirements } from '../model/requirements.ts';
import { serialAvailability } from './availability.ts';
import { secondsPerDay } from './capacity.ts';
import { figureDefaults } from './figure-defaults.ts';
import { assumed, derive, derivedFrom, given } from './figures.ts';

/** External systems without which the system cannot work, and that state an availability. */
export const statedDependencies = ({
  external_systems,
}: Requirements): readonly { readonly name: string; readonly share: number; readonly text: string }[] =>
  external_systems.flatMap(({ name, criticality, availability }) =>
    criticality === 'hard' && availability !== undefined
      ? [{ name, share: availability.value, text: availability.text }]
      : [],
  );

/** What they give together at most, if they fail independently; null where none states an availability. */
export const composedAvailability = (requirements: Requirements): number | null =>
  serialAvailability(statedDependencies(requirements).map(({ share }) => share));

/** Names of systems and people outside. */
export const outsideNames = ({ external_systems, stakeholders }: Requirements): ReadonlySet<string> =>
  new Set([...external_systems.map(({ name }) => name), ...stakeholders.map(({ role }) => role)]);

/** Whether whoever starts a flow waits for its end: it carries no event, stream or file, and tolerates no delay. */
export const isAwaited = ({ kind, delay }: Requirements['flows'][number]): boolean =>
  delay === undefined && kind !== 'event' && kind !== 'stream' && kind !== 'file';

/**
 * Who waits for which external system within a request: as the flows say, and the system itself for each hard one
 * that no flow names.
 */
export const awaitedSystems = (
  requirements: Requirements,
): readonly { readonly from: string; readonly to: string }[] => {
  const { external_systems, flows, system } = requirements;
  const beyond = outsideNames(requirements);
  return external_systems.flatMap(({ name, criticality }) => {
    const naming = flows.filter(({ from, to }) => from === name || to === name);
    if (naming.length === 0) return criticality === 'hard' ? [{ from: system, to: name }] : [];
    return naming
      .filter(flow => flow.to === name && !beyond.has(flow.from) && isAwaited(flow))
      .map(({ from }) => ({ from, to: name }));
  });
};

/** The most external systems that one part waits for; in the worst case one request calls them all in turn. */
const mostCalls = (requirements: Requirements): number => {
  const calls = awaitedSystems(requirements);
  return Math.max(
    0,
    ...calls.map(({ from }) => new Set(calls.filter(one => one.from === from).map(({ to }) => to)).size),
  );
};

/** The time within which a request has to end: the furthest percentile that the file gives. */
export const deadlineOf = ({ quality }: Requirements) => quality?.latency_p99 ?? quality?.latency_p95;

const present = (figures: readonly (Figure | null)[]): Figure[] => figures.filter(figure => figure !== null);

const availabilityFigures = (requirements: Requirements): Figure[] => {
  const objective = requirements.quality?.availability;
  const hard = statedDependencies(requirements);
  const composed =
    hard.length === 0
      ? null
      : derive(
          'serial-availability',
          hard.map(({ name, share }) => given(name, share, 'availability')),
          { name: 'Availability of the hard external systems together' },
        );
  const needed =
    objective === undefined || composed === null
      ? null
      : derive('remaining-availability', [
          given('objective', objective.value, 'availability'),
          derivedFrom('hard_systems', composed),
        ]);
  return present([
    objective === undefined
      ? null
      : derive('error-budget', [given('objective', objective.value, 'availability')]),
    composed,
    needed,
  ]);
};

const timeoutFigures = (requirements: Requirements): Figure[] => {
  const deadline = deadlineOf(requirements);
  const calls = mostCalls(requirements);
  if (deadline === undefined || calls === 0) return [];
  return present([
    derive('call-timeout', [
      given('deadline', deadline.value, 's'),
      assumed('query_time', figureDefaults.queryTime, 's'),
      given('calls', calls, 'count'),
      assumed('attempts', figureDefaults.attempts, 'count'),
    ]),
  ]);
};

/** From a day on the peak cannot last that long: the average counts. */
const writesAt = (
  recoveryPoint: number,
  loads: readonly Figure[],
  { load }: Requirements,
): FigureInput | null => {
  const peak = loads.find(({ id }) => id === 'peak-rate');
  const average = loads.find(({ id }) => id === 'average-rate');
  if (recoveryPoint < secondsPerDay) return peak === undefined ? null : derivedFrom('rate', peak);
  if (load?.rps !== undefined) return given('rate', load.rps.value, 'requests/s');
  return average === undefined ? null : derivedFrom('rate', average);
};

const recoveryPointFigures = (requirements: Requirements, loads: readonly Figure[]): Figure[] => {
  const reads = requirements.load?.read_write;
  const rpo = requirements.quality?.rpo;
  if (reads === undefined || rpo === undefined) return [];
  const rate = writesAt(rpo.value, loads, requirements);
  if (rate === null) return [];
  const name = rpo.value < secondsPerDay ? 'Writes at peak' : 'Writes on average';
  const writes = derive('write-rate', [rate, given('reads', reads.value, 'share')], { name });
  return writes === null
    ? []
    : present([
        writes,
        derive('writes-lost', [given('rpo', rpo.value, 's'), derivedFrom('write_rate', writes)]),
      ]);
};

const recoveryTimeFigures = ({ quality }: Requirements, storage: readonly Figure[]): Figure[] => {
  if (quality?.rto === undefined || storage.length === 0) return [];
  const data = derive(
    'data-kept',
    storage.map(figure => derivedFrom(figure.name, figure)),
    { name: 'Storage of all entities' },
  );
  return data === null
    ? []
    : present([
        data,
        derive('restore-time', [
          derivedFrom('data', data),
          assumed('replicas', figureDefaults.replicas, 'replicas'),
          assumed('restore_rate', figureDefaults.restoreRate, 'bytes/s'),
        ]),
      ]);
};

/** Figures of availability, timeouts and recovery, from the file and the figures before them. Pure. */
export const reliabilityFigures = (
  requirements: Requirements,
  loads: readonly Figure[],
  storage: readonly Figure[],
): readonly Figure[] => [
  ...availabilityFigures(requirements),
  ...timeoutFigures(requirements),
  ...recoveryPointFigures(requirements, loads),
  ...recoveryTimeFigures(requirements, storage),
];
