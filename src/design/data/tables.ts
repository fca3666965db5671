import type { Entity, Requirements } from '../../model/requirements.ts';
import { oneLine, uniqueNames, wordsOf } from '../labels.ts';
import { lookupsOf } from '../lookups.ts';
import { type FieldType, fieldTypeOf } from './field-types.ts';
import { joinedName, snakeCase } from './sql-names.ts';

/** Where a column comes from: the file's fields, or what its references and retention need. */
export type ColumnOrigin = 'field' | 'key' | 'reference' | 'retention';

export type Column = {
  readonly name: string;
  /** As the file calls it; the column's own name where the file has none. */
  readonly label: string;
  readonly type: FieldType;
  readonly origin: ColumnOrigin;
  readonly nullable: boolean;
};

export type ForeignKey = {
  readonly column: string;
  readonly table: string;
  readonly entity: string;
  /** Not checked by the store: the owners keep their data apart, or the types differ. */
  readonly unchecked: 'apart' | 'types' | null;
  /** Closes a circle of tables, so it can only be added behind both. */
  readonly late: boolean;
};

export type Index = { readonly name: string; readonly column: string; readonly because: string };

export type Table = {
  readonly name: string;
  readonly entity: Entity;
  readonly key: Column;
  /** How the key is known. */
  readonly keyOrigin: 'given' | 'shared' | 'assumed';
  readonly columns: readonly Column[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly Index[];
  /** The column from which retention counts; null without retention, or where nothing dates a stock. */
  readonly dated: Column | null;
};

const plainType = (word: string): FieldType => fieldTypeOf(word);

type Named = { readonly entity: Entity; readonly words: readonly string[]; readonly table: string };
type Draft = Named & { columns: Column[]; key: Column; keyOrigin: Table['keyOrigin'] };

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);

const endsWith = (words: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && same(words.slice(-end.length), end);

const fieldColumns = ({ fields }: Entity): Column[] => {
  const unique = uniqueNames();
  return Object.entries(fields ?? {}).map(([label, word], index) => {
    const type = fieldTypeOf(word);
    return {
      name: unique(snakeCase(label, `field_${index + 1}`)),
      label: oneLine(label),
      type,
      origin: 'field',
      nullable: type.optional,
    };
  });
};

/** `id`, or the entity's own name before it: `order_id`, `orderId`, `order number` is none. */
const ownKey = ({ words }: Named, columns: readonly Column[]): Column | undefined => {
  const ids = [['id'], ['uuid'], ['key'], [...words, 'id'], [...words, 'uuid']];
  return ids
    .flatMap(id => columns.find(column => same(wordsOf(column.label), id) && !column.type.many) ?? [])
    .at(0);
};

/** Fields that many things have without being told apart by them. */
const descriptive: ReadonlySet<string> = new Set(
  'state status kind type name title currency note description comment language country category'.split(' '),
);

/** A field without which nobody else would repeat it: in each entity that refers to this one, the same single field. */
const sharedKey = (
  draft: Named,
  columns: readonly Column[],
  others: readonly Named[],
): Column | undefined => {
  const referring = others.filter(
    ({ entity }) =>
      entity.references?.includes(draft.entity.name) === true &&
      entity.name !== draft.entity.name &&
      Object.keys(entity.fields ?? {}).length > 0,
  );
  const shared = columns.filter(
    ({ label, type }) =>
      ['text', 'uuid', 'integer'].includes(type.kind) &&
      !type.many &&
      !type.optional &&
      !descriptive.has(wordsOf(label).join(' ')) &&
      referring.some(({ entity }) => entity.fields?.[label] === type.word),
  );
  return shared.length === 1 ? shared[0] : undefined;
};

/** Fields that hold the key of another entity: `account_id`, `from_account_id`, `account`, or its key by name. */
const pointersTo = (target: Draft, { columns }: Draft, self: boolean): Column[] => {
  const named = columns.filter(({ label, type, origin }) => {
    const words = wordsOf(label);
    const pointer =
      endsWith(words, [...target.words, 'id']) ||
      endsWith(words, [...target.words, ...wordsOf(target.key.label)]);
    return origin === 'field' && !type.many && (pointer || same(words, target.words));
  });
  if (self) return named.filter(({ label }) => !same(wordsOf(label), [...target.words, 'id']));
  if (named.length > 0 || target.keyOrigin !== 'shared') return named;
  return columns.filter(
    ({ label, type }) => label === target.key.label && type.word === target.key.type.word,
  );
};

const withKey = (named: Named, all: readonly Named[]): Draft => {
  const columns = fieldColumns(named.entity);
  const given = ownKey(named, columns);
  const shared = given === undefined ? sharedKey(named, columns, all) : undefined;
  const known = given ?? shared;
  if (known !== undefined) {
    const key = { ...known, nullable: false };
    return {
      ...named,
      columns: columns.map(column => (column === known ? key : column)),
      key,
      keyOrigin: given === undefined ? 'shared' : 'given',
    };
  }
  const taken = uniqueNames();
  for (const { name } of columns) taken(name);
  const key: Column = {
    name: taken('id'),
    label: 'id',
    type: plainType('uuid'),
    origin: 'key',
    nullable: false,
  };
  return { ...named, columns: [key, ...columns], key, keyOrigin: 'assumed' };
};

const alike = (a: FieldType, b: FieldType): boolean =>
  a.kind === b.kind && a.digits?.join() === b.digits?.join();

/** An assumed key takes the type in which others already hold it. */
const withHeldType = (draft: Draft, all: readonly Draft[]): Draft => {
  if (draft.keyOrigin !== 'assumed') return draft;
  const [held] = all
    .filter(({ entity }) => entity.references?.includes(draft.entity.name) === true)
    .flatMap(other => pointersTo(draft, other, other === draft))
    .filter(({ type }) => ['uuid', 'integer', 'text'].includes(type.kind) && type.known);
  if (held === undefined) return draft;
  const key = { ...draft.key, type: { ...held.type, optional: false } };
  return { ...draft, key, columns: draft.columns.map(column => (column === draft.key ? key : column)) };
};

const referencesOf = ({ entity }: Draft, drafts: ReadonlyMap<string, Draft>): Draft[] =>
  [...new Set(entity.references ?? [])].flatMap(name => drafts.get(name) ?? []);

type Linked = { readonly draft: Draft; readonly columns: Column[]; readonly foreignKeys: ForeignKey[] };

const linked = (
  draft: Draft,
  drafts: ReadonlyMap<string, Draft>,
  place: ReadonlyMap<string, number>,
  apart: boolean,
): Linked => {
  const taken = uniqueNames();
  for (const { name } of draft.columns) taken(name);
  const columns = [...draft.columns];
  const foreignKeys: ForeignKey[] = [];
  for (const target of referencesOf(draft, drafts)) {
    const self = target === draft;
    const late = !self && (place.get(target.table) ?? 0) > (place.get(draft.table) ?? 0);
    const held = pointersTo(target, draft, self).filter(({ name }) => name !== draft.key.name || !self);
    const added: Column[] =
      held.length > 0
        ? []
        : [
            {
              name: taken(joinedName(self ? `parent_${target.table}` : target.table, target.key.name)),
              label: `${target.entity.name} ${target.key.label}`,
              type: { ...target.key.type, optional: self || late },
              origin: 'reference',
              // A row cannot name one that does not exist yet: the first of a tree, or of a circle.
              nullable: self || late,
            },
          ];
    columns.push(...added);
    for (const column of [...held, ...added]) {
      if (foreignKeys.some(one => one.column === column.name)) continue;
      const foreign = apart && (draft.entity.owner ?? '') !== (target.entity.owner ?? '');
      foreignKeys.push({
        column: column.name,
        table: target.table,
        entity: target.entity.name,
        unchecked: foreign ? 'apart' : alike(column.type, target.key.type) ? null : 'types',
        late,
      });
    }
  }
  return { draft, columns, foreignKeys };
};

/** Those that are referred to first, as far as circles allow; otherwise in the order of the file. */
const inOrder = (drafts: ReadonlyMap<string, Draft>): readonly Draft[] => {
  const done = new Set<Draft>();
  const open = new Set<Draft>();
  const visit = (draft: Draft): void => {
    if (done.has(draft) || open.has(draft)) return;
    open.add(draft);
    for (const target of referencesOf(draft, drafts)) visit(target);
    done.add(draft);
  };
  for (const draft of drafts.values()) visit(draft);
  return [...done];
};

/** From where retention counts: the first timestamp, else the first date of the file; a stream of new ones gets one. */
const datedOf = ({ retention, count }: Entity, columns: Column[]): Column | null => {
  if (retention === undefined) return null;
  const dates = columns.filter(({ type, nullable, origin }) => origin === 'field' && !type.many && !nullable);
  if (count?.dimension !== 'rate') return null;
  const found =
    dates.find(({ type }) => type.kind === 'timestamp') ?? dates.find(({ type }) => type.kind === 'date');
  if (found !== undefined) return found;
  const taken = uniqueNames();
  for (const { name } of columns) taken(name);
  const added: Column = {
    name: taken('recorded_at'),
    label: 'recorded at',
    type: plainType('timestamp'),
    origin: 'retention',
    nullable: false,
  };
  columns.push(added);
  return added;
};

const indexesOf = (
  requirements: Requirements,
  { draft, columns, foreignKeys }: Linked,
  dated: Column | null,
  unique: (name: string) => string,
): Index[] => {
  const wanted = [
    ...foreignKeys.map(({ column, entity }) => ({ column, because: `refers to ${entity}` })),
    ...lookupsOf(requirements, draft.entity.name, columns).map(({ column, requirement }) => ({
      column,
      because: `${requirement} looks it up`,
    })),
    ...(dated === null ? [] : [{ column: dated.name, because: 'finds what is past its retention' }]),
  ];
  const columnsOnce = [...new Set(wanted.map(({ column }) => column))].filter(
    column => column !== draft.key.name,
  );
  return columnsOnce.map(column => ({
    name: unique(joinedName(draft.table, column, 'idx')),
    column,
    because: [...new Set(wanted.filter(one => one.column === column).map(({ because }) => because))].join(
      '; ',
    ),
  }));
};

/**
 * The entities as tables, whatever the store: what a table holds, in an order in which they can be made. `apart` says
 * that each owner keeps a database of its own. Pure.
 */
export const tablesOf = (requirements: Requirements, apart: boolean): readonly Table[] => {
  const unique = uniqueNames();
  const named = requirements.entities.map((entity, index) => ({
    entity,
    words: wordsOf(entity.name),
    table: unique(snakeCase(entity.name, `entity_${index + 1}`)),
  }));
  const keyed = named.map(one => withKey(one, named));
  const drafts = new Map(keyed.map(one => [one.entity.name, withHeldType(one, keyed)]));
  const order = inOrder(drafts);
  const place = new Map(order.map(({ table }, index) => [table, index]));
  return order.map(draft => {
    const one = linked(draft, drafts, place, apart);
    const dated = datedOf(draft.entity, one.columns);
    return {
      name: draft.table,
      entity: draft.entity,
      key: draft.key,
      keyOrigin: draft.keyOrigin,
      columns: one.columns,
      foreignKeys: one.foreignKeys,
      indexes: indexesOf(requirements, one, dated, unique),
      dated,
    };
  });
};
