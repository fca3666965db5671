import type { Design } from '../../stages/design.ts';
import { type Dialect, ownersApart, storeOf } from '../store.ts';
import { clickhouseSchemaOf, clickhouseTypeOf } from './clickhouse-schema.ts';
import { bsonTypeOf, dynamodbKeysOf, mongodbSchemaOf } from './document-schema.ts';
import { sqlSchemaOf, sqlTypeOf } from './sql-schema.ts';
import { type Column, type Table, tablesOf } from './tables.ts';

/** A file beside the design document; `path` is relative to its folder. */
export type Attachment = { readonly path: string; readonly content: string };

const written = (design: Design, tables: readonly Table[], dialect: Dialect): Attachment => {
  switch (dialect) {
    case 'mongodb':
      return { path: 'schema.mongodb.json', content: mongodbSchemaOf(tables) };
    case 'dynamodb':
      return { path: 'keys.dynamodb.json', content: dynamodbKeysOf(tables) };
    case 'clickhouse':
      return { path: 'schema.sql', content: clickhouseSchemaOf(design, tables) };
    default:
      return { path: 'schema.sql', content: sqlSchemaOf(design, tables, dialect) };
  }
};

/** A column's type in the words of the dialect; in the file's own words without one. */
export const typeIn = (dialect: Dialect | null, column: Column): string => {
  switch (dialect) {
    case null:
      return column.type.word;
    case 'mongodb':
      return bsonTypeOf(column.type);
    case 'dynamodb':
      return column.type.many ? `list of ${column.type.kind}` : column.type.kind;
    case 'clickhouse':
      return clickhouseTypeOf(column);
    default:
      return sqlTypeOf(dialect, column.type);
  }
};

/** The entities as tables, in this design. */
export const tablesIn = (design: Design): readonly Table[] =>
  tablesOf(design.analysis.requirements, ownersApart(design));

/** The schema of the chosen store; null where no entity has fields, or no store with a known dialect is chosen. Pure. */
export const schemaFileOf = (design: Design): Attachment | null => {
  const { dialect } = storeOf(design);
  const fields = design.analysis.requirements.entities.some(one => Object.keys(one.fields ?? {}).length > 0);
  return dialect === null || !fields ? null : written(design, tablesIn(design), dialect);
};
