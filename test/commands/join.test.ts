import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { joined } from '../../src/commands/join.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'adrgen-join-'));
  mkdirSync(join(root, '.git'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};
const nygard = '# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\nA\n\n## Decision\n\nB\n';
const madr = '---\nstatus: accepted\n---\n# A\n\n## Considered Options\n\n* B\n\n## Decision Outcome\n\nC\n';
const found = (said: Parameters<typeof joined>[2] = {}, cwd = root) => joined(root, 'Orders', said, cwd);

test('a repository without records gets docs/adr and MADR', () => {
  expect(found()).toEqual({ out: 'docs', format: 'madr' });
});

test('records go where records are, in their format', () => {
  put({ 'docs/decisions/0001-a.md': madr });
  expect(found()).toEqual({ out: 'docs', format: 'madr', records: 'docs/decisions' });
  put({ 'doc/adr/0001-a.md': nygard, 'doc/adr/0002-b.md': nygard, '.adr-dir': 'doc/adr\n' });
  expect(found()).toEqual({ out: 'docs', format: 'nygard', records: 'doc/adr' });
  put({ 'doc/adr/0003-c.md': madr, 'doc/adr/0004-d.md': madr });
  expect(found()).toMatchObject({ format: 'madr', records: 'doc/adr' });
});

test('a folder without records is not joined, unless a configuration names it', () => {
  mkdirSync(join(root, 'docs/decisions'), { recursive: true });
  expect(found().records).toBeUndefined();
  put({ 'adr.config.json': '{"path": "./records"}' });
  expect(found().records).toBe('records');
});

test('from a folder below, only what belongs to it is joined', () => {
  put({ 'docs/decisions/0001-a.md': nygard, 'services/a/doc/adr/0001-a.md': nygard });
  expect(found({}, join(root, 'services/a'))).toMatchObject({
    records: 'services/a/doc/adr',
    format: 'nygard',
  });
  mkdirSync(join(root, 'services/b'));
  expect(found({}, join(root, 'services/b'))).toEqual({ out: 'docs', format: 'madr' });
});

test('what is said goes before', () => {
  put({ 'doc/adr/0001-a.md': nygard });
  expect(found({ format: 'madr' })).toMatchObject({ format: 'madr', records: 'doc/adr' });
  expect(found({ out: join(root, 'other') })).toEqual({ out: join(root, 'other'), format: 'madr' });
});

test('a system stays as its lock says', () => {
  const settings = { out: 'docs', records: 'doc/adr', format: 'nygard', images: [], templates: null };
  const made = {
    ...{ from: null, source: '', requirements: '', catalogue: '', templates: '', pictures: null },
    ...{ generator: '', settings, records: [] },
  };
  const lock = {
    adrgen: 1,
    system: 'orders',
    document: '_design',
    number: null,
    path: 'docs/design/orders.md',
  };
  put({
    '.adrgen/locks/orders/_design.json': JSON.stringify({
      ...lock,
      date: '',
      architect: '',
      made,
      files: {},
    }),
    'docs/adr/0001-a.md': madr,
  });
  expect(found()).toEqual({ out: join(root, 'docs'), format: 'nygard', records: 'doc/adr' });
  expect(found({ out: join(root, 'docs'), format: 'madr' })).toMatchObject({
    format: 'madr',
    records: 'doc/adr',
  });
  expect(found({ out: join(root, 'else') }).records).toBeUndefined();
});
