import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ListOptions, runList } from '../../src/commands/list.ts';
import { runShow } from '../../src/commands/show.ts';
import { Problem } from '../../src/model/problem.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'adrgen-records-'));
  mkdirSync(join(root, '.git'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
};

const nygard = (title: string, status = 'Accepted', date = '2024-01-31'): string =>
  `# ${title}\n\nDate: ${date}\n\n## Status\n\n${status}\n\n## Context\n\nA\n\n## Decision\n\nB\n`;

const list = (more: Partial<ListOptions> = {}) => runList({ paths: [], cwd: root, ...more });
const ids = (more: Partial<ListOptions> = {}): readonly string[] => list(more).records.map(({ id }) => id);

describe('where records are found', () => {
  test.each(['docs/adr', 'doc/adr', 'docs/decisions', 'docs/architecture/decisions', 'adr'])(
    'in %s',
    folder => {
      put({ [`${folder}/0001-a.md`]: nygard('A'), 'docs/0002-page.md': '# Page\n' });
      expect(list().records.map(({ path }) => path)).toEqual([`${folder}/0001-a.md`]);
      mkdirSync(join(root, 'src/deep'), { recursive: true });
      expect(ids({ cwd: join(root, 'src/deep') })).toEqual(['0001-a']);
    },
  );

  test('where the nearest .adr-dir says, from below it', () => {
    put({
      'services/a/.adr-dir': 'notes/decisions-of-a\n',
      'services/a/notes/decisions-of-a/0001-x.md': nygard('1. X'),
      'services/a/src/main.ts': '',
      'docs/adr/0007-whole.md': nygard('7. Whole'),
    });
    expect(ids({ cwd: join(root, 'services/a/src') })).toEqual(['0007-whole', '0001-x']);
    expect(ids()).toEqual(['0007-whole']);
  });

  test('where log4brains keeps its packages, and adr.config.json its folder', () => {
    put({
      '.log4brains.yml':
        'project:\n  adrFolder: ./log\n  packages:\n    - name: shop\n      path: ./shop\n      adrFolder: ./log/shop\n',
      'log/20240131-all.md': '# All\n\n- Status: accepted\n- Date: 31/01/2024\n\n## Decision\n',
      'log/shop/20240201-own.md': '# Own\n\n- Status: draft\n\n## Decision\n',
      'adr.config.json': '{ "path": "./records" }',
      'records/0003-c.md': nygard('C'),
    });
    expect(list().records).toMatchObject([
      { id: '20240131-all', number: 20240131, date: '2024-01-31', status: 'accepted', format: 'log4brains' },
      { id: 'shop/20240201-own', date: '2024-02-01', status: 'draft' },
      { id: '0003-c' },
    ]);
  });

  test('without a mark of a repository, where a configuration of another tool is', () => {
    rmSync(join(root, '.git'), { recursive: true });
    put({ '.adr-dir': 'd', 'd/0001-a.md': nygard('A'), 'x/y.txt': '' });
    expect(list({ cwd: join(root, 'x') }).records.map(({ path }) => path)).toEqual(['d/0001-a.md']);
  });

  test('in folders and files that are named, whatever they are called', () => {
    put({ 'notes/7-a.md': '# A\n', 'notes/deep/8-b.md': '# B\n', 'docs/adr/0001-c.md': nygard('C') });
    expect(ids({ paths: ['notes'] })).toEqual(['7-a']);
    expect(ids({ paths: ['notes/deep/8-b.md', 'notes/deep/8-b.md'] })).toEqual(['8-b']);
    expect(ids({ paths: ['.'] })).toEqual(['0001-c']);
    expect(() => list({ paths: ['nowhere'] })).toThrow(Problem);
  });

  test('nowhere: an empty list, and nothing is wrong', () => {
    expect(list()).toMatchObject({ records: [], folders: [], exitCode: 0 });
  });
});

test('what is no record is skipped with a reason, and what cannot be read hides nothing', () => {
  put({
    'docs/adr/0001-a.md': nygard('A'),
    'docs/adr/README.md': '# Index\n',
    'docs/adr/0000-template.md': nygard('T'),
    'docs/adr/notes.md': '# Notes\n',
    'docs/adr/0002-b.adoc': '= B\n',
    'docs/adr/0003-huge.md': new Uint8Array(3 * 1024 * 1024),
    'docs/adr/0004-wide.md': Buffer.from('\uFEFF# D\n', 'utf16le'),
    'docs/adr/0005-binary.md': Uint8Array.of(0, 1, 2),
    'docs/adr/0006-latin.md': Buffer.from(nygard('Caf\xe9'), 'latin1'),
    'docs/adr/0007-empty.md': '',
  });
  symlinkSync(join(root, 'docs/adr/0001-a.md'), join(root, 'docs/adr/0008-link.md'));
  const { records, skipped, failures, exitCode } = list();
  expect(records.map(({ id, title }) => [id, title])).toEqual([
    ['0001-a', 'A'],
    ['0006-latin', 'Caf\uFFFD'],
    ['0007-empty', 'empty'],
  ]);
  expect(skipped.map(({ path }) => path.slice('docs/adr/'.length)).sort()).toEqual([
    '0000-template.md',
    '0002-b.adoc',
    '0008-link.md',
    'README.md',
    'notes.md',
  ]);
  expect(skipped.every(({ reason }) => reason.startsWith('it'))).toBe(true);
  expect(failures.map(({ name, issues }) => [name, issues[0]?.code])).toEqual([
    ['docs/adr/0003-huge.md', 'too-large'],
    ['docs/adr/0004-wide.md', 'not-utf8'],
    ['docs/adr/0005-binary.md', 'not-utf8'],
  ]);
  expect(exitCode).toBe(2);
});

test.skipIf(process.getuid?.() === 0)('a file without permission is a failure of its own', () => {
  put({ 'docs/adr/0001-a.md': nygard('A'), 'docs/adr/0002-b.md': nygard('B') });
  chmodSync(join(root, 'docs/adr/0002-b.md'), 0);
  expect(list()).toMatchObject({ records: [{ id: '0001-a' }], failures: [{ name: 'docs/adr/0002-b.md' }] });
});

test('filters: status, tag, text, days', () => {
  put({
    'docs/adr/0001-a.md': nygard('Use Kafka', 'Accepted', '2024-01-31'),
    'docs/adr/0002-b.md': nygard('B', 'Proposed', '2024-02-01'),
    'docs/adr/0003-c.md': '---\nstatus: rejected\ntags: [Data, cost]\n---\n# C\n',
  });
  expect(ids({ status: 'accepted, rejected' })).toEqual(['0001-a', '0003-c']);
  expect(ids({ tag: 'data,other' })).toEqual(['0003-c']);
  expect(ids({ text: 'kafka' })).toEqual(['0001-a']);
  expect(ids({ since: '2024-02-01' })).toEqual(['0002-b']);
  expect(ids({ until: '2024-01-31' })).toEqual(['0001-a']);
  expect(ids({ since: '2024-01-31', until: '2024-02-01', status: 'proposed' })).toEqual(['0002-b']);
  for (const wrong of [{ status: 'acepted' }, { since: '2024-02-30' }, { until: 'today' }])
    expect(() => list(wrong)).toThrow(Problem);
});

const issueOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.issues[0];
    throw error;
  }
  return undefined;
};

describe('naming a record', () => {
  beforeEach(() =>
    put({
      'docs/adr/0001-a.md': nygard('1. A', 'Accepted\n\nSuperceded by [2. B](0002-b.md)'),
      'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupercedes [1. A](0001-a.md)'),
      'docs/adr/0002-other.md': nygard('2. Other'),
      'docs/adr/0004a-long-name.md': nygard('4. Long'),
      'docs/adr/名前.md': nygard('Name'),
    }),
  );
  const show = (id: string, cwd = root) => runShow({ id, cwd }).json.id;

  test.each([
    ['1', '0001-a'],
    ['0001', '0001-a'],
    ['ADR-0001', '0001-a'],
    ['adr1', '0001-a'],
    ['#1', '0001-a'],
    ['4', '0004a-long-name'],
    ['4a', '0004a-long-name'],
    ['0002-b', '0002-b'],
    ['0002-B.md', '0002-b'],
    ['docs/adr/0002-b.md', '0002-b'],
    ['名前', '名前'],
  ])('%s is %s', (name, id) => expect(show(name)).toBe(id));

  test('a path counts from where it is said, and from the root', () => {
    expect(show('0002-b.md', join(root, 'docs/adr'))).toBe('0002-b');
    expect(show('adr/0002-b.md', join(root, 'docs'))).toBe('0002-b');
    expect(show('docs/adr/0002-b.md', join(root, 'docs'))).toBe('0002-b');
  });

  test('a number that several bear is refused, with all of them', () => {
    expect(issueOf(() => show('2'))).toMatchObject({
      code: 'ambiguous-record',
      expected: 'docs/adr/0002-b.md, docs/adr/0002-other.md',
      hint: 'name one by its file: adrgen show docs/adr/0002-b.md',
    });
  });

  test('an unknown name comes with the nearest', () => {
    expect(issueOf(() => show('0004a-long-nmae'))).toMatchObject({
      code: 'unknown-record',
      hint: 'did you mean 0004a-long-name?',
    });
    expect(issueOf(() => show('9'))).toMatchObject({ hint: 'adrgen list shows them all' });
  });

  test('what others say of a record is shown with it', () => {
    expect(runShow({ id: '1', cwd: root }).json).toMatchObject({
      status: 'superseded',
      links: [{ relation: 'superseded-by', id: '0002-b' }],
      linkedFrom: [{ relation: 'supersedes', id: '0002-b' }],
    });
    const { page } = runShow({ id: '1', cwd: root });
    expect(page).toContain('superseded by  0002-b (B)');
  });
});
