import { z } from 'zod';
import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { secondsPerDay } from '../weighing/capacity.ts';
import { formatGiven } from '../weighing/format-figure.ts';
import { counted, listed } from './labels.ts';
import { type EventLog, eventLogOf, storeOf } from './store.ts';
import { entitiesBehind, inboundOf, readersOf, type Subscription, subscriptionsOf } from './subscriptions.ts';

/** What the template `design-events` can name. */
export const eventsView = z.strictObject({
  /** Why there is no table; empty where there is one. */
  gap: z.string(),
  /** How an event is recorded, and what follows. */
  recording: z.string(),
  /** How many there will be at least; empty where the file gives no rates. */
  volume: z.string(),
  rows: z.array(
    z.strictObject({
      command: z.string(),
      aggregate: z.string(),
      event: z.string(),
      recorded: z.string(),
      subscribers: z.string(),
    }),
  ),
  subscribers: z.array(
    z.strictObject({
      name: z.string(),
      from: z.string(),
      events: z.string(),
      rate: z.string(),
      within: z.string(),
      duplicates: z.string(),
    }),
  ),
  inbound: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      rate: z.string(),
      within: z.string(),
      duplicates: z.string(),
    }),
  ),
  projections: z.array(
    z.strictObject({ reader: z.string(), reads: z.string(), rate: z.string(), fed_by: z.string() }),
  ),
  assumptions: z.array(z.string()),
  questions: z.array(z.string()),
});
export type EventsView = z.output<typeof eventsView>;

const unsaid = 'not said';

const eventsOf = ({ entities }: Pick<Subscription, 'entities'>): string[] => [
  ...new Set(entities.flatMap(({ commands }) => commands.map(({ event }) => event))),
];

const recordedBy: Readonly<Record<Exclude<EventLog, null>, string>> = {
  outbox: 'outbox row, same transaction',
  'change-data-capture': 'change in the database log',
  'event-sourcing': 'appended to the event store',
  'log-first': 'appended to the log, before the store',
  'in-process': 'handler in the same process',
};

/** The channel that messaging chose, where it is more than the outbox itself. */
const channelOf = ({ decided }: Design): string => {
  const chosen = decided.find(({ decision }) => decision.id === 'messaging')?.chosen;
  return chosen === null || chosen === undefined || ['outbox', 'direct-calls'].includes(chosen.id)
    ? ''
    : ` through ${chosen.name}`;
};

const recordingOf = (design: Design, log: EventLog, subscriptions: readonly Subscription[]): string => {
  const store = storeOf(design).name ?? 'the store';
  const outside = [...new Set(subscriptions.map(({ to }) => to))];
  switch (log) {
    case 'outbox':
      return outside.length === 0
        ? `A command writes its event into the outbox in the transaction that changes its table in ${store}. The file names nobody who waits for one, so that nothing reads the outbox yet.`
        : `A command writes its event into the outbox in the transaction that changes its table in ${store}; a relay passes it on to ${listed(outside)}${channelOf(design)}, at least once and in the order of one aggregate.`;
    case 'change-data-capture':
      return `Events are read from the database log of ${store}: rows that changed, which a translation has to name as in the table below.`;
    case 'event-sourcing':
      return `The events below are the record itself; the tables of ${store} are projections of them.`;
    case 'log-first':
      return `An event is taken in once the log${channelOf(design)} holds it on several machines; ${store} and everybody else follow the log, and apply what comes twice once.`;
    case 'in-process':
      return outside.length === 0
        ? 'Events stay within the process: the file names nobody outside who waits for one.'
        : `Events stay within the process, yet ${listed(outside)} ${outside.length === 1 ? 'waits' : 'wait'} for them: what is published after the commit is lost if the process stops in between.`;
    default:
      return 'No decision says how an event is recorded; the table shows what has to be.';
  }
};

const subscriberText = ({ to, within, exact }: Subscription): string =>
  `${to}${within === null ? '' : ` (within ${within})`}${exact ? '' : '?'}`;

const rowsOf = (
  { entities }: Requirements,
  log: EventLog,
  subscriptions: readonly Subscription[],
): EventsView['rows'] =>
  entities.flatMap(entity =>
    entity.commands.map(({ name, event }) => {
      const heard = subscriptions.filter(one => one.entities.includes(entity));
      return {
        command: name,
        aggregate: entity.name,
        event,
        recorded: log === null ? 'undecided' : recordedBy[log],
        subscribers: heard.length === 0 ? 'none yet' : [...new Set(heard.map(subscriberText))].join(', '),
      };
    }),
  );

const eventId = (log: EventLog): string => (log === 'outbox' ? "the outbox row's id" : "the event's id");

const duplicatesOf = ({ to, inside }: Subscription, log: EventLog): string =>
  inside
    ? `${to} stores ${eventId(log)} together with its own change and skips one that it has`
    : `${eventId(log)} goes along; whether ${to} drops a second one is open`;

const subscriberRows = (subscriptions: readonly Subscription[], log: EventLog): EventsView['subscribers'] =>
  subscriptions.map(one => ({
    name: one.to,
    from: one.from,
    events: eventsOf(one).join(', ') || 'no command is named there',
    rate: one.rate ?? unsaid,
    within: one.within ?? unsaid,
    duplicates: duplicatesOf(one, log),
  }));

/** A read that may lag is one that a projection can answer. */
const projectionRows = (requirements: Requirements): EventsView['projections'] => {
  const delay = requirements.quality?.update_delay;
  if (delay === undefined) return [];
  return readersOf(requirements).flatMap(({ from, to, rate }) => {
    const entities = entitiesBehind(requirements, to).filter(({ commands }) => commands.length > 0);
    if (entities.length === 0) return [];
    return [
      {
        reader: from,
        reads: `${listed(entities.map(({ name }) => name))}, at most ${delay.text} old`,
        rate: rate?.text ?? unsaid,
        fed_by: eventsOf({ entities }).join(', '),
      },
    ];
  });
};

/** One event at least for each new instance, where the file gives their rate. */
const volumeOf = ({ entities }: Requirements): string => {
  const counted = entities.filter(
    ({ count, commands }) => count?.dimension === 'rate' && commands.length > 0,
  );
  const total = counted.reduce((sum, { count }) => sum + (count?.value ?? 0) * secondsPerDay, 0);
  return total === 0
    ? ''
    : `At least ${formatGiven(total, 'count')} events a day: one for each new ${listed(counted.map(({ name }) => name))}. Later changes of the same ones come on top.`;
};

const sharedNames = ({ entities }: Requirements): string[] => {
  const owners = new Map<string, string[]>();
  for (const { name, commands } of entities)
    for (const { event } of commands) owners.set(event, [...(owners.get(event) ?? []), name]);
  return [...owners]
    .filter(([, names]) => new Set(names).size > 1)
    .map(
      ([event, names]) =>
        `${event} follows from commands of ${listed([...new Set(names)])}: one event or two?`,
    );
};

const questionsOf = (
  requirements: Requirements,
  log: EventLog,
  subscriptions: readonly Subscription[],
): string[] => {
  const heard = new Set(subscriptions.flatMap(({ entities }) => entities.map(({ name }) => name)));
  const silent = requirements.entities.filter(
    ({ name, commands }) => commands.length > 0 && !heard.has(name),
  );
  const still = requirements.entities.filter(({ commands }) => commands.length === 0);
  const vague = subscriptions.filter(({ entities, exact }) => !exact && entities.length > 1);
  const outside = subscriptions.filter(({ inside }) => !inside);
  return [
    ...vague.map(
      one =>
        `Which of its ${counted(eventsOf(one).length, 'event')} does the flow from ${one.from} to ${one.to} carry? Until that is said, ${one.to} stands with a question mark behind each.`,
    ),
    ...(silent.length === 0
      ? []
      : [`Who waits for events of ${listed(silent.map(({ name }) => name))}? The flows name nobody.`]),
    ...(still.length === 0
      ? []
      : [
          `What changes ${listed(still.map(({ name }) => name))}? The file gives no command, so there is no event.`,
        ]),
    ...sharedNames(requirements),
    ...(log === 'in-process' && outside.length > 0
      ? [`Is a lost event acceptable to ${listed([...new Set(outside.map(({ to }) => to))])}?`]
      : []),
  ];
};

/** From commands to those who hear of them. Pure. */
export const eventsOfDesign = (design: Design): EventsView => {
  const { requirements } = design.analysis;
  const log = eventLogOf(design);
  const commands = requirements.entities.some(one => one.commands.length > 0);
  const subscriptions = subscriptionsOf(requirements);
  const inbound = inboundOf(requirements).map(({ from, to, rate, delay }) => ({
    from,
    to,
    rate: rate?.text ?? unsaid,
    within: delay?.text ?? unsaid,
    duplicates: `does ${from} send an id or a number with each, by which ${to} can tell a repeated one?`,
  }));
  if (!commands)
    return {
      gap: `The requirements name no command that changes anything, so no domain event follows. The question for it: what happens in ${requirements.system} that somebody else has to know of, and which command causes it?`,
      recording: '',
      volume: '',
      rows: [],
      subscribers: [],
      inbound,
      projections: [],
      assumptions: [],
      questions: [],
    };
  return {
    gap: '',
    recording: recordingOf(design, log, subscriptions),
    volume: volumeOf(requirements),
    rows: rowsOf(requirements, log, subscriptions),
    subscribers: subscriberRows(subscriptions, log),
    inbound,
    projections: projectionRows(requirements),
    assumptions: [],
    questions: questionsOf(requirements, log, subscriptions),
  };
};
