import type { ContainersView, SystemContextView } from '../model/diagram.ts';
import { asWord, type TemplateModel, type Word } from './diagram-template.ts';
import { wrap } from './diagram-wrap.ts';
import { mermaidLines } from './mermaid-text.ts';

/** Columns of text in a box and on an arrow. */
export const boxColumns = 24;
export const arrowColumns = 18;

type Person = SystemContextView['people'][number];
type External = SystemContextView['externals'][number];
type Container = ContainersView['containers'][number];

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

const kindWords: Readonly<Record<Container['kind'], string>> = {
  service: 'Service',
  web: 'Web',
  function: 'Function',
  worker: 'Worker',
  database: 'Database',
  queue: 'Queue',
  stream: 'Stream',
  cache: 'Cache',
  'object-store': 'Object store',
  gateway: 'Gateway',
};

const stores = new Set<Container['kind']>(['database', 'queue', 'stream', 'cache', 'object-store']);

const lines = (text: string | undefined, columns = boxColumns) =>
  text === undefined ? null : mermaidLines(wrap(text, columns));

export const personBox = (id: Word, person: Person): TemplateModel => ({
  id,
  name: mermaidLines(wrap(person.name, boxColumns)),
  concerns: lines(person.concerns),
});

/** Criticality, protocol and availability, as far as they are known. */
const externalFacts = (external: External): string | undefined => {
  const facts = [
    external.criticality && `${external.criticality} dependency`,
    external.protocol,
    external.availability && `available ${external.availability}`,
  ].filter(fact => fact !== undefined);
  return facts.length === 0 ? undefined : facts.join(' · ');
};

export const externalBox = (id: Word, external: External): TemplateModel => ({
  id,
  name: mermaidLines(wrap(external.name, boxColumns)),
  facts: lines(externalFacts(external)),
  look: asWord(external.criticality ?? 'unrated'),
});

export const containerBox = (id: Word, container: Container): TemplateModel => ({
  id,
  name: mermaidLines(wrap(container.name, boxColumns)),
  technology: mermaidLines(wrap(`${kindWords[container.kind]}: ${container.technology}`, boxColumns)),
  responsibility: mermaidLines(wrap(container.responsibility, boxColumns + 2)),
  shape: asWord(shapes[container.kind]),
  look: asWord(stores.has(container.kind) ? 'store' : 'part'),
});

export const arrow = (
  from: Word,
  to: Word,
  label: string | undefined,
  asynchronous: boolean | undefined,
): TemplateModel & { readonly from: Word; readonly to: Word } => ({
  from,
  to,
  label: lines(label, arrowColumns),
  asynchronous: asynchronous === true,
});
