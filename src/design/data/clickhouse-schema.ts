import type { Design } from '../../stages/design.ts';
import type { FieldType } from './field-types.ts';
import { escapedLiteral, identifier, remark } from './sql-names.ts';
import type { Column, Table } from './tables.ts';

const typeOf = ({ kind, digits, values }: FieldType): string => {
  switch (kind) {
    case 'uuid':
      return 'UUID';
    case 'integer':
    case 'duration':
      return 'Int64';
    case 'decimal':
    case 'money': {
      const [precision, scale] = digits ?? [18, 4];
      return `Decimal(${Math.min(precision, 76)}, ${Math.min(scale, precision, 76)})`;
    }
    case 'real':
      return 'Float64';
    case 'boolean':
      return 'Bool';
    case 'date':
      return 'Date32';
    case 'timestamp':
      return "DateTime64(3, 'UTC')";
    case 'enumeration':
      return `Enum16(${values.map((value, index) => `${escapedLiteral(value)} = ${index + 1}`).join(', ')})`;
    default:
      return 'String';
  }
};

/** A column's type as ClickHouse spells it. */
export const clickhouseTypeOf = ({ type, nullable }: Pick<Column, 'type' | 'nullable'>): string =>
  type.many ? `Array(${typeOf(type)})` : nullable ? `Nullable(${typeOf(type)})` : typeOf(type);

const tableSql = (table: Table): string[] => {
  const { entity, dated, key, columns, name } = table;
  const days = entity.retention === undefined ? null : Math.ceil(entity.retention.value / 86_400);
  const order = [...(dated === null ? [] : [dated.name]), key.name].map(identifier).join(', ');
  return [
    remark(`${entity.name}${entity.owner === undefined ? '' : `, owned by ${entity.owner}`}`),
    `CREATE TABLE ${identifier(name)} (`,
    ...columns.map((column, index) => {
      const comma = index === columns.length - 1 ? '' : ',';
      const note = column.type.known ? '' : ` ${remark(`“${column.type.word}” in the requirements`)}`;
      return `  ${identifier(column.name)} ${clickhouseTypeOf(column)}${comma}${note}`;
    }),
    `) ENGINE = MergeTree`,
    ...(dated === null ? [] : [`PARTITION BY toYYYYMM(${identifier(dated.name)})`]),
    `ORDER BY (${order})${dated === null || days === null ? ';' : ''}`,
    ...(dated === null || days === null
      ? []
      : [`TTL toDateTime(${identifier(dated.name)}) + INTERVAL ${days} DAY DELETE;`]),
    '',
  ];
};

/** The schema for ClickHouse: no foreign keys there; retention is the table's own TTL. Pure. */
export const clickhouseSchemaOf = (design: Design, tables: readonly Table[]): string =>
  [
    remark(
      `${design.analysis.requirements.system}: schema, derived from the requirements. A draft to review.`,
    ),
    '',
    ...tables.flatMap(tableSql),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
