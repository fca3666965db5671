import type { SystemContextView } from '../model/diagram.ts';
import type { Requirements } from '../model/requirements.ts';
import { ownersOf } from './owners.ts';

const peopleOf = ({ stakeholders }: Requirements) =>
  stakeholders.map(({ role, concerns }) => ({
    name: role,
    ...(concerns === undefined || concerns.length === 0 ? {} : { concerns: concerns.join('; ') }),
  }));

const externalsOf = (requirements: Requirements) => {
  const { external_systems, flows, stakeholders, entities, system } = requirements;
  const named = new Set([
    system,
    ...external_systems.map(({ name }) => name),
    ...stakeholders.map(({ role }) => role),
    ...ownersOf(requirements),
    ...entities.map(({ name }) => name),
  ]);
  const undeclared = [...new Set(flows.flatMap(({ from, to }) => [from, to]))].filter(
    name => !named.has(name),
  );
  return [
    ...external_systems.map(({ name, criticality, protocol, availability }) => ({
      name,
      ...(criticality === undefined ? {} : { criticality }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(availability === undefined ? {} : { availability: availability.text }),
    })),
    ...undeclared.map(name => ({ name })),
  ];
};

/** Where a flow ends that lies inside the system: a box for it, or null where the file leaves open which. */
export type InsideEnd = (
  name: string,
  arrival: 'sends' | 'receives from outside' | 'receives from inside',
) => string | null;

type Flow = SystemContextView['flows'][number];

const labelOf = ({ kind, rate, delay }: Requirements['flows'][number]): { readonly label?: string } => {
  const parts = [kind, rate?.text, delay === undefined ? undefined : `within ${delay.text}`];
  const label = parts.filter(one => one !== undefined).join(', ');
  return label === '' ? {} : { label };
};

const flowBetween = (from: string | null, to: string | null, rest: Omit<Flow, 'from' | 'to'>): Flow[] =>
  from === null || to === null || from === to ? [] : [{ from, to, ...rest }];

/**
 * The flows of the file between what is outside and what `inside` answers; people and external systems that
 * no flow names have one plain arrow. Pure.
 */
export const flowsWith = (
  requirements: Requirements,
  outside: ReadonlySet<string>,
  inside: InsideEnd,
): readonly Flow[] => {
  const { flows, stakeholders, external_systems, system } = requirements;
  const sender = (name: string) => (outside.has(name) ? name : inside(name, 'sends'));
  const receiver = (name: string, from: string) =>
    outside.has(name)
      ? name
      : inside(name, outside.has(from) ? 'receives from outside' : 'receives from inside');
  const named = new Set(flows.flatMap(({ from, to }) => [from, to]));
  return [
    ...flows.flatMap(flow =>
      flowBetween(sender(flow.from), receiver(flow.to, flow.from), {
        ...labelOf(flow),
        asynchronous: flow.kind === 'event' || flow.kind === 'stream' || flow.delay !== undefined,
        ...(flow.direction === 'two-way' ? { twoWay: true } : {}),
      }),
    ),
    ...stakeholders
      .filter(({ role }) => !named.has(role))
      .flatMap(({ role }) => flowBetween(role, inside(system, 'receives from outside'), {})),
    ...external_systems
      .filter(({ name }) => !named.has(name))
      .flatMap(({ name, protocol }) =>
        flowBetween(inside(system, 'sends'), name, protocol === undefined ? {} : { label: protocol }),
      ),
  ];
};

/** Names of people and things outside the system. */
export const outsideOf = ({
  people,
  externals,
}: Pick<SystemContextView, 'people' | 'externals'>): ReadonlySet<string> =>
  new Set([...people, ...externals].map(({ name }) => name));

/** The system, who uses it and what it leans on, as far as the file says. Pure. */
export const contextOf = (requirements: Requirements): SystemContextView => {
  const around = { people: peopleOf(requirements), externals: externalsOf(requirements) };
  return {
    system: requirements.system,
    purpose: requirements.purpose,
    ...around,
    flows: flowsWith(requirements, outsideOf(around), () => requirements.system),
  };
};
