import { oneLine } from '../labels.ts';
import type { FieldType } from './field-types.ts';
import { goesByPartition } from './partitions.ts';
import type { Table } from './tables.ts';

const bsonType: Readonly<Record<FieldType['kind'], string>> = {
  text: 'string',
  uuid: 'binData',
  integer: 'long',
  decimal: 'decimal',
  money: 'decimal',
  real: 'double',
  boolean: 'bool',
  date: 'date',
  time: 'string',
  timestamp: 'date',
  duration: 'long',
  json: 'object',
  bytes: 'binData',
  enumeration: 'string',
};

/** A field's BSON type. */
export const bsonTypeOf = ({ kind, many }: FieldType): string => (many ? 'array' : bsonType[kind]);

const propertyOf = (type: FieldType): object => {
  const one = {
    bsonType: bsonType[type.kind],
    ...(type.kind === 'enumeration' ? { enum: type.values.map(oneLine) } : {}),
    ...(type.kind === 'text' && type.length !== null ? { maxLength: type.length } : {}),
    ...(type.known ? {} : { description: `“${oneLine(type.word)}” in the requirements` }),
  };
  return type.many ? { bsonType: 'array', items: one } : one;
};

/** The file's key is MongoDB's own `_id`; other fields keep their names. */
const fieldName = (table: Table, column: string): string => (column === table.key.name ? '_id' : column);

const collection = (table: Table): object => {
  const seconds = table.entity.retention?.value;
  const expires =
    table.dated === null || seconds === undefined ? null : { seconds, column: table.dated.name };
  return {
    create: table.name,
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        title: oneLine(table.entity.name),
        required: table.columns.filter(({ nullable }) => !nullable).map(({ name }) => fieldName(table, name)),
        properties: Object.fromEntries(
          table.columns.map(({ name, type }) => [fieldName(table, name), propertyOf(type)]),
        ),
      },
    },
    indexes: table.indexes.map(({ name, column }) => ({
      key: { [fieldName(table, column)]: 1 },
      name,
      // A TTL index can expire what is dated by a timestamp; MongoDB takes at most 2^31 − 1 seconds.
      ...(expires?.column === column
        ? { expireAfterSeconds: Math.min(Math.ceil(expires.seconds), 2_147_483_647) }
        : {}),
    })),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Collections with their validators and indexes, as arguments of MongoDB's `create` and `createIndexes`. Pure. */
export const mongodbSchemaOf = (tables: readonly Table[]): string => json(tables.map(collection));

/** The design of keys for DynamoDB: a table for each entity, an index for each way in. Pure. */
export const dynamodbKeysOf = (tables: readonly Table[]): string =>
  json(
    tables.map(table => ({
      table: table.name,
      partition_key: table.key.name,
      time_to_live:
        table.dated === null || table.entity.retention === undefined
          ? null
          : { attribute: 'expires_at', set_to: `${table.dated.name} + ${table.entity.retention.text}` },
      attributes: table.columns.map(({ name, type }) => ({
        name,
        holds: type.many ? `list of ${type.kind}` : type.kind,
      })),
      global_secondary_indexes: table.indexes
        .filter(({ column }) => column !== table.dated?.name)
        .map(({ name, column, because }) => ({
          name,
          partition_key: column,
          sort_key: table.dated?.name ?? table.key.name,
          because: oneLine(because),
        })),
      ...(goesByPartition(table)
        ? { write_sharding: 'check the hottest partition key against its limit' }
        : {}),
    })),
  );
