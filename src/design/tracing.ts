import type { Analysis } from '../model/analysis.ts';
import type { Decided } from '../stages/decide.ts';

/** Where a requirement is answered: by records, by defaults applied, or nowhere yet. */
export type Trace = { readonly driver: string; readonly decisions: readonly string[] };

/** Ids that a record's reasons stand on. */
export const citedDrivers = ({ weighed, outcome, decision }: Decided): ReadonlySet<string> => {
  const reasons = [
    ...decision.because,
    ...weighed.viable.flatMap(option =>
      Object.values(weighed.cells[option.id] ?? {}).flatMap(({ reasons: inCell }) => inCell),
    ),
    ...weighed.excluded.map(({ because }) => because),
    ...(outcome?.because ?? []),
    ...(outcome?.given_up ?? []),
  ];
  return new Set(
    reasons.flatMap(({ cites }) => cites.filter(({ kind }) => kind === 'driver').map(({ id }) => id)),
  );
};

/** For each driver the decisions that cite it. Pure. */
export const tracesOf = (analysis: Analysis, decided: readonly Decided[]): Trace[] => {
  const cited = decided.map(one => ({ id: one.decision.id, drivers: citedDrivers(one) }));
  return analysis.drivers.map(({ id }) => ({
    driver: id,
    decisions: cited.filter(({ drivers }) => drivers.has(id)).map(one => one.id),
  }));
};
