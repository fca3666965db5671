import type { ContainersView, SystemContextView } from '../../model/diagram.ts';
import type { DrawnArrow, Group } from './gather.ts';
import { type MermaidText, mermaidLines } from './mermaid-text.ts';
import { asWord, type TemplateModel, type Word } from './template.ts';
import { wrap } from './wrap.ts';

/** Characters in a line: of a name, of smaller text, on an arrow, in a box that several share. */
const widths = { name: 19, detail: 23, arrow: 15, shared: 25 } as const;

export type Person = SystemContextView['people'][number];
export type External = SystemContextView['externals'][number];
export type Container = ContainersView['containers'][number];

const shapes: Readonly<Record<Container['kind'], string>> = {
  service: 'rect',
  web: 'win-pane',
  function: 'hex',
  worker: 'fr-rect',
  database: 'cyl',
  queue: 'h-cyl',
  stream: 'h-cyl',
  cache: 'lin-cyl',
  'object-store': 'bow-rect',
  gateway: 'trap-t',
};

/** One and several of a kind. */
export const kindWords: Readonly<Record<Container['kind'], readonly [string, string]>> = {
  service: ['Service', 'services'],
  web: ['Web app', 'web apps'],
  function: ['Function', 'functions'],
  worker: ['Worker', 'workers'],
  database: ['Database', 'databases'],
  queue: ['Queue', 'queues'],
  stream: ['Stream', 'streams'],
  cache: ['Cache', 'caches'],
  'object-store': ['Object store', 'object stores'],
  gateway: ['Gateway', 'gateways'],
};

const stores = new Set<Container['kind']>(['database', 'queue', 'stream', 'cache', 'object-store']);

export const lines = (text: string, place: keyof typeof widths): MermaidText =>
  mermaidLines(wrap(text, widths[place]));

export const personBox = (id: Word, person: Person): TemplateModel => ({
  id,
  name: lines(person.name, 'name'),
  concerns: person.concerns === undefined ? null : lines(person.concerns, 'detail'),
});

/** Criticality, protocol and availability, as far as they are known. */
const externalFacts = ({ criticality, protocol, availability }: External): readonly string[] => [
  ...(criticality === undefined ? [] : [`${criticality} dependency`]),
  ...(protocol === undefined ? [] : [protocol]),
  ...(availability === undefined ? [] : [`available ${availability}`]),
];

export const externalBox = (id: Word, external: External): TemplateModel => {
  const facts = externalFacts(external);
  return {
    id,
    name: lines(external.name, 'name'),
    facts: facts.length === 0 ? null : mermaidLines(facts.flatMap(fact => wrap(fact, widths.detail))),
    look: asWord(external.criticality ?? 'unrated'),
  };
};

export const containerBox = (id: Word, container: Container, detailed: boolean): TemplateModel => ({
  id,
  name: lines(container.name, 'name'),
  technology: lines(
    [kindWords[container.kind][0], container.technology].filter(text => text !== '').join(': '),
    'detail',
  ),
  responsibility: detailed ? lines(container.responsibility, 'detail') : null,
  shape: asWord(shapes[container.kind]),
  look: asWord(stores.has(container.kind) ? 'store' : 'part'),
});

/** One whose label takes as little of the width as it can. */
export const narrowArrow = (arrow: DrawnArrow): TemplateModel =>
  labelledArrow(arrow, arrow.label === undefined ? [] : [arrow.label], 10);

/** A part where it runs: what it is made with, and in how many copies. */
export const nodeBox = (
  id: Word,
  {
    name,
    kind,
    technology,
    copies,
  }: Pick<Container, 'name' | 'kind' | 'technology'> & { readonly copies: string | null },
): TemplateModel => ({
  id,
  name: lines(name, 'name'),
  technology: lines([kindWords[kind][0], technology].filter(text => text !== '').join(': '), 'detail'),
  copies: copies === null ? null : lines(copies, 'detail'),
  shape: asWord(shapes[kind]),
  look: asWord(stores.has(kind) ? 'store' : 'part'),
});

/** One box for several things: how many of what, all their names, and how many arrows run among them. */
export const sharedBox = (group: Group, inside: number | undefined): TemplateModel => {
  const names = wrap(group.members.map(({ item }) => item.name).join(', '), widths.shared);
  const among = inside === undefined ? [] : [`(${inside} ${inside === 1 ? 'arrow' : 'arrows'} among them)`];
  return {
    id: group.id,
    name: lines(`${group.members.length} more ${group.what}`, 'shared'),
    names: mermaidLines([...names, ...among]),
  };
};

/** `labels` stand below each other. */
export const labelledArrow = (
  { from, to, asynchronous, twoWay }: Omit<DrawnArrow, 'label'>,
  labels: readonly string[],
  width: number = widths.arrow,
): TemplateModel => ({
  from,
  to,
  label:
    labels.length === 0
      ? null
      : mermaidLines(
          labels.flatMap(label => wrap(label, width)),
          'arrow',
        ),
  asynchronous,
  twoWay,
});

export const arrowModel = (arrow: DrawnArrow): TemplateModel =>
  labelledArrow(arrow, arrow.label === undefined ? [] : [arrow.label]);
