import type { ProposedOption } from '../model/proposal.ts';
import type { Entity, Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import type { Container } from './containers.ts';
import { tablesIn } from './data/schema-file.ts';
import type { Column, Table } from './data/tables.ts';
import { type Operation, type Resource, resourcesOf } from './interfaces/operations.ts';
import { listed, wordsOf } from './labels.ts';
import { storeOf } from './store.ts';

/** What the sections on security and operations look at, gathered once. */
export type Sight = {
  readonly design: Design;
  readonly requirements: Requirements;
  readonly tables: readonly Table[];
  readonly resources: readonly Resource[];
  readonly operations: readonly Operation[];
  /** Entities that are personal or secret. */
  readonly guarded: readonly Entity[];
  readonly parts: readonly Container[];
  /** The part that requests from outside meet first. */
  readonly entrance: string;
  /** The primary store as documents call it. */
  readonly store: string;
};

/** What is said of one risk; where nothing of the file bears on it, what is missing and what to ask. */
export type Assessed =
  | { readonly where: string; readonly control: string; readonly test: string }
  | { readonly missing: string; readonly question: string };

export const isGuarded = ({ classification }: Entity): boolean =>
  classification === 'personal' || classification === 'secret';

/** The chosen option of a decision; null where it was not made or found no winner. */
export const chosenOf = ({ decided }: Design, decision: string): ProposedOption | null =>
  decided.find(one => one.decision.id === decision)?.chosen ?? null;

/** The gateway that compute brings stands before all others but a cache at the edge, which answers only a part. */
const entranceOf = ({ parts, analysis }: Design): string => {
  const gateways = parts.filter(({ kind }) => kind === 'gateway');
  const first =
    gateways.find(({ id }) => id.startsWith('compute.')) ??
    gateways.find(({ id }) => !id.startsWith('caching.'));
  return first?.name ?? analysis.requirements.system;
};

export const sightOf = (design: Design): Sight => {
  const { requirements } = design.analysis;
  const tables = tablesIn(design);
  const resources = resourcesOf(requirements, tables);
  return {
    design,
    requirements,
    tables,
    resources,
    operations: resources.flatMap(({ operations }) => operations),
    guarded: requirements.entities.filter(isGuarded),
    parts: design.parts,
    entrance: entranceOf(design),
    store: storeOf(design).name ?? 'the store',
  };
};

export const namesOf = (things: readonly { readonly name: string }[]): string =>
  listed(things.map(({ name }) => name));

/** Whether a field holds what many rows share or the system itself sets: no text that a person writes. */
export const isShared = (label: string): boolean =>
  /^(?:state|status|kind|type|direction|currency|country|language|category)$/iu.test(label.trim());

/** What keeps data beside the store itself: its copies, and what data passes through. */
export const placesBeside = ({ parts }: Sight): readonly Container[] =>
  parts.filter(
    ({ id, kind }) =>
      ['database', 'cache', 'object-store', 'stream', 'queue'].includes(kind) &&
      id !== 'primary-store.primary-store' &&
      !/^(?:authentication|delivery)\./u.test(id),
  );

/** A clause as a sentence: capital letter, full stop. */
export const sentence = (text: string): string => {
  const trimmed = text.trim();
  return trimmed === ''
    ? ''
    : `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?:]$/u.test(trimmed) ? '' : '.'}`;
};

/** Tests that the catalogue names for a chosen option, of those that speak of `about`. */
export const confirmsOf = (design: Design, decision: string, about: RegExp): string[] =>
  (chosenOf(design, decision)?.confirm ?? []).filter(text => about.test(text)).map(sentence);

/** The field that says which person of a role a row belongs to: `fan_id` for a Fan, the key of a Member itself. */
export const ownFieldOf = (
  { stakeholders }: Requirements,
  table: Table,
): { readonly role: string; readonly column: Column } | null => {
  for (const { role } of stakeholders) {
    const words = wordsOf(role).join(' ');
    if (words === '') continue;
    if (wordsOf(table.entity.name).join(' ') === words) return { role, column: table.key };
    const column = table.columns.find(
      ({ name, label }) =>
        wordsOf(label).join(' ') === `${words} id` ||
        table.foreignKeys.some(one => one.column === name && wordsOf(one.entity).join(' ') === words),
    );
    if (column !== undefined) return { role, column };
  }
  return null;
};

/** The first of a long list, and how many more there are. */
export const shortly = (items: readonly string[], most = 5): string =>
  items.length <= most + 1
    ? listed(items)
    : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;

/** `an order`, `a seat`. */
export const withArticle = (noun: string): string => `${/^[aeiou]/iu.test(noun) ? 'an' : 'a'} ${noun}`;
