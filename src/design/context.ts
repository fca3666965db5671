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

/** Ends of a flow that lie inside (owners, entities) are the system itself, seen from outside. */
const contextFlows = (
  requirements: Requirements,
  outside: ReadonlySet<string>,
): SystemContextView['flows'] => {
  const end = (name: string): string => (outside.has(name) ? name : requirements.system);
  const given = requirements.flows
    .map(flow => ({ ...flow, from: end(flow.from), to: end(flow.to) }))
    .filter(({ from, to }) => from !== to)
    .flatMap(({ from, to, kind, direction, rate, delay }) => {
      const label = [kind, rate?.text, delay === undefined ? undefined : `within ${delay.text}`].filter(
        one => one !== undefined,
      );
      const flow = {
        from,
        to,
        ...(label.length === 0 ? {} : { label: label.join(', ') }),
        asynchronous: kind === 'event' || kind === 'stream' || delay !== undefined,
      };
      return direction === 'two-way' ? [flow, { ...flow, from: to, to: from }] : [flow];
    });
  const touched = new Set(given.flatMap(({ from, to }) => [from, to]));
  const rest = [
    ...requirements.stakeholders
      .filter(({ role }) => !touched.has(role))
      .map(({ role }) => ({ from: role, to: requirements.system })),
    ...requirements.external_systems
      .filter(({ name }) => !touched.has(name))
      .map(({ name, protocol }) => ({
        from: requirements.system,
        to: name,
        ...(protocol === undefined ? {} : { label: protocol }),
      })),
  ];
  return [...given, ...rest];
};

/** The system, who uses it and what it leans on, as far as the file says. Pure. */
export const contextOf = (requirements: Requirements): SystemContextView => {
  const people = peopleOf(requirements);
  const externals = externalsOf(requirements);
  const outside = new Set([...people, ...externals].map(({ name }) => name));
  return {
    system: requirements.system,
    purpose: requirements.purpose,
    people,
    externals,
    flows: contextFlows(requirements, outside),
  };
};
