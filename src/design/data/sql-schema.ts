import type { Design } from '../../stages/design.ts';
import { type EventLog, eventLogOf, ownersApart } from '../store.ts';
import type { FieldType } from './field-types.ts';
import { canBePartitioned, goesByPartition } from './partitions.ts';
import { identifier, literal, remark } from './sql-names.ts';
import type { Column, ForeignKey, Table } from './tables.ts';
import { type TenantRows, tenantLine, tenantPolicy, tenantRowsOf } from './tenant-rows.ts';

type Sql = {
  readonly name: 'postgresql' | 'sqlite' | 'cockroachdb';
  readonly typeOf: (type: FieldType) => string;
  /** What stands at the head of the file. */
  readonly head: readonly string[];
  readonly tableEnd: string;
  /** A key that the store numbers itself. */
  readonly sequence: string;
  readonly text: string;
  readonly timestamp: string;
  readonly now: string;
  readonly json: string;
};

const postgresqlType = ({ kind, length, digits, word }: FieldType): string => {
  switch (kind) {
    case 'integer':
      return /^(?:big|long|int64)/iu.test(word) ? 'bigint' : 'integer';
    case 'text':
      return length === null ? 'text' : `varchar(${length})`;
    case 'enumeration':
      return 'text';
    case 'money':
      return digits === null ? 'numeric(19, 4)' : `numeric(${digits.join(', ')})`;
    case 'decimal':
      return digits === null ? 'numeric' : `numeric(${digits.join(', ')})`;
    case 'real':
      return 'double precision';
    case 'timestamp':
      return 'timestamptz';
    case 'duration':
      return 'interval';
    case 'json':
      return 'jsonb';
    case 'bytes':
      return 'bytea';
    default:
      return kind;
  }
};

const sqliteType = ({ kind }: FieldType): string => {
  switch (kind) {
    case 'integer':
    case 'boolean':
    case 'money':
    case 'duration':
      return 'INTEGER';
    case 'real':
      return 'REAL';
    case 'bytes':
      return 'BLOB';
    default:
      return 'TEXT';
  }
};

const postgresql: Sql = {
  name: 'postgresql',
  typeOf: type => (type.many ? 'jsonb' : postgresqlType(type)),
  head: [],
  tableEnd: ')',
  sequence: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  text: 'text',
  timestamp: 'timestamptz',
  now: 'now()',
  json: 'jsonb',
};

const dialectsOfSql: Readonly<Record<Sql['name'], Sql>> = {
  postgresql,
  cockroachdb: { ...postgresql, name: 'cockroachdb' },
  sqlite: {
    name: 'sqlite',
    typeOf: type => (type.many ? 'TEXT' : sqliteType(type)),
    head: ['PRAGMA journal_mode = WAL;', 'PRAGMA foreign_keys = ON; -- for each connection', ''],
    tableEnd: ') STRICT',
    sequence: 'INTEGER PRIMARY KEY',
    text: 'TEXT',
    timestamp: 'TEXT',
    now: "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
    json: 'TEXT',
  },
};

/** A column's type as the dialect spells it. */
export const sqlTypeOf = (name: Sql['name'], type: FieldType): string => dialectsOfSql[name].typeOf(type);

/** SQLite has few types: what a column of one holds is said beside it. */
export const sqliteNote: Partial<Record<FieldType['kind'], string>> = {
  boolean: '0 or 1',
  money: 'in the smallest unit of its currency',
  decimal: 'decimal digits as text, so that none is lost',
  duration: 'seconds',
  date: 'ISO 8601 date',
  time: 'ISO 8601 time',
  timestamp: 'ISO 8601, UTC',
  json: 'JSON',
};

const originNote: Partial<Record<Column['origin'], string>> = {
  key: 'assumed: the requirements name no key',
  reference: 'from the references of the requirements',
  retention: 'added, so that retention can count from it',
};

const noteOf = ({ type, origin }: Column, sql: Sql): string[] => [
  ...(originNote[origin] === undefined ? [] : [originNote[origin]]),
  ...(type.many ? [`JSON list: ${type.word}`] : []),
  ...(type.known ? [] : [`“${type.word}” in the requirements, no type that is known here`]),
  ...(sql.name === 'sqlite' && !type.many ? [sqliteNote[type.kind] ?? []].flat() : []),
];

const checkOf = ({ name, type }: Column, sql: Sql): string => {
  if (type.many) return '';
  const column = identifier(name);
  if (type.kind === 'enumeration') return ` CHECK (${column} IN (${type.values.map(literal).join(', ')}))`;
  if (sql.name !== 'sqlite') return '';
  if (type.kind === 'boolean') return ` CHECK (${column} IN (0, 1))`;
  return type.kind === 'text' && type.length !== null ? ` CHECK (length(${column}) <= ${type.length})` : '';
};

const referenceTo = ({ table, late }: ForeignKey, tables: readonly Table[]): string => {
  const key = tables.find(({ name }) => name === table)?.key.name ?? 'id';
  return `REFERENCES ${identifier(table)} (${identifier(key)})${late ? ' DEFERRABLE INITIALLY DEFERRED' : ''}`;
};

const uncheckedNote = ({ entity, unchecked }: ForeignKey): string =>
  unchecked === 'apart'
    ? `refers to ${entity}, which another owner keeps in a database of its own`
    : `refers to ${entity}, whose key has another type: which one is right?`;

/** One line of a table: the definition, and what is to be said beside it. */
type Line = { readonly text: string; readonly notes: readonly string[] };

const columnLine = (
  column: Column,
  table: Table,
  tables: readonly Table[],
  sql: Sql,
  parted: boolean,
): Line => {
  const keys = table.foreignKeys.filter(one => one.column === column.name);
  const checked = keys.filter(
    ({ unchecked, late }) => unchecked === null && !(late && sql.name !== 'sqlite'),
  );
  const isKey = column.name === table.key.name;
  const standard = isKey && column.origin === 'key' && column.type.kind === 'uuid' && sql.name !== 'sqlite';
  const text = [
    identifier(column.name),
    sql.typeOf(column.type),
    ...(column.nullable ? [] : ['NOT NULL']),
    ...(standard ? ['DEFAULT gen_random_uuid()'] : []),
    ...(column.origin === 'retention' ? [`DEFAULT ${sql.now}`] : []),
    ...(isKey && !parted ? ['PRIMARY KEY'] : []),
    ...checked.map(key => referenceTo(key, tables)),
  ].join(' ');
  const unchecked = keys.filter(key => key.unchecked !== null).map(uncheckedNote);
  return { text: `${text}${checkOf(column, sql)}`, notes: [...noteOf(column, sql), ...unchecked] };
};

const created = (name: string, lines: readonly Line[], end: string): string[] => [
  `CREATE TABLE ${identifier(name)} (`,
  ...lines.map(({ text, notes }, index) => {
    const comma = index === lines.length - 1 ? '' : ',';
    return `  ${text}${comma}${notes.length === 0 ? '' : ` ${remark(notes.join('; '))}`}`;
  }),
  `${end};`,
];

const headOf = ({ entity, columns }: Table): string[] => {
  const said = [
    entity.name,
    ...(entity.owner === undefined ? [] : [`owned by ${entity.owner}`]),
    `${entity.classification ?? 'internal'} data`,
    ...(entity.retention === undefined ? [] : [`kept for ${entity.retention.text}`]),
  ];
  return [
    remark(said.join(', ')),
    ...(columns.some(({ origin }) => origin === 'field')
      ? []
      : [remark('The requirements name no fields for it; only what identifies and links it stands here.')]),
  ];
};

const tableSql = (
  table: Table,
  tables: readonly Table[],
  sql: Sql,
  tenantRows: TenantRows | null,
): string[] => {
  const parted = sql.name === 'postgresql' && canBePartitioned(table, tables);
  const { dated } = table;
  const given = table.columns.map(column => columnLine(column, table, tables, sql, parted));
  const typeOf = (one: Table): string => sql.typeOf(one.key.type);
  const tenant = tenantRows === null ? null : tenantLine(table, tenantRows, typeOf);
  const lines = tenant === null ? given : [...given.slice(0, 1), tenant, ...given.slice(1)];
  const partition = parted && dated !== null ? identifier(dated.name) : null;
  const key: Line[] =
    partition === null
      ? []
      : [{ text: `PRIMARY KEY (${keysOf(table).map(identifier).join(', ')})`, notes: [] }];
  const end = partition === null ? sql.tableEnd : `) PARTITION BY RANGE (${partition})`;
  return [
    ...headOf(table),
    ...created(table.name, [...lines, ...key], end),
    ...(partition === null
      ? []
      : [
          remark('One partition for each month; this one takes what no month takes and is to stay empty.'),
          `CREATE TABLE ${identifier(defaultPartition(table))} PARTITION OF ${identifier(table.name)} DEFAULT;`,
        ]),
    ...(sql.name === 'postgresql' && goesByPartition(table) && !parted
      ? [
          remark(
            `To drop months of it whole, its key needs ${dated?.name ?? ''} beside ${table.key.name}, and so does whatever refers to it.`,
          ),
        ]
      : []),
    ...table.indexes.map(
      ({ name, column, because }) =>
        `CREATE INDEX ${identifier(name)} ON ${identifier(table.name)} (${identifier(column)}); ${remark(because)}`,
    ),
    ...(tenantRows === null || sql.name !== 'postgresql' ? [] : tenantPolicy(table, tenantRows, typeOf)),
    '',
  ];
};

const keysOf = ({ key, dated }: Table): string[] => [
  ...new Set([key.name, ...(dated === null ? [] : [dated.name])]),
];
const defaultPartition = ({ name }: Table): string => `${name}_rest`;

const circles = (tables: readonly Table[], sql: Sql): string[] => {
  if (sql.name === 'sqlite') return [];
  const late = tables.flatMap(table =>
    table.foreignKeys
      .filter(({ late: behind, unchecked }) => behind && unchecked === null)
      .map(
        key =>
          `ALTER TABLE ${identifier(table.name)} ADD FOREIGN KEY (${identifier(key.column)}) ${referenceTo(
            // CockroachDB checks at once or not at all.
            sql.name === 'cockroachdb' ? { ...key, late: false } : key,
            tables,
          )};`,
      ),
  );
  return late.length === 0 ? [] : [remark('Tables that refer to each other in a circle.'), ...late, ''];
};

const line = (text: string): Line => ({ text, notes: [] });

const eventTable = (log: EventLog, tables: readonly Table[], sql: Sql): string[] => {
  const free = (wanted: string): string => {
    const taken = new Set(tables.flatMap(({ name, indexes }) => [name, ...indexes.map(index => index.name)]));
    return taken.has(wanted) ? free(`${wanted}_log`) : wanted;
  };
  const common = [
    line(`event_type ${sql.text} NOT NULL`),
    line(`payload ${sql.json} NOT NULL`),
    line(`occurred_at ${sql.timestamp} NOT NULL DEFAULT ${sql.now}`),
  ];
  if (log === 'outbox') {
    const name = free('outbox');
    return [
      remark(
        'Transactional outbox: a command writes its event here in the transaction that changes the table.',
      ),
      ...created(
        name,
        [
          line(`id ${sql.sequence}`),
          line(`aggregate_type ${sql.text} NOT NULL`),
          line(`aggregate_id ${sql.text} NOT NULL`),
          ...common,
          { text: `published_at ${sql.timestamp}`, notes: ['null until the relay has passed it on'] },
        ],
        sql.tableEnd,
      ),
      `CREATE INDEX ${identifier(free(`${name}_unpublished_idx`))} ON ${identifier(name)} (id) WHERE published_at IS NULL;`,
      '',
    ];
  }
  if (log !== 'event-sourcing') return [];
  return [
    remark(
      'Event store: the state of an aggregate is the sum of its events; the tables above are projections of it.',
    ),
    ...created(
      free('event_store'),
      [
        line(`aggregate_type ${sql.text} NOT NULL`),
        line(`aggregate_id ${sql.text} NOT NULL`),
        {
          text: `version ${sql.name === 'sqlite' ? 'INTEGER' : 'bigint'} NOT NULL`,
          notes: ['two writers of one version: the second fails and reads again'],
        },
        ...common,
        line('PRIMARY KEY (aggregate_type, aggregate_id, version)'),
      ],
      sql.tableEnd,
    ),
    '',
  ];
};

const tenantHead = [
  remark("Each connection says whose rows it may see: SET app.tenant = '…'. Without it every query fails."),
  '',
];

/** The schema in SQL, ready to run on an empty database. Pure. */
export const sqlSchemaOf = (design: Design, tables: readonly Table[], name: Sql['name']): string => {
  const sql = dialectsOfSql[name];
  const tenantRows = tenantRowsOf(design, tables);
  const evented = tables.some(({ entity }) => entity.commands.length > 0);
  return [
    remark(
      `${design.analysis.requirements.system}: schema, derived from the requirements. A draft to review.`,
    ),
    ...(ownersApart(design)
      ? [
          remark(
            'Each owner has a database of its own: its tables belong there, with an event table of their own.',
          ),
        ]
      : []),
    ...sql.head,
    '',
    ...(tenantRows?.policies === true && sql.name === 'postgresql' ? tenantHead : []),
    ...tables.flatMap(table => tableSql(table, tables, sql, tenantRows)),
    ...circles(tables, sql),
    ...(evented ? eventTable(eventLogOf(design), tables, sql) : []),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n+$/, '\n');
};
