import type { ContainersView, SystemContextView } from '../model/diagram.ts';
import type { ContainerPart, EdgePart } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import { ownersOf } from './owners.ts';

type Container = ContainersView['containers'][number];
type Edge = ContainersView['edges'][number];
type Part = {
  readonly part: ContainerPart;
  readonly ids: readonly string[];
  readonly containers: readonly Container[];
};

/** A part of an option as boxes: one, or one for each owner of entities. */
const boxes = (decision: string, part: ContainerPart, requirements: Requirements): Part => {
  const owners = part.each === 'owner' ? ownersOf(requirements) : [];
  const copies = owners.length > 0 ? owners : [null];
  const containers = copies.map(owner => ({
    id: `${decision}.${part.id}${owner === null ? '' : `.${owner}`}`,
    name: (owner === null ? part.name : `${part.name} ${owner}`).replaceAll('{system}', requirements.system),
    technology: part.technology ?? '',
    responsibility: part.responsibility.replaceAll('{system}', requirements.system),
    kind: part.kind,
  }));
  return { part, ids: containers.map(({ id }) => id), containers };
};

const edgesOf = (parts: ReadonlyMap<string, readonly string[]>, edge: EdgePart): Edge[] =>
  (parts.get(edge.from) ?? []).flatMap(from =>
    (parts.get(edge.to) ?? [])
      .filter(to => to !== from)
      .map(to => ({ from, to, label: edge.label, asynchronous: edge.asynchronous })),
  );

/** The boxes and arrows that the chosen options bring, and who talks to them from outside. Pure. */
export const containersOf = (
  requirements: Requirements,
  decided: readonly Decided[],
  context: SystemContextView,
): ContainersView => {
  const parts = decided.flatMap(({ decision, chosen }) =>
    (chosen?.design.containers ?? []).map(part => ({
      decision: decision.id,
      ...boxes(decision.id, part, requirements),
    })),
  );
  const code = parts.filter(({ part }) => part.application);
  const fallback: Container[] =
    code.length > 0
      ? []
      : [
          {
            id: 'application',
            name: requirements.system,
            technology: '',
            responsibility: requirements.purpose,
            kind: 'service',
          },
        ];
  const application = code.length > 0 ? code.flatMap(({ ids }) => ids) : ['application'];
  const inner = decided.flatMap(({ decision, chosen }) => {
    const known = new Map<string, readonly string[]>(
      parts.filter(one => one.decision === decision.id).map(({ part, ids }) => [part.id, ids]),
    );
    known.set('application', application);
    return (chosen?.design.edges ?? []).flatMap(edge => edgesOf(known, edge));
  });
  const entrance = application[0] ?? 'application';
  const outer = context.flows.map(({ from, to, label, asynchronous }) => ({
    from: from === requirements.system ? entrance : from,
    to: to === requirements.system ? entrance : to,
    ...(label === undefined ? {} : { label }),
    asynchronous: asynchronous ?? false,
  }));
  return {
    system: requirements.system,
    containers: [...fallback, ...parts.flatMap(({ containers }) => containers)],
    people: context.people,
    externals: context.externals,
    edges: [...outer, ...inner],
  };
};
