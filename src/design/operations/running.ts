import { z } from 'zod';
import type { Design } from '../../stages/design.ts';
import { counted, listed } from '../labels.ts';
import { ownersOf } from '../owners.ts';
import { questionFor } from '../question-text.ts';
import { type Sight, shortly, sightOf } from '../sight.ts';
import { subscriptionsOf } from '../subscriptions.ts';
import { alertsOf, alertView, budgetNotesOf } from './alerts.ts';
import { describedOf, describedView } from './described.ts';
import { missingObjectives, objectivesOf, objectiveView } from './objectives.ts';
import { migrationOf, migrationView, releaseOf, releaseView } from './release.ts';
import { runbookOf, runbookView } from './runbook.ts';

/** What the template `design-operations` can name. */
export const operationsView = z.strictObject({
  objectives: z.array(objectiveView),
  /** What is asked where objectives are missing; empty where none is. */
  objectives_gap: z.string(),
  budget: z.array(z.string()),
  alerts: z.array(alertView),
  alerts_formula: z.string(),
  traces: z.array(z.string()),
  runbook: z.array(runbookView),
  woken: z.string(),
  release: releaseView,
  /** Null where no entity has fields, or no store is chosen. */
  migration: migrationView.nullable(),
  migration_gap: z.string(),
  described: z.array(describedView),
  questions: z.array(z.string()),
});
export type OperationsView = z.output<typeof operationsView>;

const objectivesGap = ({ requirements }: Sight): string => {
  const missing = missingObjectives(requirements);
  return missing.length === 0
    ? ''
    : `The file does not give ${listed([...missing])}${missing.includes('quality.availability') ? ', so no alert on an error budget is computed' : ''}. ${missing.map(path => questionFor(path)).join(' ')}`;
};

/** Ways on which one request is followed beyond its answer. */
const tracesOf = ({ requirements, entrance }: Sight): string[] => {
  const heard = subscriptionsOf(requirements).filter(({ from, to }) => from !== to);
  const senders = [...new Set(heard.map(({ from }) => from))];
  return senders.map(from => {
    const to = [...new Set(heard.filter(one => one.from === from).map(one => one.to))];
    const outside = to.filter(name => heard.every(one => one.to !== name || !one.inside));
    return `One trace id goes from ${entrance} with the event of ${from} to ${listed(to)}${outside.length === 0 ? '' : `; towards ${listed(outside)} it ends in the log of the last call`}.`;
  });
};

const wokenText = ({ requirements }: Sight): string => {
  const { team } = requirements;
  const owners = ownersOf(requirements);
  const teams = team?.teams?.value;
  const somebody = team?.size === undefined ? 'Somebody' : `One of ${team.size.text} people`;
  const hears = {
    '24x7': `${somebody} is on call day and night (team.on_call: 24x7).`,
    'business-hours': `Pages are answered in office hours alone (team.on_call: business-hours); what fires at night waits.`,
    none: `Nobody is on call (team.on_call: none): an alert is a message that is read when somebody looks.`,
  } as const;
  const who = team?.on_call === undefined ? questionFor('team.on_call') : hears[team.on_call];
  const whose =
    teams === undefined || teams < 2 || owners.length === 0
      ? ''
      : owners.length === teams
        ? ` ${counted(teams, 'team')} and ${owners.length} owners of data (${listed(owners)}): the alerts of each go to its own team.`
        : ` ${counted(teams, 'team')} share ${counted(owners.length, 'owner')} of data (${listed(owners)}): which team hears for which?`;
  return `${who}${whose}`;
};

const questionsOf = (sight: Sight): string[] => {
  const { requirements } = sight;
  const silent = requirements.flows.filter(
    ({ kind, delay }) => (kind === 'event' || kind === 'stream') && delay === undefined,
  );
  const unmeasured = requirements.functional.filter(
    ({ priority, fit_criterion }) => priority === 'must' && fit_criterion === undefined,
  );
  return [
    ...(silent.length === 0
      ? []
      : [
          `How late may ${listed(silent.map(({ from, to }) => `${from} → ${to}`))} be? Without it no alert tells late from slow.`,
        ]),
    ...(unmeasured.length === 0 || requirements.functional.length < 2
      ? []
      : [
          `By which number would it show in operation that ${shortly(unmeasured.map(({ id }) => id))} no longer ${unmeasured.length === 1 ? 'holds' : 'hold'}? ${unmeasured.length === 1 ? 'It has' : 'They have'} no fit criterion.`,
        ]),
    ...(requirements.entities.length > 0
      ? ['How long are logs and traces kept, and what may that cost a month?']
      : []),
  ];
};

/** The operations section: what is measured, who is woken, how a release goes out and comes back. Pure. */
export const operationsOf = (design: Design): OperationsView => {
  const sight = sightOf(design);
  const { requirements } = sight;
  const alerts = alertsOf(requirements);
  return {
    objectives: [...objectivesOf(sight)],
    objectives_gap: objectivesGap(sight),
    budget: [...budgetNotesOf(requirements)],
    alerts: [...alerts],
    alerts_formula:
      alerts.length === 0
        ? ''
        : 'Failing share = burn rate · (1 − objective); budget gone = burn rate · long window / 30 d; an alert fires while both windows are above the share. Failing requests are those of the average load.',
    traces: tracesOf(sight),
    runbook: [...runbookOf(sight)],
    woken: wokenText(sight),
    release: releaseOf(sight),
    migration: migrationOf(sight),
    migration_gap:
      requirements.entities.length === 0 || migrationOf(sight) !== null
        ? ''
        : 'How a table changes without a stop cannot be shown on an example: no entity has fields, or no store is chosen.',
    described: [...describedOf(sight)],
    questions: questionsOf(sight),
  };
};
