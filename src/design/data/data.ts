import { z } from 'zod';
import type { Entity, Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import { listed } from '../labels.ts';
import { ownersOf } from '../owners.ts';
import { type Dialect, ownersApart, storeOf } from '../store.ts';
import { subscriptionsOf } from '../subscriptions.ts';
import { goesByPartition, mostDeletesADay, rowsADay } from './partitions.ts';
import { schemaFileOf, tablesIn, typeIn } from './schema-file.ts';
import { sqliteNote } from './sql-schema.ts';
import type { Column, Table } from './tables.ts';

/** What the template `design-data` can name. */
export const dataView = z.strictObject({
  /** Why there is no data model; empty where there is one. */
  gap: z.string(),
  store: z.string(),
  entities: z.array(
    z.strictObject({
      name: z.string(),
      owner: z.string(),
      count: z.string(),
      size: z.string(),
      today: z.string(),
      tenfold: z.string(),
      retention: z.string(),
      protection: z.string(),
    }),
  ),
  tables: z.array(
    z.strictObject({
      entity: z.string(),
      table: z.string(),
      columns: z.array(z.strictObject({ name: z.string(), type: z.string(), note: z.string() })),
      indexes: z.array(z.strictObject({ column: z.string(), because: z.string() })),
    }),
  ),
  contexts: z.array(z.strictObject({ owner: z.string(), entities: z.string(), crossing: z.string() })),
  contexts_note: z.string(),
  /** Relative to the design document; empty where there is none. */
  schema_file: z.string(),
  assumptions: z.array(z.string()),
  questions: z.array(z.string()),
});
export type DataView = z.output<typeof dataView>;

const unsaid = 'not said';

const storageOf = ({ analysis }: Design, name: string) =>
  analysis.figures.find(({ id }) => id === `storage:${name}` || id === `stock-storage:${name}`);

const expiringByItself: Partial<Record<Dialect, string>> = {
  mongodb: 'the TTL index removes',
  dynamodb: 'the time-to-live attribute removes',
  clickhouse: "the table's TTL removes",
};

const retentionText = (table: Table, dialect: Dialect | null): string => {
  const { entity, dated } = table;
  if (entity.retention === undefined) return unsaid;
  const rows = rowsADay(table);
  if (dated === null || rows === null) return `${entity.retention.text}; from when it counts is open`;
  const due = `${formatGiven(rows, 'count')} a day`;
  const own = dialect === null ? undefined : expiringByItself[dialect];
  const how =
    own !== undefined
      ? `${own} ${due}`
      : dialect === 'postgresql' && goesByPartition(table)
        ? `dropped by the month, since ${due} fall due`
        : `a nightly job deletes ${due}`;
  return `${entity.retention.text} from ${dated.name}: ${how}`;
};

const referrersOf = ({ entities }: Requirements, { name }: Entity): string[] =>
  entities.filter(one => one.name !== name && one.references?.includes(name) === true).map(one => one.name);

/** What the classification asks for here: who else holds it, who hears of it. */
const protectionOf = (requirements: Requirements, entity: Entity): string => {
  const referrers = referrersOf(requirements, entity);
  const outside = [
    ...new Set(
      subscriptionsOf(requirements)
        .filter(({ inside, entities }) => !inside && entities.includes(entity))
        .map(({ to }) => to),
    ),
  ];
  switch (entity.classification) {
    case undefined:
      return 'internal (assumed)';
    case 'personal':
      return [
        'personal',
        ...(referrers.length === 0 ? [] : [`erasing one reaches ${listed(referrers)}`]),
        ...(outside.length === 0 ? [] : [`events to ${listed(outside)} carry its id, not its fields`]),
      ].join('; ');
    case 'secret':
      return [
        'secret',
        'encrypted with a key of its own, kept out of logs',
        ...(outside.length === 0 ? [] : [`only ids go to ${listed(outside)}`]),
      ].join('; ');
    default:
      return entity.classification;
  }
};

const entityRows = (
  design: Design,
  tables: readonly Table[],
  dialect: Dialect | null,
): DataView['entities'] =>
  design.analysis.requirements.entities.map(entity => {
    const figure = storageOf(design, entity.name);
    const table = tables.find(one => one.entity === entity);
    return {
      name: entity.name,
      owner: entity.owner ?? unsaid,
      count: entity.count?.text ?? unsaid,
      size: entity.size?.text ?? unsaid,
      today: figure === undefined ? 'unknown' : formatFigure(figure.value, figure.unit),
      tenfold: figure?.tenfold === undefined ? 'unknown' : formatFigure(figure.tenfold, figure.unit),
      retention: table === undefined ? unsaid : retentionText(table, dialect),
      protection: protectionOf(design.analysis.requirements, entity),
    };
  });

const columnNote = (
  column: Column,
  { key, keyOrigin, foreignKeys }: Table,
  dialect: Dialect | null,
): string => {
  const refers = foreignKeys
    .filter(({ column: name }) => name === column.name)
    .map(({ entity, unchecked }) =>
      unchecked === null
        ? `refers to ${entity}`
        : unchecked === 'apart'
          ? `refers to ${entity}, unchecked: another owner's database`
          : `refers to ${entity}, unchecked: the types differ`,
    );
  return [
    ...(column.name === key.name ? [keyOrigin === 'given' ? 'key' : 'key (assumed)'] : []),
    ...refers,
    ...(column.origin === 'reference' ? ['added for the reference'] : []),
    ...(column.origin === 'retention' ? ['added: retention counts from it'] : []),
    ...(column.nullable ? ['may be missing'] : []),
    ...(dialect === 'sqlite' && !column.type.many ? [sqliteNote[column.type.kind] ?? []].flat() : []),
    ...(column.type.known ? [] : [`“${column.type.word}” is no type that is known here`]),
    ...(column.label !== column.name && column.origin === 'field' ? [`“${column.label}” in the file`] : []),
  ].join('; ');
};

const tableViews = (tables: readonly Table[], dialect: Dialect | null): DataView['tables'] =>
  tables
    .filter(({ columns }) => columns.some(({ origin }) => origin === 'field'))
    .map(table => ({
      entity: table.entity.name,
      table: table.name,
      columns: table.columns.map(column => ({
        name: column.name,
        type: typeIn(dialect, column),
        note: columnNote(column, table, dialect),
      })),
      indexes: table.indexes.map(({ column, because }) => ({ column, because })),
    }));

const contextsOf = (requirements: Requirements): DataView['contexts'] =>
  ownersOf(requirements).map(owner => {
    const own = requirements.entities.filter(one => one.owner === owner);
    const crossing = own.flatMap(({ name, references }) =>
      [...new Set(references ?? [])].flatMap(target => {
        const other = requirements.entities.find(one => one.name === target)?.owner;
        return other === undefined || other === owner ? [] : [`${name} → ${target} (${other})`];
      }),
    );
    return {
      owner,
      entities: own.map(({ name }) => name).join(', '),
      crossing: crossing.join(', ') || 'none',
    };
  });

const contextsNote = (design: Design, contexts: DataView['contexts']): string => {
  const crossing = contexts.filter(({ crossing: one }) => one !== 'none');
  if (contexts.length < 2) return '';
  if (crossing.length === 0) return 'No reference crosses from one owner to another.';
  return ownersApart(design)
    ? 'Each owner keeps a database of its own: a reference that crosses is an id without a foreign key, and what it names may be gone.'
    : 'A reference that crosses is a foreign key today; it is the first thing to go when an owner gets a database of its own.';
};

const keyQuestion = ({ entity, keyOrigin, key }: Table): string[] => {
  if (keyOrigin === 'given' || Object.keys(entity.fields ?? {}).length === 0) return [];
  return keyOrigin === 'assumed'
    ? [`What identifies one ${entity.name}? Its fields hold no key, so a generated id stands in.`]
    : [`Is ${key.label} what identifies one ${entity.name}? It is taken as the key, since others repeat it.`];
};

const questionsOf = ({ entities }: Requirements, tables: readonly Table[]): string[] => {
  const bare = entities.filter(({ fields }) => Object.keys(fields ?? {}).length === 0);
  const ownerless = entities.filter(({ owner }) => owner === undefined);
  const uncounted = entities.filter(({ size, count }) => size === undefined || count === undefined);
  const endless = entities.filter(
    ({ retention, count }) => retention === undefined && count?.dimension === 'rate',
  );
  return [
    ...tables.flatMap(keyQuestion),
    ...tables.flatMap(({ entity, foreignKeys, columns }) =>
      foreignKeys
        .filter(({ unchecked }) => unchecked === 'types')
        .map(
          ({ column, entity: target }) =>
            `${entity.name}.${columns.find(({ name }) => name === column)?.label ?? column} refers to ${target}, whose key has another type: which is right?`,
        ),
    ),
    ...tables
      .filter(({ entity, dated }) => entity.retention !== undefined && dated === null)
      .map(
        ({ entity }) => `From when does the retention of ${entity.name} (${entity.retention?.text}) count?`,
      ),
    ...(bare.length === 0
      ? []
      : [`Which fields ${bare.length === 1 ? 'does' : 'do'} ${listed(bare.map(({ name }) => name))} have?`]),
    ...(ownerless.length === 0 ? [] : [`Who owns ${listed(ownerless.map(({ name }) => name))}?`]),
    ...(uncounted.length === 0
      ? []
      : [`How large is one ${uncounted.map(({ name }) => name).join(', one ')}, and how many are there?`]),
    ...(endless.length === 0
      ? []
      : [`How long is one ${endless.map(({ name }) => name).join(', one ')} kept?`]),
  ];
};

const assumptionsOf = (tables: readonly Table[], dialect: Dialect | null): string[] => {
  const dated = tables.filter(one => one.dated?.origin === 'field');
  const money = tables.filter(({ columns }) =>
    columns.some(({ type }) => type.kind === 'money' && !type.digits),
  );
  const described = tables.some(({ columns }) => columns.some(({ origin }) => origin === 'field'));
  return [
    ...(described ? ['A field is required unless its type ends in a question mark.'] : []),
    ...dated.map(
      ({ entity, dated: column }) => `The retention of ${entity.name} counts from ${column?.label ?? ''}.`,
    ),
    ...(dialect === 'postgresql' && tables.some(goesByPartition)
      ? [
          `Above ${formatGiven(mostDeletesADay, 'count')} rows a day, what is past its retention goes by the partition instead of row by row.`,
        ]
      : []),
    ...(money.length > 0 && (dialect === 'postgresql' || dialect === 'cockroachdb')
      ? [`Amounts of ${listed(money.map(({ entity }) => entity.name))} have at most four decimals.`]
      : []),
  ];
};

/** The data section: entities, tables in the chosen store, owners and what crosses them. Pure. */
export const dataOf = (design: Design): DataView => {
  const { requirements } = design.analysis;
  const { name, dialect } = storeOf(design);
  const tables = tablesIn(design);
  const contexts = contextsOf(requirements);
  return {
    gap:
      requirements.entities.length > 0
        ? ''
        : `The requirements name no entities, so there is no data model. The question for it: what are the things that ${requirements.system} keeps, who owns each, how large is one, how many are there and how long are they kept?`,
    store: name ?? 'no store is chosen yet',
    entities: entityRows(design, tables, dialect),
    tables: tableViews(tables, dialect),
    contexts,
    contexts_note: contextsNote(design, contexts),
    schema_file: schemaFileOf(design)?.path ?? '',
    assumptions: assumptionsOf(tables, dialect),
    questions: questionsOf(requirements, tables),
  };
};
