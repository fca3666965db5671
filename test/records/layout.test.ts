import { expect, test } from 'vitest';
import type { Lock } from '../../src/model/changes.ts';
import { placesOf } from '../../src/records/layout.ts';

const folders = { records: 'docs/adr', design: 'docs/design' };

const lock = (document: string, number: number | null, path: string): Lock => ({
  adrgen: 1,
  system: 'orders',
  document,
  number,
  path,
  date: '2025-05-05',
  architect: 'catalogue',
  files: {},
});

test('new records are numbered in the order of the decisions, after what lies in the folder', () => {
  const { records, design } = placesOf(
    'Orders',
    ['store', 'compute'],
    folders,
    [],
    ['0007-x.md'],
    false,
    '2026-01-01',
  );
  expect([...records.values()].map(({ path }) => path)).toEqual([
    'docs/adr/0008-store.md',
    'docs/adr/0009-compute.md',
  ]);
  expect(design).toEqual({ path: 'docs/design/orders.md', date: '2026-01-01' });
});

test('what was written before keeps number, path and date, whatever comes before it now', () => {
  const locks = [
    lock('store', 3, 'docs/adr/0003-store.md'),
    lock('_design', null, 'docs/design/old-name.md'),
  ];
  const { records, design } = placesOf(
    'Orders',
    ['compute', 'store'],
    folders,
    locks,
    ['0003-store.md'],
    false,
    '2026-01-01',
  );
  expect(records.get('store')).toEqual({ number: 3, path: 'docs/adr/0003-store.md', date: '2025-05-05' });
  expect(records.get('compute')).toEqual({ number: 4, path: 'docs/adr/0004-compute.md', date: '2026-01-01' });
  expect(design).toEqual({ path: 'docs/design/old-name.md', date: '2025-05-05' });
});

test('the number of a record that was removed is not given away', () => {
  const locks = [lock('store', 3, 'docs/adr/0003-store.md')];
  const { records } = placesOf('Orders', ['compute'], folders, locks, [], false, '2026-01-01');
  expect(records.get('compute')?.number).toBe(4);
});

test('locks of another folder do not count', () => {
  const locks = [lock('store', 3, 'elsewhere/adr/0003-store.md')];
  const { records } = placesOf('Orders', ['store'], folders, locks, [], false, '2026-01-01');
  expect(records.get('store')?.path).toBe('docs/adr/0001-store.md');
});

test('in a folder of several systems new records bear the name of theirs; those that stand keep their names', () => {
  const locks = [lock('store', 3, 'docs/adr/0003-store.md')];
  const decisions = ['store', 'compute'];
  const names = ['0003-store.md'];
  const { records } = placesOf('Éa & Sons', decisions, folders, locks, names, true, '2026-01-01');
  expect([...records.values()].map(({ path }) => path)).toEqual([
    'docs/adr/0003-store.md',
    'docs/adr/0004-ea-sons-compute.md',
  ]);
});
