import type { Analysis, OpenQuestion } from '../model/analysis.ts';
import type { ContainersView, SystemContextView } from '../model/diagram.ts';
import type { ContainerPart, EdgePart } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import { factPath } from '../weighing/facts.ts';
import type { Decided } from './decide.ts';
import { questionFor } from './questions.ts';

/** Where a requirement is answered: by records, by defaults applied, or nowhere yet. */
export type Trace = { readonly driver: string; readonly decisions: readonly string[] };

/** An open question and the decisions that its answer could turn. */
export type RankedQuestion = OpenQuestion & { readonly turns: readonly string[] };

/** The whole: what all decisions together make of the system. */
export type Design = {
  readonly analysis: Analysis;
  readonly decided: readonly Decided[];
  readonly context: SystemContextView;
  readonly containers: ContainersView;
  readonly traces: readonly Trace[];
  /** By the number of verdicts that each could change. */
  readonly questions: readonly RankedQuestion[];
};

type Container = ContainersView['containers'][number];
type Edge = ContainersView['edges'][number];
type Part = {
  readonly part: ContainerPart;
  readonly ids: readonly string[];
  readonly containers: readonly Container[];
};

const ownersOf = ({ entities }: Requirements): string[] => [
  ...new Set(entities.flatMap(({ owner }) => owner ?? [])),
];

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

const contextOf = (requirements: Requirements): SystemContextView => {
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

const containersOf = (
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

/** Ids that a record's reasons stand on. */
export const citedDrivers = ({ weighed, outcome, decision }: Decided): ReadonlySet<string> => {
  const reasons = [
    ...decision.because,
    ...weighed.viable.flatMap(option =>
      Object.values(weighed.cells[option.id] ?? {}).flatMap(({ reasons: inCell }) => inCell),
    ),
    ...weighed.excluded.map(({ because }) => because),
    ...(outcome?.because ?? []),
    ...(outcome?.given_up ?? []),
  ];
  return new Set(
    reasons.flatMap(({ cites }) => cites.filter(({ kind }) => kind === 'driver').map(({ id }) => id)),
  );
};

const tracesOf = (analysis: Analysis, decided: readonly Decided[]): Trace[] => {
  const cited = decided.map(one => ({ id: one.decision.id, drivers: citedDrivers(one) }));
  return analysis.drivers.map(({ id }) => ({
    driver: id,
    decisions: cited.filter(({ drivers }) => drivers.has(id)).map(one => one.id),
  }));
};

/** Fields behind a fact: an answer to any of them fills it. */
const fills = (question: OpenQuestion, path: string): boolean =>
  question.path !== null &&
  (question.path === path ||
    (factPath(path)?.from ?? []).some(
      field => field === question.path || field.startsWith(`${question.path}.`),
    ));

const rankQuestions = (analysis: Analysis, decided: readonly Decided[]): RankedQuestion[] => {
  const swings = decided.flatMap(({ decision, weighed }) =>
    weighed.swings.map(({ path }) => ({ decision: decision.id, path })),
  );
  const open = [...new Set(swings.map(({ path }) => path))].filter(
    path => !analysis.questions.some(question => fills(question, path)),
  );
  const all: OpenQuestion[] = [
    ...analysis.questions,
    ...open.map(path => ({
      id: `question-${path}`,
      question: questionFor(path),
      path,
      answer: null,
      origin: 'missing' as const,
    })),
  ];
  return all
    .map(question => ({
      ...question,
      turns: [
        ...new Set(swings.filter(({ path }) => fills(question, path)).map(({ decision }) => decision)),
      ].sort(),
    }))
    .sort((a, b) => b.turns.length - a.turns.length);
};

/** Last stage of thinking: from single decisions to the design as a whole. Pure. */
export const design = (analysis: Analysis, decided: readonly Decided[]): Design => {
  const context = contextOf(analysis.requirements);
  return {
    analysis,
    decided,
    context,
    containers: containersOf(analysis.requirements, decided, context),
    traces: tracesOf(analysis, decided),
    questions: rankQuestions(analysis, decided),
  };
};
