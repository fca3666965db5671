import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSite } from '../../src/commands/site.ts';
import { tree } from '../e2e/command.ts';
import { repository } from '../house/adrgen.ts';
import { codesOf, freshFolder } from '../io/folders.ts';

/** A repository with the documents of one example. */
const example = (...names: readonly string[]): string => {
  const folder = freshFolder();
  for (const name of names.length === 0 ? ['club-bookings'] : names)
    cpSync(join(repository, 'docs/examples', name), folder, { recursive: true });
  return folder;
};
const site = (cwd: string, out = 'site') => runSite({ flavor: 'generic', out: join(cwd, out), cwd });
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const change = (folder: string, path: string, turn: (text: string) => string): void =>
  writeFileSync(join(folder, path), turn(read(folder, path)));

const store = 'docs/adr/0001-primary-store.md';
const storePage = 'site/club-bookings/0001-primary-store.md';

describe('site', () => {
  it('writes a page a document, what they show and link, the decision log and the sidebar', async () => {
    const folder = example();
    const { files, notes, exitCode } = await site(folder);
    expect([exitCode, notes]).toEqual([0, []]);
    expect(files.map(({ path }) => path)).toEqual([
      ...['0001-primary-store', '0002-compute', '0003-authentication'].map(
        name => `club-bookings/${name}.md`,
      ),
      'club-bookings/design.md',
      ...['containers', 'context', 'data', 'deployment', 'events', 'failure'].map(
        name => `club-bookings/design/${name}.svg`,
      ),
      'club-bookings/design/load-test-mjs.md',
      'club-bookings/design/load-test.mjs',
      'club-bookings/design/main-flow.svg',
      'club-bookings/design/openapi-yaml.md',
      'club-bookings/design/openapi.yaml',
      'club-bookings/design/schema-sql.md',
      'club-bookings/design/schema.sql',
      ...['0001-primary-store', '0002-compute', '0003-authentication'].map(
        name => `club-bookings/images/${name}.svg`,
      ),
      'index.md',
      'sidebar.json',
    ]);
    expect(read(folder, 'site/index.md')).toContain(
      '| 1 | [Primary store: SQLite on one server](./club-bookings/0001-primary-store.md) | proposed | 2026-11-22 |',
    );
    expect(JSON.parse(read(folder, 'site/sidebar.json'))).toMatchObject([
      { text: 'Decision log', link: '/' },
      {
        text: 'Club bookings',
        items: [
          { text: 'Design', link: '/club-bookings/design' },
          {},
          {},
          { text: 'load-test.mjs' },
          { text: /^1\. Primary store/ },
          {},
          {},
        ].map(item => (item.text instanceof RegExp ? { text: expect.stringMatching(item.text) } : item)),
      },
    ]);
    const page = read(folder, 'site/club-bookings/design.md');
    expect(page).toContain('](./0001-primary-store.md)');
    expect(page).toContain('](./design/openapi-yaml.md)');
    expect(page).toContain('](./design/containers.svg)');
  });

  it('has the words of the documents as people left them', async () => {
    const folder = example();
    change(folder, store, text =>
      text.replace(
        'status: proposed',
        'status: accepted\ntags: [data, "a: b"]\nlayout: home\ndecision-makers: Ann, Bob',
      ),
    );
    appendFileSync(
      join(folder, store),
      '\nSee [the other][1] and <!-- not this -->that.\n\n[1]: 0002-compute.md#context\n',
    );
    await site(folder);
    const page = read(folder, storePage);
    expect(page.split('\n---\n')[0]).toBe(
      '---\ntitle: "Primary store: SQLite on one server"\nstatus: accepted\ndate: 2026-11-22\ntags:\n  - data\n  - "a: b"\ndecision-makers: "Ann, Bob"',
    );
    expect(page).toContain('* Status: accepted\n* Date: 2026-11-22\n* Decision makers: Ann, Bob\n');
    expect(page).toContain('See [the other](./0002-compute.md#context) and that.');
    expect(read(folder, 'site/index.md')).toMatch(/0001-primary-store\.md\) \| accepted \|/);
  });

  it('changes nothing when it runs again, whatever the folder it runs from', async () => {
    const folder = example();
    await site(folder);
    const before = tree(folder);
    const { files } = await runSite({
      flavor: 'generic',
      out: join(folder, 'site'),
      cwd: join(folder, 'docs/adr'),
    });
    expect(new Set(files.map(({ action }) => action))).toEqual(new Set(['unchanged']));
    expect(tree(folder)).toEqual(before);
  });

  it('keeps the systems of a repository apart', async () => {
    const folder = example('club-bookings', 'order-notifications');
    const { files } = await site(folder);
    expect(files.filter(({ path }) => path.endsWith('/design.md')).map(({ path }) => path)).toEqual([
      'club-bookings/design.md',
      'order-notifications/design.md',
    ]);
    expect(read(folder, 'site/index.md').match(/^## .*$/gm)).toEqual([
      '## Club bookings',
      '## Order notifications',
    ]);
  });

  it('takes away the pages of documents that are gone, and nothing else', async () => {
    const folder = example();
    await site(folder);
    writeFileSync(join(folder, 'site/club-bookings/images/own.txt'), 'mine');
    rmSync(join(folder, store));
    const { files, notes, exitCode } = await site(folder);
    expect(exitCode).toBe(1);
    expect(notes.map(({ code, path }) => [code, path])).toContainEqual(['missing-document', store]);
    expect(files.filter(({ action }) => action === 'removed').map(({ path }) => path)).toEqual([
      'club-bookings/0001-primary-store.md',
      'club-bookings/images/0001-primary-store.svg',
    ]);
    expect([existsSync(join(folder, storePage)), read(folder, 'site/club-bookings/images/own.txt')]).toEqual([
      false,
      'mine',
    ]);
    expect(read(folder, 'site/club-bookings/design.md')).toContain('(`docs/adr/0001-primary-store.md`)');
    expect((await site(folder)).files.some(({ action }) => action !== 'unchanged')).toBe(false);
    rmSync(join(folder, '.adrgen/locks/club-bookings'), { recursive: true });
    cpSync(join(repository, 'docs/examples/order-notifications/.adrgen'), join(folder, '.adrgen'), {
      recursive: true,
    });
    cpSync(join(repository, 'docs/examples/order-notifications/docs'), join(folder, 'docs'), {
      recursive: true,
    });
    await site(folder);
    expect(Object.keys(tree(folder)).filter(path => path.startsWith('site/club-bookings'))).toEqual([
      'site/club-bookings/images/own.txt',
    ]);
  });

  it('leaves a page that somebody changed there, and says so', async () => {
    const folder = example();
    await site(folder);
    appendFileSync(join(folder, storePage), '\nMy words.\n');
    const edited = read(folder, storePage);
    change(folder, store, text => `${text}\nMore.\n`);
    const first = await site(folder);
    expect(first.exitCode).toBe(1);
    expect(first.notes).toMatchObject([
      { code: 'edited-page', path: storePage, text: expect.stringContaining(store) },
    ]);
    expect([read(folder, storePage), (await site(folder)).exitCode]).toEqual([edited, 1]);
    rmSync(join(folder, storePage));
    expect((await site(folder)).exitCode).toBe(0);
    expect(read(folder, storePage)).toContain('More.');
  });

  it('takes pictures of people along, and says which are not there', async () => {
    const folder = example();
    mkdirSync(join(folder, 'assets'));
    cpSync(join(folder, 'docs/adr/images/0002-compute.svg'), join(folder, 'assets/our own #1.svg'));
    appendFileSync(
      join(folder, store),
      '\n![Ours](../../assets/our%20own%20%231.svg) ![Lost](./lost.png) [big](../../assets/our%20own%20%231.svg)\n',
    );
    const { notes, exitCode } = await site(folder);
    expect([exitCode, notes.map(({ level, code }) => [level, code])]).toEqual([
      1,
      [
        ['warning', 'missing-picture'],
        ['note', 'link-outside'],
      ],
    ]);
    expect(read(folder, storePage)).toContain(
      '![Ours](./files/assets/our-own-1.svg) Lost big (`assets/our own #1.svg`)',
    );
    expect(existsSync(join(folder, 'site/club-bookings/files/assets/our-own-1.svg'))).toBe(true);
  });
});

describe('site refuses', () => {
  it('a folder outside of the repository, or one of Git', async () => {
    const folder = example();
    const before = tree(folder);
    for (const out of ['..', '../elsewhere', '.git/site', '.adrgen', 'site/../../x'])
      expect(await codesOf(() => site(folder, out)), out).toEqual(['outside-root']);
    expect(tree(folder)).toEqual(before);
  });

  it('to write over files of others', async () => {
    const folder = example();
    mkdirSync(join(folder, 'site'));
    writeFileSync(join(folder, 'site/index.md'), 'Welcome\n');
    const before = tree(folder);
    expect(await codesOf(() => site(folder))).toEqual(['foreign-file']);
    expect(tree(folder)).toEqual(before);
  });

  it('links and paths that lead out of the repository', async () => {
    const folder = example();
    const secret = join(freshFolder(), 'secret.md');
    writeFileSync(secret, '# Secret\n');
    rmSync(join(folder, store));
    symlinkSync(secret, join(folder, store));
    expect(await codesOf(() => site(folder))).toEqual(['outside-root']);
    rmSync(join(folder, store));
    const lock = '.adrgen/locks/club-bookings/primary-store.json';
    change(folder, lock, text => text.replaceAll('docs/adr/0001', '../docs/adr/0001'));
    expect(await codesOf(() => site(folder))).toEqual(['broken-lock']);
    expect(existsSync(join(folder, 'site'))).toBe(false);
  });

  it('a list of files that names others', async () => {
    const folder = example();
    await site(folder);
    change(folder, 'site/.adrgen-site.json', text =>
      text.replace('"index.md"', '"../docs/adr/0001-primary-store.md"'),
    );
    expect(await codesOf(() => site(folder))).toEqual(['broken-manifest']);
  });

  it('a repository without documents', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, '.adrgen'));
    expect(await codesOf(() => site(folder))).toEqual(['no-documents']);
  });
});
