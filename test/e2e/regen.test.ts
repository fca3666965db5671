import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, freshFolder, small, times, tree } from './command.ts';

const named = (system: string): string => small.replace('Order notifications', system);

/** Nothing that would start a browser, or that a key could be taken from. */
const env = { PATH: '', ADRGEN_BROWSER: '/nonexistent/browser', SOURCE_DATE_EPOCH: '0' };
const regen = (cwd: string, ...words: readonly string[]) =>
  adrgen(['regen', ...words, '--images', 'none'], { cwd, env });
const check = (cwd: string, ...words: readonly string[]) => adrgen(['check', ...words], { cwd, env });

const write = (root: string, path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

let made: string;
beforeAll(async () => {
  build();
  made = freshFolder();
  mkdirSync(join(made, '.adrgen'));
  write(made, 'services/a/requirements.yaml', named('Alpha'));
  write(made, 'services/b/needs.yml', named('Beta'));
  write(made, 'services/node_modules/x/requirements.yaml', named('Nobody'));
  write(made, 'services/other.yaml', 'name: compose\n');
  expect(await check(made, 'services')).toMatchObject({ code: 1 });
  expect(await regen(made, 'services')).toMatchObject({ code: 0 });
});

const copy = (): string => {
  const folder = freshFolder();
  cpSync(made, folder, { recursive: true, preserveTimestamps: true });
  return folder;
};
const change = (root: string, path: string, turn: (text: string) => string): void => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(turn(text)).not.toBe(text);
  writeFileSync(join(root, path), turn(text));
};
const harder = (text: string): string => text.replace('99.9%', '99.99%').replace('100k', '3M');
const record = (root: string, ending: string): string =>
  `docs/adr/${readdirSync(join(root, 'docs/adr')).find(name => name.endsWith(ending))}`;

describe('regen', () => {
  test('made the requirements files of the folder, and no others', () => {
    expect(readdirSync(join(made, 'docs/design')).filter(name => name.endsWith('.md'))).toEqual([
      'alpha.md',
      'beta.md',
    ]);
  });

  test('nothing changed: nothing is touched, exit 0; check agrees', async () => {
    const before = [tree(made), times(made)];
    expect(await regen(made)).toMatchObject({ code: 0, stdout: expect.stringContaining('2 unchanged') });
    expect(await check(made)).toMatchObject({ code: 0, stdout: expect.stringContaining('no drift') });
    expect([tree(made), times(made)]).toEqual(before);
  });

  test('makes again what changed, keeps what people wrote, never touches what was decided', async () => {
    const cwd = copy();
    const [decided, edited] = [record(cwd, '-compute.md'), 'docs/design/alpha.md'];
    change(cwd, decided, text => text.replace('status: proposed', 'status: accepted'));
    change(cwd, edited, text =>
      text.replace('\n## Decisions\n', '\n## Ours\n\nOur words.\n\n## Decisions\n'),
    );
    change(cwd, 'services/a/requirements.yaml', harder);
    const [bytes, before] = [readFileSync(join(cwd, decided)), tree(cwd)];
    const drift = await check(cwd);
    expect(drift.code).toBe(1);
    expect(drift.stdout).toContain(`${edited}: is out of date`);
    expect(drift.stdout).toContain('mend: adrgen regen services/a/requirements.yaml');
    expect(tree(cwd)).toEqual(before);
    const { code, stdout } = await regen(cwd);
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 made, 1 unchanged')]);
    expect(stdout).toContain('supersedes it');
    expect(readFileSync(join(cwd, decided))).toEqual(bytes);
    const text = readFileSync(join(cwd, edited), 'utf8');
    for (const words of ['Our words.', '99.99']) expect(text).toContain(words);
    expect(await check(cwd)).toMatchObject({ code: 0, stdout: expect.stringContaining('note: ') });
  });

  test('one broken file among many: its place, exit 5, the others are made; alone: exit 2', async () => {
    const cwd = copy();
    write(cwd, 'services/a/requirements.yaml', `${small}lod: {}\n`);
    write(cwd, 'services/c/requirements.yaml', named('Gamma'));
    const { code, stderr } = await regen(cwd, 'services');
    expect([code, stderr]).toEqual([5, expect.stringContaining('services/a/requirements.yaml:11:')]);
    expect(existsSync(join(cwd, 'docs/design/gamma.md'))).toBe(true);
    expect(await regen(cwd, 'services/a')).toMatchObject({ code: 2 });
    expect(await check(cwd)).toMatchObject({ code: 2 });
  });

  test('two files that describe one system: both are named', async () => {
    const cwd = copy();
    write(cwd, 'services/z.yaml', named('Alpha'));
    const { code, stderr } = await regen(cwd, 'services');
    expect(code).toBe(5);
    expect(stderr).toContain('services/z.yaml and services/a/requirements.yaml both describe');
  });

  test('requirements that are gone, and moved', async () => {
    const cwd = copy();
    cpSync(join(cwd, 'services/a/requirements.yaml'), join(cwd, 'moved.yaml'));
    rmSync(join(cwd, 'services/a/requirements.yaml'));
    const gone = await check(cwd);
    expect([gone.code, gone.stdout]).toEqual([
      1,
      expect.stringContaining('services/a/requirements.yaml: is gone'),
    ]);
    expect(await regen(cwd, 'moved.yaml')).toMatchObject({ code: 0 });
    expect(await check(cwd)).toMatchObject({ code: 0 });
  });

  test('a folder without requirements files, and a repository where nothing was made: exit 2', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'empty'));
    expect(await regen(cwd, 'empty')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no-requirements'),
    });
    expect(await check(cwd)).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing-made') });
  });
});

describe('branches in a real repository', () => {
  const git = (cwd: string, ...words: readonly string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', ...words],
      { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
  const commit = (cwd: string): void => {
    git(cwd, 'add', '--all');
    git(cwd, 'commit', '-qm', 'x');
  };

  test('two that each add records merge without a conflict, and nothing drifts', async () => {
    const cwd = copy();
    git(cwd, 'init', '-q', '-b', 'main');
    commit(cwd);
    for (const system of ['Left', 'Right']) {
      git(cwd, 'checkout', '-q', '-b', system, 'main');
      write(cwd, `services/${system}.yaml`, named(system));
      await regen(cwd, 'services');
      commit(cwd);
    }
    git(cwd, 'merge', '-q', '--no-edit', 'Left');
    expect(git(cwd, 'status', '--porcelain')).toBe('');
    expect(await check(cwd)).toMatchObject({ code: 0 });
  });

  test('two that change the same file: regen mends what the merge left in conflict', async () => {
    const cwd = copy();
    git(cwd, 'init', '-q', '-b', 'main');
    commit(cwd);
    const edits = { left: ['99.9%', '99.99%'], right: ['size: 6', 'size: 3'] } as const;
    for (const [branch, [from, to]] of Object.entries(edits)) {
      git(cwd, 'checkout', '-q', '-b', branch, 'main');
      change(cwd, 'services/a/requirements.yaml', text => text.replace(from, to));
      await regen(cwd);
      commit(cwd);
    }
    expect(() => git(cwd, 'merge', '-q', '--no-edit', 'left')).toThrow();
    write(
      cwd,
      'services/a/requirements.yaml',
      named('Alpha').replace('99.9%', '99.99%').replace('size: 6', 'size: 3'),
    );
    const { code, stdout } = await regen(cwd);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('edited')]);
    const texts = Object.keys(tree(cwd)).filter(path => /^(docs|\.adrgen)\//.test(path));
    for (const path of texts) expect(readFileSync(join(cwd, path), 'utf8'), path).not.toMatch(/^<{7}/m);
    expect(await check(cwd)).toMatchObject({ code: 0 });
  });
});
