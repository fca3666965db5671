import type { Figure, FigureInput } from '../model/figure.ts';
import type { Requirements } from '../model/requirements.ts';
import { secondsPerDay } from './capacity.ts';
import { figureDefaults } from './figure-defaults.ts';
import { assumed, derive, derivedFrom, given } from './figures.ts';
import { reliabilityFigures } from './reliability-figures.ts';

const present = <T>(values: readonly (T | null | undefined)[]): T[] =>
  values.filter((value): value is T => value !== null && value !== undefined);

const averageOf = ({
  load,
}: Requirements): { readonly figure: Figure | null; readonly input: FigureInput | null } => {
  if (load?.rps !== undefined) return { figure: null, input: given('average', load.rps.value, 'requests/s') };
  if (load?.dau === undefined || load.requests_per_user_day === undefined)
    return { figure: null, input: null };
  const figure = derive('average-rate', [
    given('daily_users', load.dau.value, 'users'),
    given('requests_per_user_day', load.requests_per_user_day.value, 'requests'),
  ]);
  return { figure, input: figure === null ? null : derivedFrom('average', figure) };
};

const loadFigures = (requirements: Requirements): Figure[] => {
  const { load, quality } = requirements;
  const { figure: average, input } = averageOf(requirements);
  if (input === null) return [];
  const factor =
    load?.peak_factor === undefined
      ? assumed('peak_factor', figureDefaults.peakFactor, 'factor')
      : given('peak_factor', load.peak_factor.value, 'factor');
  const peak = derive('peak-rate', [input, factor]);
  if (peak === null) return present([average]);
  return present([
    average,
    peak,
    quality?.latency_p95 === undefined
      ? null
      : derive('concurrency', [
          derivedFrom('rate', peak),
          given('response_time', quality.latency_p95.value, 's'),
        ]),
    load?.payload === undefined
      ? null
      : derive('bandwidth', [derivedFrom('rate', peak), given('bytes', load.payload.value, 'bytes')]),
    derive('database-connections', [
      derivedFrom('query_rate', peak),
      assumed('query_time', figureDefaults.queryTime, 's'),
    ]),
  ]);
};

const storageFigures = ({ entities }: Requirements): Figure[] =>
  present(
    entities.map(({ name, size, count, retention }) => {
      if (size === undefined || count === undefined) return null;
      const bytes = given('bytes', size.value, 'bytes');
      const rest = [
        assumed('index', figureDefaults.index, 'share'),
        assumed('replicas', figureDefaults.replicas, 'replicas'),
      ];
      const options = { subject: name, name: `Storage of ${name}` };
      if (count.dimension === 'count') {
        return derive('stock-storage', [given('count', count.value, 'count'), bytes, ...rest], options);
      }
      const days =
        retention === undefined
          ? assumed('retention_days', figureDefaults.retentionDays, 'count')
          : given('retention_days', retention.value / secondsPerDay, 'count');
      const writes = given('writes_per_day', count.value * secondsPerDay, 'writes/day');
      return derive('storage', [writes, bytes, days, ...rest], options);
    }),
  );

const growthFigures = ({ load }: Requirements): Figure[] =>
  present([
    load?.growth === undefined || load.growth.value <= 0
      ? null
      : derive(
          'months-until',
          [given('factor', 10, 'factor'), given('growth', load.growth.value, 'share/month')],
          { name: 'Time until ten times the load' },
        ),
  ]);

/** Every number that the requirements allow to be derived, with formula, inputs and their origin. Pure. */
export const figuresOf = (requirements: Requirements): readonly Figure[] => {
  const loads = loadFigures(requirements);
  const storage = storageFigures(requirements);
  return [
    ...loads,
    ...storage,
    ...reliabilityFigures(requirements, loads, storage),
    ...growthFigures(requirements),
  ];
};
