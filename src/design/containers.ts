import type { ContainersView, SystemContextView } from '../model/diagram.ts';
import type { ContainerPart, EdgePart } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import { isAskedFor } from './asked-parts.ts';
import { flowsWith, type InsideEnd, outsideOf } from './context.ts';
import { ownersOf } from './owners.ts';

export type Container = ContainersView['containers'][number];
type Edge = ContainersView['edges'][number];

/** A box of a chosen option; `owner` where there is one box for each owner of entities. */
type Box = Container & {
  readonly decision: string;
  readonly part: ContainerPart;
  readonly owner: string | null;
};

const boxesOf = (decision: string, part: ContainerPart, requirements: Requirements): Box[] => {
  const owners = part.each === 'owner' ? ownersOf(requirements) : [];
  return (owners.length > 0 ? owners : [null]).map(owner => ({
    id: `${decision}.${part.id}${owner === null ? '' : `.${owner}`}`,
    name: (owner === null ? part.name : `${part.name} ${owner}`).replaceAll('{system}', requirements.system),
    technology: part.technology ?? '',
    responsibility: part.responsibility.replaceAll('{system}', requirements.system),
    kind: part.kind,
    decision,
    part,
    owner,
  }));
};

const unsplit = ({ system, purpose }: Requirements): Container => ({
  id: 'application',
  name: system,
  technology: '',
  responsibility: purpose,
  kind: 'service',
});

const allBoxes = (requirements: Requirements, decided: readonly Decided[]): Box[] =>
  decided
    .filter(one => isAskedFor(requirements, one))
    .flatMap(({ decision, chosen }) =>
      (chosen?.design.containers ?? []).flatMap(part => boxesOf(decision.id, part, requirements)),
    );

const asContainer = ({ id, name, technology, responsibility, kind }: Container): Container => ({
  id,
  name,
  technology,
  responsibility,
  kind,
});

/** Every part that the chosen options bring, for tables. Pure. */
export const partsOf = (requirements: Requirements, decided: readonly Decided[]): readonly Container[] => {
  const boxes = allBoxes(requirements, decided);
  const code = boxes.some(({ part }) => part.application);
  return [...(code ? [] : [unsplit(requirements)]), ...boxes.map(asContainer)];
};

/** The system's own code and whose it is; one part without an owner where nothing splits it. Pure. */
export const codeOwners = (
  requirements: Requirements,
  decided: readonly Decided[],
): readonly { readonly part: Container; readonly owner: string | null }[] => {
  const own = allBoxes(requirements, decided).filter(({ part }) => part.application);
  return own.length === 0
    ? [{ part: unsplit(requirements), owner: null }]
    : own.map(box => ({ part: asContainer(box), owner: box.owner }));
};

/** More boxes of the system's own code than this share one, or their arrows cover everything. */
const mostDrawnApart = 3;

/** The boxes of the system's own code as they are drawn, and which of them an owner has. */
type Code = { readonly drawn: readonly Container[]; readonly boxOf: (owner: string) => string | undefined };

const codeOf = (boxes: readonly Box[], requirements: Requirements): Code => {
  const own = boxes.filter(({ part }) => part.application);
  const [first] = own;
  if (first === undefined) return { drawn: [unsplit(requirements)], boxOf: () => undefined };
  if (own.length <= mostDrawnApart) {
    return { drawn: own.map(asContainer), boxOf: owner => own.find(box => box.owner === owner)?.id };
  }
  const together: Container = {
    ...asContainer(first),
    name: `${own.length} × ${first.part.name}`,
    technology: own.map(({ owner, name }) => owner ?? name).join(', '),
    responsibility: first.responsibility,
  };
  const owners = new Set(own.flatMap(({ owner }) => owner ?? []));
  return { drawn: [together], boxOf: owner => (owners.has(owner) ? first.id : undefined) };
};

const edgesOf = (ends: ReadonlyMap<string, readonly string[]>, edge: EdgePart): Edge[] =>
  (ends.get(edge.from) ?? []).flatMap(from =>
    (ends.get(edge.to) ?? [])
      .filter(to => to !== from)
      .map(to => ({ from, to, label: edge.label, asynchronous: edge.asynchronous })),
  );

const sameWay = (a: Edge, b: Edge): boolean =>
  a.from === b.from && a.to === b.to && a.asynchronous === b.asynchronous && a.twoWay === b.twoWay;

/** Several flows between the same two ends are one arrow that bears all their labels. */
const merged = (edges: readonly Edge[]): Edge[] =>
  edges
    .filter((edge, index) => edges.findIndex(other => sameWay(other, edge)) === index)
    .map(edge => {
      const labels = edges.filter(other => sameWay(other, edge)).flatMap(({ label }) => label ?? []);
      return labels.length === 0 ? edge : { ...edge, label: labels.join('; ') };
    });

/** Flows into the system arrive at its gateway; of several boxes the file must say which one sends. */
const insideEnd = (
  requirements: Requirements,
  { drawn, boxOf }: Code,
  gateway: string | undefined,
): InsideEnd => {
  const only = drawn.length === 1 ? drawn[0]?.id : undefined;
  return (name, arrival) => {
    const owner = requirements.entities.find(entity => entity.name === name)?.owner ?? name;
    const entrance = arrival === 'receives from outside' ? gateway : undefined;
    return entrance ?? boxOf(owner) ?? only ?? null;
  };
};

/** From the outside inwards: each passes on to the next what it does not answer, the last one to the system's code. */
const gatewayOrder = ['caching', 'compute', 'delivery', 'api-style'];

const gatewaysOf = (boxes: readonly Box[]): readonly Box[] => {
  const place = ({ decision }: Box): number => {
    const at = gatewayOrder.indexOf(decision);
    return at < 0 ? gatewayOrder.length : at;
  };
  return boxes.filter(({ kind }) => kind === 'gateway').toSorted((a, b) => place(a) - place(b));
};

/** The boxes and arrows that the chosen options bring, and who talks to them from outside. Pure. */
export const containersOf = (
  requirements: Requirements,
  decided: readonly Decided[],
  context: SystemContextView,
): ContainersView => {
  const boxes = allBoxes(requirements, decided);
  const code = codeOf(boxes, requirements);
  const others = boxes.filter(({ part }) => !part.application);
  const gateways = gatewaysOf(others);
  const codeIds = code.drawn.map(({ id }) => id);
  const behind = new Map(
    gateways.map(({ id }, at) => {
      const next = gateways[at + 1]?.id;
      return [id, next === undefined ? codeIds : [next]];
    }),
  );
  const inner = decided.flatMap(({ decision, chosen }) => {
    const ends = new Map<string, readonly string[]>([['application', codeIds]]);
    for (const { decision: of, part, id } of others) {
      if (of === decision.id) ends.set(part.id, [...(ends.get(part.id) ?? []), id]);
    }
    return (chosen?.design.edges ?? []).flatMap(edge => {
      const next = behind.get(`${decision.id}.${edge.from}`);
      const passesOn = edge.to === 'application' && next !== undefined;
      return edgesOf(passesOn ? new Map([...ends, ['application', next]]) : ends, edge);
    });
  });
  const outer = flowsWith(requirements, outsideOf(context), insideEnd(requirements, code, gateways[0]?.id));
  return {
    system: requirements.system,
    containers: [...code.drawn, ...others.map(asContainer)],
    // What people care about stands in the context; here it would push the containers apart.
    people: context.people.map(({ name }) => ({ name })),
    externals: context.externals,
    edges: [...merged(outer.map(edge => ({ ...edge, asynchronous: edge.asynchronous ?? false }))), ...inner],
  };
};
