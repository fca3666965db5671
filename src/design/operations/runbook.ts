import { z } from 'zod';
import type { Requirements } from '../../model/requirements.ts';
import { alertErrorShare, burnRateAlerts } from '../../weighing/availability.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import type { Container } from '../containers.ts';
import { listed } from '../labels.ts';
import { mentions } from '../lookups.ts';
import { crossingsOf } from '../security/boundaries.ts';
import { chosenOf, type Sight, sentence } from '../sight.ts';
import { storeOf } from '../store.ts';

/** What wakes or tells somebody, and what that person does first. */
export const runbookView = z.strictObject({
  alert: z.string(),
  fires: z.string(),
  check: z.string(),
  action: z.string(),
});
export type RunbookView = z.output<typeof runbookView>;

type External = Requirements['external_systems'][number];

/** Fewer calls than this in five minutes, and a share of them says nothing: ours, an assumption. */
const fewCalls = 10;

/** The rate of all that passes to and from a dependency, a second; null where a flow does not give it. */
const rateWith = (sight: Sight, name: string): number | null => {
  const rates = crossingsOf(sight)
    .filter(({ outside }) => outside === name)
    .map(({ rate }) => rate?.value);
  return rates.length === 0 || rates.includes(undefined)
    ? null
    : rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0);
};

/** A dependency is measured by its own promise, else by the system's; where little passes, by silence. */
const firesFor = (sight: Sight, { name, availability }: External): string => {
  const { requirements } = sight;
  const rate = rateWith(sight, name);
  if (rate !== null && rate > 0 && rate * 300 < fewCalls)
    return `nothing has passed for ${formatFigure(2 / rate, 's')}, twice the usual gap, or two in a row fail`;
  const objective = availability ?? requirements.quality?.availability;
  const [fastest] = burnRateAlerts;
  const share =
    objective === undefined || fastest === undefined ? null : alertErrorShare(fastest, objective.value);
  return share === null || fastest === undefined
    ? `calls to ${name} fail; from which share on is open, since neither it nor the system has an objective`
    : `over ${formatGiven(Number(share.toPrecision(4)), 'share')} of calls fail for 5 min (${fastest.burnRate} · (1 − ${formatGiven(objective?.value ?? 0, 'availability')}), ${availability === undefined ? 'the system’s objective' : 'its own promise'})`;
};

const queueOf = ({ parts }: Sight): string | undefined =>
  parts.find(({ kind, id }) => ['queue', 'stream'].includes(kind) && id.startsWith('resilience.'))?.name;

const wayOut = (sight: Sight, { name, criticality }: External): string => {
  const scenario = sight.requirements.quality_scenarios.find(one =>
    mentions(`${one.source ?? ''} ${one.stimulus}`, name),
  );
  if (scenario !== undefined) return `Bring about what ${scenario.id} asks for: ${scenario.response}`;
  const delay = crossingsOf(sight).find(one => one.outside === name && one.delay !== undefined)?.delay;
  const queue = queueOf(sight);
  const chosen = chosenOf(sight.design, 'resilience');
  if (criticality === 'soft')
    return delay === undefined
      ? 'Go on without it, and say so where users would miss it.'
      : `Let what is for it wait, up to ${delay.text}; then it is late, and users are told where they would miss it.`;
  switch (chosen?.id) {
    case 'queue-decoupling':
      return `Leave commands in ${queue ?? 'the queue'}: no purge, no restart of senders; say how long the oldest has waited.`;
    case 'circuit-breaker':
      return 'See that the breaker is open and answers carry their age; open it by hand if not.';
    case 'fail-fast':
      return 'See that calls end at their timeout; if not, refuse the functions that need it, with the message written for that.';
    default:
      return `Refuse the functions that need ${name} with a message; what they answer meanwhile is not decided.`;
  }
};

const externalRows = (sight: Sight): RunbookView[] =>
  sight.requirements.external_systems.map(external => {
    const flows = crossingsOf(sight).filter(({ outside }) => outside === external.name);
    const ways = flows.map(({ from, to }) => `${from} → ${to}`);
    return {
      alert: `${external.name} (${external.criticality ?? 'criticality not said'})`,
      fires: firesFor(sight, external),
      check:
        ways.length === 0
          ? `Its status page, then the last answered call of ${sight.requirements.system}.`
          : `Which of ${listed(ways)} fails${flows.some(({ direction }) => direction === 'two-way') ? ', and in which direction' : ''}: its status page, then the last call that went through.`,
      action: wayOut(sight, external),
    };
  });

const oldestFor = (sight: Sight): string => {
  const delays = sight.requirements.flows.flatMap(({ delay, kind }) =>
    delay === undefined || kind === 'file' ? [] : [delay],
  );
  const [shortest] = delays.toSorted((a, b) => a.value - b.value);
  return shortest === undefined
    ? 'the oldest message is older than flows tolerate, which the file does not say'
    : `the oldest message is older than ${shortest.text}, the shortest delay of the flows`;
};

const connectionsOf = ({ design }: Sight): string => {
  // SQLite is opened by the application itself.
  if (storeOf(design).dialect === 'sqlite') return '';
  const figure = design.analysis.figures.find(({ id }) => id === 'database-connections');
  return figure === undefined
    ? ''
    : `, or more than ${formatGiven(figure.value, 'connections')} are open (Capacity)`;
};

/** First action at the primary store, by what the chosen option brings to take over or to restore from. */
const storeRow = (sight: Sight, part: Container): RunbookView => {
  const standby = sight.parts.find(({ name }) => /\bstandby\b/iu.test(name));
  const copy = sight.parts.find(({ name }) => /\bcopied log\b/iu.test(name));
  const { rpo, rto } = sight.requirements.quality ?? {};
  const lag =
    rpo === undefined
      ? ''
      : `${rpo.value === 0 ? 'any loss is forbidden' : `at most ${rpo.text} may be lost`} (quality.rpo)`;
  const within = rto === undefined ? '' : ` Within ${rto.text} (quality.rto).`;
  const other = standby ?? copy;
  return {
    alert: `${part.name}${part.technology === '' ? '' : ` (${part.technology})`}`,
    fires: `writes fail for 1 min${other === undefined ? '' : `, ${other.name} falls behind${rpo === undefined || rpo.value === 0 ? '' : ` by ${rpo.text}`}`}${connectionsOf(sight)}`,
    check:
      other === undefined
        ? 'Does it answer, is its disk full, how old is the newest backup?'
        : `Does it answer, is its disk full, how far behind is ${other.name}?${lag === '' ? '' : ` ${sentence(lag)}`}`,
    action:
      standby !== undefined
        ? `If it does not come back at once, promote ${standby.name} and keep the old one from starting as a second primary.${within}`
        : copy !== undefined
          ? `Start a new server, restore the file from ${copy.name}, run the integrity check, then send requests there.${within}`
          : `Restore the newest backup beside it and compare before switching; what takes over is not decided.${within}`,
  };
};

const partRow = (sight: Sight, part: Container): RunbookView[] => {
  const { name, id, kind } = part;
  if (id === 'primary-store.primary-store') return [storeRow(sight, part)];
  switch (kind) {
    case 'queue':
    case 'stream':
      return [
        {
          alert: name,
          fires: `${oldestFor(sight)}, or anything lies in its dead-letter queue`,
          check:
            'Do receivers run and fail, or do they not run? What do the newest dead letters have in common?',
          action:
            'Start or add receivers; set aside what fails always; send it again after the fix, since each message is recognised by its id.',
        },
      ];
    case 'cache':
      return [
        {
          alert: name,
          fires: 'its hits halve within 5 min (start value), or it does not answer',
          check: `Is ${sight.store} near its limit already?`,
          action: `Let few requests a key through to ${sight.store}; warm the hottest keys before all traffic comes back.`,
        },
      ];
    case 'worker':
      return /\b(?:relay|capture|projector|filling)\b/iu.test(name)
        ? [
            {
              alert: name,
              fires: oldestFor(sight).replace('message', 'row that waits for it'),
              check: 'Which row does it stop at, and does it stop there again after a restart?',
              action: 'Set that row aside with its id, let the rest go on, send it once the cause is known.',
            },
          ]
        : [];
    case 'service':
      return id.startsWith('authentication.')
        ? [
            {
              alert: name,
              fires: 'sign-ins or token checks fail for 1 min (start value)',
              check: 'Do its signing keys still answer from the cache of the parts, does its store?',
              action:
                'Keep existing sessions valid as long as their tokens are; restart one instance, then the other; never skip the check.',
            },
          ]
        : [];
    default:
      return [];
  }
};

/** Parts at which the same is done share a row. */
const together = (rows: readonly RunbookView[]): RunbookView[] => {
  const keyOf = ({ fires, check, action }: RunbookView): string => JSON.stringify([fires, check, action]);
  return rows
    .filter((row, index) => rows.findIndex(other => keyOf(other) === keyOf(row)) === index)
    .map(row => ({
      ...row,
      alert: rows
        .filter(other => keyOf(other) === keyOf(row))
        .map(({ alert }) => alert)
        .join(', '),
    }));
};

/** First check and first action for each dependency and each part that holds or moves state. Pure. */
export const runbookOf = (sight: Sight): readonly RunbookView[] => [
  ...externalRows(sight),
  ...together(sight.parts.flatMap(part => partRow(sight, part))),
];
