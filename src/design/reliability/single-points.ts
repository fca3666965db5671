import type { Requirements } from '../../model/requirements.ts';
import { listed } from '../labels.ts';
import { downText } from './down-time.ts';

type Existing = NonNullable<Requirements['existing']>;
type Component = NonNullable<Existing['components']>[number];
type Connection = NonNullable<Existing['connections']>[number];

/** A component of the existing system without which others stop or are cut off from each other. */
export type SinglePoint = {
  readonly part: string;
  /** Copies and where they run. */
  readonly copies: string;
  /** What is stated of one copy, and what follows. */
  readonly availability: string;
  readonly takes: string;
};

const copiesOf = ({ replicas }: Component): number => replicas?.value ?? 1;

const neighboursOf = (connections: readonly Connection[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const neighbours = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    const known = neighbours.get(from) ?? new Set();
    neighbours.set(from, known.add(to));
  };
  for (const { from, to } of connections) {
    link(from, to);
    link(to, from);
  }
  return neighbours;
};

/** Everything that a walk from `start` reaches, the start included. */
const reached = (
  start: string,
  next: (name: string) => Iterable<string>,
  without?: string,
): ReadonlySet<string> => {
  const seen = new Set([start]);
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const one of next(name)) {
      if (one === without || seen.has(one)) continue;
      seen.add(one);
      open.push(one);
    }
  }
  return seen;
};

/** The groups into which the rest falls without a component: two or more where it is a cut vertex. */
export const groupsWithout = (name: string, connections: readonly Connection[]): readonly string[][] => {
  const neighbours = neighboursOf(connections);
  const next = (of: string) => neighbours.get(of) ?? [];
  const groups: string[][] = [];
  for (const start of next(name)) {
    if (start === name || groups.some(group => group.includes(start))) continue;
    groups.push([...reached(start, next, name)]);
  }
  return groups;
};

/** Components that wait for this one, directly or through others; a connection of no stated kind waits. */
const waitingFor = (name: string, connections: readonly Connection[]): string[] => {
  const callers = (of: string) =>
    connections.filter(({ to, kind }) => to === of && kind !== 'async').map(({ from }) => from);
  return [...reached(name, callers)].filter(one => one !== name);
};

const apartText = (groups: readonly string[][]): string => {
  const names = groups.map(group => (group.length === 1 ? listed(group) : `(${listed(group)})`));
  return groups.length === 2
    ? `cuts ${groups.map(listed).join(' off from ')}`
    : `cuts ${listed(names)} off from each other`;
};

const takenBy = (name: string, connections: readonly Connection[]): string => {
  const waiting = waitingFor(name, connections);
  const groups = groupsWithout(name, connections);
  return [
    ...(waiting.length === 0
      ? []
      : [
          `${listed(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for it and ${waiting.length === 1 ? 'stops' : 'stop'}`,
        ]),
    ...(groups.length < 2 ? [] : [apartText(groups)]),
  ].join('; ');
};

const copiesText = (component: Component): string => {
  const { replicas, zone } = component;
  const copies = copiesOf(component);
  const many = `${replicas?.text ?? '1'} ${copies === 1 ? 'copy' : 'copies'}${replicas === undefined ? ' (assumed)' : ''}`;
  if (zone === undefined) return `${many}, zone not said`;
  return copies === 1 ? `${many}, ${zone}` : `${many}, all in ${zone}`;
};

/** Copies that share a zone fail with it, so that their availabilities do not compose. */
const availabilityText = (component: Component): string => {
  const { availability, zone } = component;
  if (availability === undefined) return 'not said';
  return copiesOf(component) === 1
    ? `${availability.text}, ${downText(availability.value)} of failure in 30 days`
    : `${availability.text} each, together no more than ${zone} has`;
};

/** One copy alone, or several that share a zone. */
const standsAlone = (component: Component): boolean =>
  copiesOf(component) === 1 || component.zone !== undefined;

/** Components that run once or in one zone, and whose loss stops others or cuts them off. Pure. */
export const singlePointsOf = ({ existing }: Requirements): readonly SinglePoint[] =>
  (existing?.components ?? []).filter(standsAlone).flatMap(component => {
    const takes = takenBy(component.id, existing?.connections ?? []);
    return takes === ''
      ? []
      : [
          {
            part: component.id,
            copies: copiesText(component),
            availability: availabilityText(component),
            takes,
          },
        ];
  });

/** Components of one zone, and others that wait for them: what the loss of the zone stops. */
export const zonesOf = ({ existing }: Requirements): readonly string[] => {
  const components = existing?.components ?? [];
  const zones = [...new Set(components.flatMap(({ zone }) => zone ?? []))];
  return zones.flatMap(zone => {
    const inside = components.filter(one => one.zone === zone).map(({ id }) => id);
    const waiting = [...new Set(inside.flatMap(id => waitingFor(id, existing?.connections ?? [])))].filter(
      id => !inside.includes(id),
    );
    if (inside.length + waiting.length < 2) return [];
    const stops = inside.length === components.length ? 'everything that runs today' : listed(inside);
    return `The loss of ${zone} stops ${stops}${waiting.length === 0 ? '' : `, and with it ${listed(waiting)}`}.`;
  });
};
