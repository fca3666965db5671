import { sectionsOf } from '../design/sections.ts';
import { eventLogOf, ownersApart, settledAnswer } from '../design/store.ts';
import { inboundOf, type Subscription, subscriptionsOf } from '../design/subscriptions.ts';
import type { Entity, Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { listed, quoted } from './decisions.ts';
import { type Breach, defect, type Rule, requirement, rule } from './rule.ts';

/** Commands of the file that stand in no row with their event. */
const eventless = (design: Design): Breach<'document'>[] => {
  const { rows } = sectionsOf(design).events;
  return design.analysis.requirements.entities.flatMap(({ name, commands }, index) =>
    commands
      .filter(
        command =>
          !rows.some(
            row => row.aggregate === name && row.command === command.name && row.event === command.event,
          ) || command.event.trim() === '',
      )
      .map(command =>
        defect(
          requirement(`entities[${index}].commands`),
          `The command ${quoted(command.name)} of ${name} stands in the table of events without an event.`,
        ),
      ),
  );
};

/** A line of an order is changed by the commands of the order: the same owner, and a reference to it. */
const belongsToCommanded = ({ owner, references }: Entity, { entities }: Requirements): boolean =>
  entities.some(
    one => one.commands.length > 0 && one.owner === owner && references?.includes(one.name) === true,
  );

/** Entities of which new ones keep coming, though no command of the file makes one. */
const unmade = (requirements: Requirements): readonly Entity[] =>
  requirements.entities.filter(
    one =>
      one.count?.dimension === 'rate' && one.commands.length === 0 && !belongsToCommanded(one, requirements),
  );

const everyChangeHasEvent = rule({
  id: 'EVT-001',
  says: 'Every command has its event, and what keeps coming has a command that makes it.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const entities = unmade(design.analysis.requirements);
    const coming = entities.map(({ name, count }) => `${name} (${count?.text})`);
    return [
      ...eventless(design),
      ...(entities.length === 0
        ? []
        : [
            {
              about: 'system' as const,
              at: requirement('entities'),
              text: `New ones of ${listed(coming)} keep coming, but no command makes them, so no event tells of them.`,
              hint: 'Write under commands what makes one; if another entity of the same owner brings it along, write that one under references.',
            },
          ]),
    ];
  },
});

/** Subscriptions whose receiver runs in another process than the sender. */
const acrossProcesses = (design: Design): readonly Subscription[] =>
  subscriptionsOf(design.analysis.requirements).filter(({ inside }) => !inside || ownersApart(design));

const isAnswered = (design: Design): boolean =>
  design.decided.some(({ decision, chosen }) => decision.id === 'domain-events' && chosen !== null) ||
  settledAnswer(design, 'domain-events') !== undefined;

const publishedSafely = rule({
  id: 'EVT-002',
  says: 'Events that leave the process go through an outbox, change data capture or an event store.',
  levels: { system: 'error' },
  breaches: design => {
    const log = eventLogOf(design);
    const receivers = [...new Set(acrossProcesses(design).map(({ to }) => to))];
    const open = log === null && !isAnswered(design);
    if (receivers.length === 0 || (log !== 'in-process' && !open)) return [];
    return [
      {
        about: 'system',
        at: requirement('flows'),
        text: open
          ? `Events go to ${listed(receivers)} in other processes, and nothing says how they are recorded: what is published beside the transaction can be lost.`
          : `Events go to ${listed(receivers)} in other processes, but are published by handlers in the process: what is not yet sent when it stops is lost.`,
        hint: 'Ask in decisions how events are recorded (id: domain-events), or settle it in decided with an outbox or change data capture.',
      },
    ];
  },
});

const secondDeliveryAnswered = rule({
  id: 'EVT-003',
  says: 'For every receiver of events the document says what happens to one that comes twice.',
  levels: { document: 'warning' },
  breaches: design => {
    const { requirements } = design.analysis;
    const { gap, subscribers, inbound } = sectionsOf(design).events;
    const heard = gap === '' ? subscriptionsOf(requirements) : [];
    const ways = [
      ...heard
        .filter(({ from, to }) =>
          subscribers.every(one => one.name !== to || one.from !== from || one.duplicates.trim() === ''),
        )
        .map(({ from, to }) => `${from} → ${to}`),
      ...inboundOf(requirements)
        .filter(({ from, to }) =>
          inbound.every(one => one.from !== from || one.to !== to || one.duplicates.trim() === ''),
        )
        .map(({ from, to }) => `${from} → ${to}`),
    ];
    return ways.length === 0
      ? []
      : [
          defect(
            requirement('flows'),
            `The document does not say what happens to an event that comes twice on the way ${listed(ways)}.`,
          ),
        ];
  },
});

export const eventRules: readonly Rule[] = [everyChangeHasEvent, publishedSafely, secondDeliveryAnswered];
