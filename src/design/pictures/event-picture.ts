import type { EventsPicture } from '../../model/diagram-views.ts';
import type { Entity, Requirements } from '../../model/requirements.ts';
import { subscriptionsOf } from '../subscriptions.ts';

/** More boxes of events than this and one owner's share one. */
const mostBoxes = 8;
/** More lines than this stand in the table of the document alone. */
const mostEvents = 8;

/** Entities without an owner emit under their own name. */
const emitterOf = ({ owner, name }: Entity): string => owner ?? name;

const namesOf = (entities: readonly Entity[]): readonly string[] => [
  ...new Set(entities.flatMap(({ commands }) => commands.map(({ event }) => event))),
];

const shortened = (events: readonly string[]): readonly string[] =>
  events.length <= mostEvents
    ? events
    : [...events.slice(0, mostEvents - 1), `${events.length - mostEvents + 1} more events`];

/** What stands in one box: an entity, or the entities of one owner where they are many. */
const groupsOf = (entities: readonly Entity[]): readonly (readonly Entity[])[] => {
  if (entities.length <= mostBoxes) return entities.map(entity => [entity]);
  const emitters = [...new Set(entities.map(emitterOf))];
  return emitters.map(emitter => entities.filter(entity => emitterOf(entity) === emitter));
};

/** Who emits which events to whom, as commands and flows say it; null where the file names no command. Pure. */
export const eventsPictureOf = (requirements: Requirements): EventsPicture | null => {
  const groups = groupsOf(requirements.entities.filter(({ commands }) => commands.length > 0));
  if (groups.length === 0) return null;
  const emitters = [...new Set(groups.flatMap(group => group.map(emitterOf)))];
  const subscriptions = subscriptionsOf(requirements).filter(({ entities }) => entities.length > 0);
  const subscribers = [...new Map(subscriptions.map(({ to, inside }) => [to, inside]))];
  return {
    emitters: emitters.map((name, place) => ({ id: `o${place}`, name })),
    events: groups.map((group, place) => ({
      id: `v${place}`,
      emitter: `o${emitters.indexOf(group.map(emitterOf)[0] ?? '')}`,
      name: group.map(({ name }) => name).join(', '),
      events: shortened(namesOf(group)),
    })),
    subscribers: subscribers.map(([name, inside], place) => ({ id: `s${place}`, name, inside })),
    hearings: groups.flatMap((group, place) =>
      subscribers.flatMap(([name], at) => {
        const heard = subscriptions.filter(
          one => one.to === name && group.some(entity => one.entities.includes(entity)),
        );
        if (heard.length === 0) return [];
        const labels = heard.flatMap(({ rate, within, exact }) => [
          ...(rate === null ? [] : [rate]),
          ...(within === null ? [] : [`within ${within}`]),
          ...(exact ? [] : ['which of them?']),
        ]);
        return [{ from: `v${place}`, to: `s${at}`, labels: [...new Set(labels)] }];
      }),
    ),
  };
};
