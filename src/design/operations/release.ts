import { z } from 'zod';
import type { Requirements } from '../../model/requirements.ts';
import { errorBudgetSeconds } from '../../weighing/availability.ts';
import { secondsPerDay } from '../../weighing/capacity.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import type { Column, Table } from '../data/tables.ts';
import { wordsOf } from '../labels.ts';
import { mentions } from '../lookups.ts';
import { chosenOf, confirmsOf, isShared, type Sight, sentence } from '../sight.ts';
import { type Dialect, storeOf } from '../store.ts';
import { averageRateOf, fastestShareOf } from './alerts.ts';

/** How a release reaches users, what it goes on by, and what takes it back. */
export const releaseView = z.strictObject({
  way: z.string(),
  steps: z.array(z.strictObject({ step: z.string(), goes_on: z.string(), goes_back: z.string() })),
  tests: z.array(z.string()),
});
export type ReleaseView = z.output<typeof releaseView>;

/** A change of a table that old and new versions of the code can both live with. */
export const migrationView = z.strictObject({
  intro: z.string(),
  steps: z.array(z.string()),
});
export type MigrationView = z.output<typeof migrationView>;

/** The share of traffic that a canary starts with, and failing requests that tell a fault from chance: start values. */
const canaryShare = 0.05;
const tellingFailures = 10;
/** How long a maintenance window lasts: the bound that the catalogue's mitigation gives. */
const windowSeconds = 600;

type Limits = { readonly errors: string; readonly slow: string };

const limitsOf = ({ requirements }: Sight): Limits => {
  const share = fastestShareOf(requirements);
  const slowest = requirements.quality?.latency_p95;
  return {
    errors:
      share === null
        ? 'more requests fail than before the release (no objective gives a number)'
        : `over ${formatGiven(Number(share.toPrecision(4)), 'share')} of requests fail for 5 min, the share of the fastest alert`,
    slow: slowest === undefined ? '' : `, or 95 of 100 take longer than ${slowest.text}`,
  };
};

/** How long a share of the traffic takes to show failures at the limit. */
const timeToTell = ({ requirements }: Sight): string => {
  const share = fastestShareOf(requirements);
  const rate = averageRateOf(requirements);
  if (share === null || rate === null)
    return 'as long as it takes to see failures; neither load nor objective says';
  const seconds = tellingFailures / (share * rate * canaryShare);
  return `${formatFigure(seconds, 's')}: ${tellingFailures} failures / (${formatGiven(Number(share.toPrecision(4)), 'share')} · ${formatFigure(rate, 'requests/s')} · ${formatGiven(canaryShare, 'share')}), the ${tellingFailures} and the ${formatGiven(canaryShare, 'share')} assumed`;
};

type Step = ReleaseView['steps'][number];

const windowBudget = ({ requirements }: Sight): string => {
  const objective = requirements.quality?.availability;
  const budget = objective === undefined ? null : errorBudgetSeconds(objective.value);
  return budget === null || objective === undefined
    ? 'it counts against no objective, since there is none'
    : `${formatGiven(Math.floor(Number(budget.toPrecision(6)) / windowSeconds), 'count')} windows of ${formatGiven(windowSeconds, 's')} (assumed) use up the month's budget of ${objective.text}, unless windows are left out of it`;
};

const stepsOf = (sight: Sight, option: string): Step[] => {
  const { errors, slow } = limitsOf(sight);
  const back = `${errors}${slow}`;
  switch (option) {
    case 'maintenance-window':
      return [
        {
          step: 'Back up, stop, replace, migrate, start',
          goes_on: `the smoke test passes; ${windowBudget(sight)}`,
          goes_back:
            'it fails: the version before is deployed, the backup restored if the schema bars the way',
        },
        { step: 'First hour', goes_on: 'nothing below fires', goes_back: back },
      ];
    case 'rolling-update':
      return [
        {
          step: 'Replace the first copy',
          goes_on: 'its health check answers, then 5 min pass (assumed)',
          goes_back: `health check silent, or ${back}`,
        },
        { step: 'Replace the others, a few at a time', goes_on: 'the same holds for each', goes_back: back },
      ];
    case 'blue-green':
      return [
        {
          step: 'Set up the new side, test it there',
          goes_on: 'its tests pass against the live schema',
          goes_back: 'any fails: nobody has met it',
        },
        {
          step: 'Switch all traffic',
          goes_on: 'an hour passes (assumed)',
          goes_back: `${back}: switch back, the old side still runs`,
        },
      ];
    case 'canary':
      return [
        {
          step: `${formatGiven(canaryShare, 'share')} of the traffic on the new version`,
          goes_on: `no more failures than on the old one after ${timeToTell(sight)}`,
          goes_back: back,
        },
        {
          step: '25 %, then 50 %, then all (assumed)',
          goes_on: 'the same at each',
          goes_back: `${back}: the share goes to zero by itself`,
        },
      ];
    case 'feature-flags':
      return [
        { step: 'Roll out with the flag off', goes_on: 'nothing changes for anybody', goes_back: back },
        {
          step: `Flag on for ${formatGiven(canaryShare, 'share')} of the users, then for all`,
          goes_on: `no more failures than with it off after ${timeToTell(sight)}`,
          goes_back: `${back}: the flag goes off, without a release`,
        },
      ];
    default:
      return [];
  }
};

/** The rollout of the chosen way of delivery, with limits from the objectives. Pure. */
export const releaseOf = (sight: Sight): ReleaseView => {
  const chosen = chosenOf(sight.design, 'delivery');
  if (chosen === null) {
    const { errors, slow } = limitsOf(sight);
    return {
      way: `No decision says how a release reaches users. Whichever way it takes, it is taken back when ${errors}${slow}. The question for it: who may release ${sight.requirements.system}, when, and may users notice?`,
      steps: [],
      tests: confirmsOf(sight.design, 'compute', /roll|deployment/iu),
    };
  }
  return {
    way: `${sentence(chosen.name)} ${sentence(chosen.summary)}`,
    steps: stepsOf(sight, chosen.id),
    tests: chosen.confirm.map(sentence),
  };
};

/** Rows a second that a fill may write beside the live load: a start value, to be measured. */
const fillRate = 1_000;
/** Days beyond which nobody waits for a fill. */
const longestFill = 60;

const rowsOf = ({ entity: { count, retention } }: Table): number | null => {
  if (count === undefined) return null;
  if (count.dimension === 'count') return count.value;
  return retention === undefined ? null : count.value * retention.value;
};

/** The field that is likeliest to change its shape: one of state, else the last that is no key and no reference. */
const changingIn = (table: Table): Column | undefined => {
  const own = table.columns.filter(
    ({ name, origin }) =>
      origin === 'field' &&
      name !== table.key.name &&
      table.foreignKeys.every(({ column }) => column !== name),
  );
  return own.find(({ label }) => isShared(label)) ?? own.at(-1);
};

const thing: Readonly<Record<Dialect, string>> = {
  postgresql: 'column',
  sqlite: 'column',
  cockroachdb: 'column',
  clickhouse: 'column',
  mongodb: 'field',
  dynamodb: 'attribute',
};

/** Whether a requirement forbids to change what is there: then no field of it is filled anew. */
const isFrozen = ({ functional }: Requirements, { entity }: Table): boolean =>
  functional.some(
    ({ text, priority }) =>
      priority !== 'wont' &&
      mentions(text, entity.name) &&
      /\b(?:never|not)\b.*\b(?:change|alter|update|delete|modify)|\b(?:immutable|append-only)\b/iu.test(text),
  );

/** The largest table whose fields the file names and that may change: where a change costs most. */
const exampleTable = ({
  requirements,
  tables,
}: Sight): { readonly table: Table; readonly column: Column } | null => {
  const [first] = tables
    .filter(table => !isFrozen(requirements, table))
    .flatMap(table => {
      const column = changingIn(table);
      return column === undefined ? [] : [{ table, column }];
    })
    .toSorted((a, b) => (rowsOf(b.table) ?? 0) - (rowsOf(a.table) ?? 0));
  return first ?? null;
};

/** Expand, fill, switch, contract on a table of this design; null where no entity has fields. Pure. */
export const migrationOf = (sight: Sight): MigrationView | null => {
  const example = exampleTable(sight);
  const { dialect, name } = storeOf(sight.design);
  if (example === null || name === null) return null;
  const { table, column } = example;
  const what = dialect === null ? 'column' : thing[dialect];
  const next = `${column.name}_new`;
  const rows = rowsOf(table);
  const taking =
    rows === null
      ? 'how many rows there are is not said'
      : `${formatGiven(Math.round(rows), 'count')} rows at ${formatGiven(fillRate, 'count')}/s (assumed) take ${formatFigure(rows / fillRate, 's')}`;
  const days = rows === null ? 0 : rows / fillRate / secondsPerDay;
  const long =
    days > longestFill
      ? `. That is too long: fill only what is still read, and read ${column.name} where ${next} is empty until retention has removed the rest`
      : days > 1
        ? ', so it must survive a release and go on where it stopped'
        : '';
  return {
    intro: `A change of ${column.name} in ${table.name}${rows === null ? '' : ', the largest table that may change and whose fields the file names'}, as an example; each step is a release of its own, and all but the last can be taken back:`,
    steps: [
      `Expand: add the ${what} ${next}, empty; the version before does not see it.`,
      `Write both ${column.name} and ${next} with each ${wordsOf(table.entity.name).join(' ')} that is written, read ${column.name}.`,
      `Fill ${next} of what is there, in batches: ${taking}${long}.`,
      `Read ${next}; compare both for a day. Back: read ${column.name} again.`,
      `Contract: drop ${column.name}, a release later. From here on the way back is a restore.`,
    ],
  };
};
