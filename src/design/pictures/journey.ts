import type { Command, Entity, Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { awaitedSystems, isAwaited } from '../../weighing/reliability-figures.ts';
import { outsideOf } from '../context.ts';
import { tablesIn } from '../data/schema-file.ts';
import { type Operation, resourcesOf } from '../interfaces/operations.ts';
import { entitiesBehind, type Subscription, subscriptionsOf } from '../subscriptions.ts';

type Flow = Requirements['flows'][number];
type External = Requirements['external_systems'][number];

/** A command on its way through the system, as far as the file tells it. */
export type Journey = {
  /** Who sends it; null where the file names nobody. */
  readonly caller: { readonly name: string; readonly person: boolean } | null;
  /** The flow that brings it; null where there are commands and no flow. */
  readonly flow: Flow | null;
  /** What is carried out; null where no entity has commands. */
  readonly act: Act | null;
  /** How many commands the flow could have brought. */
  readonly choices: number;
  /** What sets the act apart from the others, each a part of a sentence. */
  readonly because: readonly string[];
  /** External systems that are waited for on the way, hard ones first. */
  readonly calls: readonly { readonly external: External; readonly flow: Flow | null }[];
  /** Commands that it sends on to other owners. */
  readonly inner: readonly { readonly to: string; readonly act: Act | null; readonly flow: Flow }[];
  /** Who hears of each act afterwards. */
  readonly heard: readonly { readonly act: Act; readonly subscription: Subscription }[];
};

/** A command of an entity, with its operation in the interface. */
export type Act = {
  readonly entity: Entity;
  readonly command: Command;
  readonly operation: Operation | null;
};

const kinds: readonly (Flow['kind'] | 'none')[] = ['file', 'stream', 'event', 'none', 'command'];

const isPerson = ({ stakeholders }: Requirements, name: string): boolean =>
  stakeholders.some(({ role }) => role === name);

/** Flows that bring something in: commands first, then from people, then the most frequent. */
const entrancesOf = ({ analysis: { requirements }, context }: Design): readonly Flow[] => {
  const outside = outsideOf(context);
  const weight = (flow: Flow): readonly number[] => [
    kinds.indexOf(flow.kind ?? 'none'),
    isPerson(requirements, flow.from) ? 1 : 0,
    flow.rate?.value ?? 0,
  ];
  return requirements.flows
    .filter(({ from, to, kind }) => outside.has(from) && !outside.has(to) && kind !== 'query')
    .toSorted((a, b) => compared(weight(b), weight(a)));
};

const compared = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, at) => value - (b[at] ?? 0)).find(difference => difference !== 0) ?? 0;

const namesOf = (entity: Entity): ReadonlySet<string> => new Set([entity.owner ?? entity.name, entity.name]);

/** How many flows lead on from whoever owns it; a person of the same name is somebody else. */
const reach = (design: Design, { entity }: Act): number => {
  const names = [entity.owner ?? entity.name, entity.name].filter(
    name => !outsideOf(design.context).has(name),
  );
  return design.analysis.requirements.flows.filter(
    ({ from, to, kind }) => names.includes(from) && from !== to && kind !== 'query',
  ).length;
};

const merits: readonly {
  readonly of: (design: Design, act: Act) => number;
  readonly tell: (act: Act) => string;
}[] = [
  {
    of: reach,
    tell: ({ entity }) => `more flows lead on from ${entity.owner ?? entity.name} than from others`,
  },
  {
    of: (_, { operation }) => (operation?.kind === 'create' ? 1 : 0),
    tell: () => 'it brings a new one about',
  },
  {
    of: (_, { operation }) => ((operation?.requirements.length ?? 0) > 0 ? 1 : 0),
    tell: ({ operation }) => `${(operation?.requirements ?? []).join(', ')} names it`,
  },
  {
    of: (_, { entity }) => (entity.count?.dimension === 'rate' ? entity.count.value : 0),
    tell: ({ entity }) => `${entity.name} is what comes most often (${entity.count?.text ?? ''})`,
  },
];

/** The act that leads furthest, then by the other merits; and by which of them it was told apart. */
const weightiest = (
  design: Design,
  acts: readonly Act[],
): { readonly act: Act | null; readonly because: readonly string[] } => {
  let left = acts;
  const because: string[] = [];
  for (const { of, tell } of merits) {
    const most = Math.max(0, ...left.map(act => of(design, act)));
    const best = left.filter(act => of(design, act) === most);
    const [first] = best;
    if (first !== undefined && best.length < left.length) because.push(tell(first));
    left = best;
  }
  const [act = null] = left;
  return { act, because: left.length > 1 ? [...because, 'it stands first in the file'] : because };
};

const actsOf = (design: Design): ((entities: readonly Entity[]) => readonly Act[]) => {
  const operations = resourcesOf(design.analysis.requirements, tablesIn(design)).flatMap(
    one => one.operations,
  );
  return entities =>
    entities.flatMap(entity =>
      entity.commands.map(command => ({
        entity,
        command,
        operation: operations.find(one => one.entity === entity && one.command === command) ?? null,
      })),
    );
};

const callsOf = (requirements: Requirements, names: ReadonlySet<string>, caller: string | undefined) => {
  const called = new Set(
    awaitedSystems(requirements)
      .filter(({ from, to }) => names.has(from) && to !== caller)
      .map(({ to }) => to),
  );
  const hardFirst = (one: External): number => (one.criticality === 'hard' ? 0 : 1);
  return requirements.external_systems
    .filter(({ name }) => called.has(name))
    .toSorted((a, b) => hardFirst(a) - hardFirst(b))
    .map(external => ({
      external,
      flow: requirements.flows.find(({ from, to }) => names.has(from) && to === external.name) ?? null,
    }));
};

/** The weightiest command of the file on its way; null where the file has neither command nor flow. Pure. */
export const journeyOf = (design: Design): Journey | null => {
  const { requirements } = design.analysis;
  const [flow = null] = entrancesOf(design);
  const acts = actsOf(design);
  const candidates = acts(flow === null ? requirements.entities : entitiesBehind(requirements, flow.to));
  const { act, because } = weightiest(design, candidates);
  if (flow === null && act === null) return null;
  const names = new Set([
    requirements.system,
    ...(flow === null ? [] : [flow.to]),
    ...(act === null ? [] : namesOf(act.entity)),
  ]);
  const outside = outsideOf(design.context);
  const inner = requirements.flows
    .filter(one => names.has(one.from) && !names.has(one.to) && !outside.has(one.to))
    .filter(one => one.kind !== 'query' && isAwaited(one))
    .map(one => ({
      to: one.to,
      flow: one,
      act: weightiest(design, acts(entitiesBehind(requirements, one.to))).act,
    }));
  const done = [act, ...inner.map(one => one.act)].filter(one => one !== null);
  return {
    caller: flow === null ? null : { name: flow.from, person: isPerson(requirements, flow.from) },
    flow,
    act,
    choices: candidates.length,
    because,
    calls: callsOf(requirements, names, flow?.from),
    inner,
    heard: subscriptionsOf(requirements).flatMap(subscription => {
      const found = done.find(({ entity }) => subscription.entities.includes(entity));
      return found === undefined || subscription.to === flow?.from ? [] : [{ act: found, subscription }];
    }),
  };
};
