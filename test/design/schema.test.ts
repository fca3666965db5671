import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFileOf, tablesIn } from '../../src/design/data/schema-file.ts';
import { sqlSchemaOf } from '../../src/design/data/sql-schema.ts';
import type { Design } from '../../src/stages/design.ts';
import { choosing, exampleDesign, examples, hostileFile, undecided } from './samples.ts';

let postgresql: PGlite;
let sqlite: SqlJsStatic;
let designs: ReadonlyMap<string, Design>;

beforeAll(async () => {
  postgresql = await PGlite.create();
  sqlite = await initSqlJs();
  designs = new Map(
    await Promise.all(examples.map(async name => [name, await exampleDesign(name)] as const)),
  );
}, 120_000);
afterAll(() => postgresql.close());

/** Runs the schema in a database of its own and answers with its tables and foreign keys. */
const inPostgresql = async (sql: string): Promise<{ tables: string[]; keys: number }> => {
  await postgresql.exec('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;');
  await postgresql.exec(sql);
  const { rows } = await postgresql.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace",
  );
  const keys = await postgresql.query("SELECT 1 FROM pg_constraint WHERE contype = 'f' AND conparentid = 0");
  return { tables: rows.map(({ relname }) => relname), keys: keys.rows.length };
};

const inSqlite = (sql: string): { tables: string[]; keys: number } => {
  const database = new sqlite.Database();
  try {
    database.run(sql);
    const names = database
      .exec("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
      .flatMap(({ values }) => values.map(([name]) => String(name)));
    // A foreign key that fits no key of its target shows only here.
    database.exec('PRAGMA foreign_key_check');
    const keys = database
      .exec(
        "SELECT f.id FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS f WHERE s.type = 'table'",
      )
      .flatMap(({ values }) => values);
    return { tables: names, keys: keys.length };
  } finally {
    database.close();
  }
};

const wanted = (design: Design) => {
  const tables = tablesIn(design);
  return {
    tables: tables.map(({ name }) => name).sort(),
    keys: tables.flatMap(({ foreignKeys }) => foreignKeys.filter(({ unchecked }) => unchecked === null))
      .length,
  };
};

describe('schemas run in the store that they are for', () => {
  test.each(['club-bookings', 'ticket-shop', 'payment-ledger'])('%s', async name => {
    const design = designs.get(name);
    if (design === undefined) throw new Error(`no example ${name}`);
    const tables = tablesIn(design);
    const { tables: names, keys } = wanted(design);
    for (const result of [
      await inPostgresql(sqlSchemaOf(design, tables, 'postgresql')),
      inSqlite(sqlSchemaOf(design, tables, 'sqlite')),
    ]) {
      expect(result.tables).toEqual(expect.arrayContaining(names));
      expect(result.keys).toBe(keys);
    }
  });

  test('rows that obey the schema go in, rows that do not are refused', () => {
    const design = designs.get('club-bookings');
    if (design === undefined) throw new Error('no example');
    const database = new sqlite.Database();
    database.run(sqlSchemaOf(design, tablesIn(design), 'sqlite'));
    database.run(
      "INSERT INTO court VALUES ('c1'); INSERT INTO member VALUES ('m1', 'A', 'a@b.c', '2026-01-01')",
    );
    database.run("INSERT INTO booking VALUES ('b1', 'c1', 'm1', '2026-01-02T10:00:00Z')");
    expect(() =>
      database.run("INSERT INTO booking VALUES ('b2', 'c9', 'm1', '2026-01-02T10:00:00Z')"),
    ).toThrow(/FOREIGN KEY/);
    database.run(
      "INSERT INTO outbox (aggregate_type, aggregate_id, event_type, payload) VALUES ('Booking', 'b1', 'CourtBooked', '{}')",
    );
    expect(
      database.exec('SELECT id, occurred_at FROM outbox WHERE published_at IS NULL')[0]?.values[0],
    ).toEqual([1, expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)]);
    database.close();
  });

  test('hostile names of entities, fields and types, circles included', async () => {
    await fc.assert(
      fc.asyncProperty(hostileFile, async file => {
        const design = undecided(file);
        const tables = tablesIn(design);
        const { tables: names, keys } = wanted(design);
        for (const result of [
          await inPostgresql(sqlSchemaOf(design, tables, 'postgresql')),
          inSqlite(sqlSchemaOf(design, tables, 'sqlite')),
        ]) {
          expect(result.tables.sort()).toEqual(names);
          expect(result.keys).toBe(keys);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('the file of the chosen store', () => {
  test.each([
    ['postgresql', 'schema.sql', 'timestamptz'],
    ['sqlite', 'schema.sql', 'STRICT'],
    ['cockroachdb', 'schema.sql', 'timestamptz'],
    ['clickhouse', 'schema.sql', 'MergeTree'],
    ['mongodb', 'schema.mongodb.json', 'bsonType'],
    ['dynamodb', 'keys.dynamodb.json', 'partition_key'],
  ])('%s', (option, path, part) => {
    const design = designs.get('ticket-shop');
    if (design === undefined) throw new Error('no example');
    const file = schemaFileOf(choosing(design, 'primary-store', option));
    expect(file?.path).toBe(path);
    expect(file?.content).toContain(part);
    if (path.endsWith('.json')) expect(JSON.parse(file?.content ?? '')).toHaveLength(5);
  });

  test('owners that keep their data apart have no foreign keys between them', () => {
    const design = designs.get('ticket-shop');
    if (design === undefined) throw new Error('no example');
    const together = choosing(design, 'decomposition', 'modular-monolith');
    expect(schemaFileOf(design)?.content).not.toContain('REFERENCES');
    expect(schemaFileOf(together)?.content).toContain('REFERENCES seat (id)');
  });

  test('none without fields', async () => {
    expect(schemaFileOf(await exampleDesign('order-notifications'))).toBeNull();
  });
});
