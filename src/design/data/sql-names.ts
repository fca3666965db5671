import { fnv1a } from '../../model/identity.ts';
import { oneLine, wordsOf } from '../labels.ts';

/** Reserved in PostgreSQL, CockroachDB, SQLite or ClickHouse; quoting one too many does no harm. */
const reserved: ReadonlySet<string> = new Set(
  (
    'abort action add after all alter always analyse analyze and any array as asc asymmetric attach ' +
    'authorization autoincrement before begin between binary both by cascade case cast check collate collation ' +
    'column commit concurrently conflict constraint create cross current current_catalog current_date ' +
    'current_role current_schema current_time current_timestamp current_user database default deferrable ' +
    'deferred delete desc detach distinct do drop each else end escape except exclude exclusive exists explain ' +
    'fail false fetch filter final first following for foreign format freeze from full generated glob global ' +
    'grant group groups having if ignore ilike immediate in index indexed initially inner insert instead ' +
    'intersect interval into is isnull join key last lateral leading left like limit localtime localtimestamp ' +
    'match materialized natural no not nothing notnull null nulls of offset on only or order others outer over ' +
    'overlaps partition placing plan pragma preceding prewhere primary query raise range recursive references ' +
    'regexp reindex release rename replace restrict returning right rollback row rows sample savepoint select ' +
    'session_user set settings similar some symmetric system_user table tablesample temp temporary then ties to ' +
    'trailing transaction trigger true unbounded union unique update user using vacuum values variadic verbose ' +
    'view virtual when where window with within without'
  ).split(' '),
);

/** PostgreSQL cuts identifiers behind 63 bytes, silently. */
const mostBytes = 63;
const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

const shortened = (name: string): string => {
  // Room is left for a number behind it, should two names be the same.
  const room = mostBytes - 6;
  if (bytesOf(name) <= room) return name;
  const check = (fnv1a(name) % 36 ** 5).toString(36).padStart(5, '0');
  let kept = '';
  for (const character of name) {
    if (bytesOf(kept + character) > room - check.length - 1) break;
    kept += character;
  }
  return `${kept}_${check}`;
};

/** A name as stores spell it: `Fraud case` gives `fraud_case`; of any script; `other` where no letter is left. */
export const snakeCase = (name: string, other: string): string => {
  const spelled = wordsOf(name).join('_') || other;
  return shortened(forbidden.test(spelled) ? `own_${spelled}` : spelled);
};

/** Columns that PostgreSQL has in every table, and SQLite's prefix for tables of its own. */
const forbidden = /^(?:ctid|xmin|xmax|cmin|cmax|tableoid|sqlite_.*)$/;

/** `table_column_idx` and the like, short enough. */
export const joinedName = (...parts: readonly string[]): string => shortened(parts.join('_'));

const plain = /^[a-z_][a-z0-9_]*$/;

/** An identifier, in quotes where it needs them. */
export const identifier = (name: string): string =>
  plain.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** A text literal. Control characters, which some stores refuse, become spaces. */
export const literal = (text: string): string => `'${oneLine(text).replaceAll("'", "''")}'`;

/** ClickHouse also reads backslashes. */
export const escapedLiteral = (text: string): string =>
  `'${oneLine(text).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A comment to the end of the line. */
export const remark = (text: string): string => `-- ${oneLine(text)}`;
