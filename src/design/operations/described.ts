import { z } from 'zod';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import type { Container } from '../containers.ts';
import { callerLimitOf } from '../data/access.ts';
import { counted } from '../labels.ts';
import { secretsOf } from '../security/boundaries.ts';
import type { Sight } from '../sight.ts';
import { alertsOf } from './alerts.ts';

/** A part of this design and what of it stands in code, not in somebody's memory. */
export const describedView = z.strictObject({ part: z.string(), settings: z.string() });
export type DescribedView = z.output<typeof describedView>;

const storedIn = ({ design }: Sight): string[] => {
  const sums = design.analysis.figures.filter(({ id }) => /^(?:stock-)?storage:/u.test(id));
  const total = sums.reduce((sum, { value }) => sum + value, 0);
  return total === 0 ? [] : [`room for ${formatFigure(total, 'bytes')} over the retention, copies included`];
};

const storeSettings = (sight: Sight): string[] => {
  const { rpo } = sight.requirements.quality ?? {};
  return [
    'version, size',
    ...storedIn(sight),
    rpo === undefined
      ? 'how often it is backed up (no quality.rpo says)'
      : rpo.value === 0
        ? 'writes that wait for a copy, since quality.rpo is 0'
        : `a backup or copy at least every ${rpo.text} (quality.rpo)`,
    'the roles below Security',
  ];
};

const gatewaySettings = (sight: Sight): string[] => {
  const limit = callerLimitOf(sight.design);
  return [
    'certificate, routes',
    ...(sight.operations.length === 0 ? [] : [`${counted(sight.operations.length, 'operation')}`]),
    ...(limit === null ? [] : [`${formatGiven(limit.limit, 'count')} requests a minute for one caller`]),
  ];
};

const settingsOf = (sight: Sight, { id, kind, name }: Container): string[] => {
  if (id === 'primary-store.primary-store') return storeSettings(sight);
  if (name === sight.entrance) return gatewaySettings(sight);
  const peak = sight.design.analysis.figures.find(figure => figure.id === 'peak-rate');
  switch (kind) {
    case 'database':
      return /\bstandby\b/iu.test(name)
        ? ['another zone or site than its primary', 'the same version']
        : ['version, size, backup'];
    case 'queue':
    case 'stream':
      return ['attempts, dead letters, how long messages are kept', 'the alert on the oldest one'];
    case 'cache':
      return ['bound of memory', 'longest age of an entry'];
    case 'gateway':
      return ['which routes it answers itself, which it passes on'];
    case 'object-store':
      return ['place, how long things are kept, who can delete'];
    case 'worker':
      return [
        name === 'Delivery pipeline' || name === 'Rollout controller'
          ? 'its limits, as in the table of releases'
          : 'how many run, when each is restarted',
      ];
    default:
      return [
        'version, copies, health check, limit of memory',
        ...(peak === undefined || !/^(?:decomposition\.|application)/u.test(id)
          ? []
          : [`together enough for ${formatFigure(peak.value, peak.unit)}`]),
      ];
  }
};

/** Parts with the same settings share a row. */
const together = (rows: readonly DescribedView[]): DescribedView[] =>
  [...new Set(rows.map(({ settings }) => settings))].map(settings => ({
    part: rows
      .filter(one => one.settings === settings)
      .map(({ part }) => part)
      .join(', '),
    settings,
  }));

/** What the infrastructure code holds for this design, by its parts. Pure. */
export const describedOf = (sight: Sight): readonly DescribedView[] => {
  const secrets = secretsOf(sight).length;
  const alerts = alertsOf(sight.requirements).length;
  const region = sight.requirements.constraints.find(({ forbids }) => forbids?.includes('non-eu'));
  return [
    ...together(sight.parts.map(part => ({ part: part.name, settings: settingsOf(sight, part).join('; ') }))),
    ...(secrets === 0
      ? []
      : [{ part: 'Secrets', settings: `the names of the ${secrets} under Security, never their values` }]),
    ...(alerts === 0
      ? []
      : [
          {
            part: 'Alerts',
            settings: `the ${alerts} on the error budget and each row of the runbook, with its address`,
          },
        ]),
    ...(region === undefined
      ? []
      : [{ part: 'Region', settings: `one value for all of them (${region.id})` }]),
  ];
};
