import type { Entity, Requirements } from '../model/requirements.ts';
import { ownersOf } from './owners.ts';

/** Who hears of changes, as the file's flows of kind event or stream say it. */
export type Subscription = {
  readonly to: string;
  /** Whether the receiver is a part of the system: an owner, an entity. */
  readonly inside: boolean;
  readonly from: string;
  /** Entities whose events the flow can carry. */
  readonly entities: readonly Entity[];
  /** False where the flow starts at more than one entity and does not say whose events it carries. */
  readonly exact: boolean;
  readonly rate: string | null;
  readonly within: string | null;
};

/** Flows one way each: a two-way flow is two. */
const directed = ({ flows }: Requirements): Requirements['flows'] =>
  flows.flatMap(flow =>
    flow.direction === 'two-way' ? [flow, { ...flow, from: flow.to, to: flow.from }] : [flow],
  );

const insideNames = (requirements: Requirements): ReadonlySet<string> =>
  new Set([requirements.system, ...ownersOf(requirements), ...requirements.entities.map(({ name }) => name)]);

/** Entities behind one end of a flow: one of that name, all of that owner, all of the system. */
export const entitiesBehind = ({ entities, system }: Requirements, end: string): readonly Entity[] => {
  const owned = entities.filter(({ owner }) => owner === end);
  if (owned.length > 0) return owned;
  if (end === system) return entities;
  return entities.filter(({ name }) => name === end);
};

const carries = (kind: string | undefined): boolean => kind === 'event' || kind === 'stream';

/** Flows that carry events out of the system's parts. Pure. */
export const subscriptionsOf = (requirements: Requirements): readonly Subscription[] => {
  const inside = insideNames(requirements);
  return directed(requirements).flatMap(({ from, to, kind, rate, delay }) => {
    if (!carries(kind) || from === to || !inside.has(from) || to === requirements.system) return [];
    const entities = entitiesBehind(requirements, from).filter(({ commands }) => commands.length > 0);
    return [
      {
        to,
        inside: inside.has(to),
        from,
        entities,
        exact: entities.length === 1,
        rate: rate?.text ?? null,
        within: delay?.text ?? null,
      },
    ];
  });
};

/** Flows that bring events in from outside. Pure. */
export const inboundOf = (requirements: Requirements): Requirements['flows'] => {
  const inside = insideNames(requirements);
  return directed(requirements).filter(
    ({ from, to, kind }) => carries(kind) && !inside.has(from) && inside.has(to),
  );
};

/** Flows that read. Pure. */
export const readersOf = (requirements: Requirements): Requirements['flows'] => {
  const inside = insideNames(requirements);
  return requirements.flows.filter(({ to, kind }) => kind === 'query' && inside.has(to));
};
