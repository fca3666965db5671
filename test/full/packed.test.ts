import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../house/adrgen.ts';

const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
let folder: string;
let tarball: string;
let installed: string;

const run = (command: string, words: readonly string[], from: string) => {
  const { stdout, stderr, status } = spawnSync(command, words, {
    cwd: from,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
    env: { ...process.env, NO_COLOR: '1', SOURCE_DATE_EPOCH: '1767225600' },
  });
  return { stdout, stderr, exitCode: status };
};
const packed = (...words: readonly string[]) =>
  run(join(folder, 'elsewhere/node_modules/.bin/adrgen'), words, join(folder, 'elsewhere'));

/** All files below a folder with their bytes, sorted by path; adrgen's own folder aside. */
const tree = (root: string): [string, string][] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map((file): [string, string] => [relative(root, file), readFileSync(file).toString('base64')])
    .filter(([path]) => !path.startsWith('.adrgen'))
    .sort(([a], [b]) => (a < b ? -1 : 1));

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-packed-')));
  // The suite has built it; building here would take dist/ from under the tests that run beside this one.
  const words = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const pack = run('npm', words, repository);
  expect(pack.exitCode, pack.stderr).toBe(0);
  tarball = join(folder, pack.stdout.trim().split('\n').at(-1) ?? '');
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'package.json'), '{ "private": true, "type": "module" }\n');
  // A cache of its own: nothing can come from an earlier install.
  const cache = join(folder, 'cache');
  const install = run('npm', ['install', '--no-audit', '--no-fund', '--cache', cache, tarball], elsewhere);
  expect(install.exitCode, install.stderr).toBe(0);
  installed = join(elsewhere, 'node_modules/adrgen');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package, installed elsewhere', () => {
  it('holds what it needs to run, and nothing else', () => {
    const top = readdirSync(installed).filter(name => name !== 'node_modules');
    expect(top.sort()).toEqual(['LICENSE', 'README.md', 'agents', 'dist', 'package.json', 'templates']);
  });

  it('runs no install script, and brings no package for development', () => {
    const tree = join(folder, 'elsewhere/node_modules/.package-lock.json');
    const { packages } = JSON.parse(readFileSync(tree, 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    expect(Object.keys(packages)).toContain('node_modules/yargs');
    expect(Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
    for (const name of Object.keys(manifest.devDependencies).filter(name => !name.startsWith('@types/')))
      expect(Object.keys(packages)).not.toContain(`node_modules/${name}`);
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: installed, strict: true });
    expect(messages.map(message => formatMessage(message, manifest))).toEqual([]);
  });

  it('answers to --version, --help, schema and doctor', () => {
    expect(packed('--version').stdout).toBe(`${manifest.version}\n`);
    expect(packed('--help').stdout).toContain('adrgen new <requirements>');
    expect(JSON.parse(packed('schema').stdout)).toHaveProperty('properties.system');
    const doctor = packed('doctor', '--json');
    expect(JSON.parse(doctor.stdout).command).toBe('doctor');
    expect(doctor.exitCode, doctor.stdout).toBe(0);
  });

  it('writes what the repository writes, pictures included', () => {
    const requirements = join(repository, 'docs/examples/order-notifications/requirements.yaml');
    const outs = ['packed', 'repository'].map(name => {
      mkdirSync(join(folder, name, '.adrgen'), { recursive: true });
      return join(folder, name);
    });
    const [there = '', here = ''] = outs;
    const first = packed('new', requirements, '--out', there);
    expect(first.exitCode, first.stderr).toBe(0);
    expect(first.stderr).not.toMatch(/^error/m);
    const own = run(
      process.execPath,
      [join(repository, 'dist/cli.js'), 'new', requirements, '--out', here],
      folder,
    );
    expect(own.exitCode, own.stderr).toBe(0);
    const written = tree(there);
    expect(written.map(([path]) => path)).toEqual(tree(here).map(([path]) => path));
    expect(written.filter(([path]) => path.endsWith('.png')).length).toBeGreaterThan(2);
    expect(written).toEqual(tree(here));
  });

  it('can be used from code', () => {
    writeFileSync(
      join(folder, 'elsewhere/use.js'),
      `import { embeddedArchitect, readRequirements, think } from 'adrgen';
const text = 'system: Tea\\npurpose: Serve tea\\nfunctional: [Pour tea]\\n';
const { requirements } = readRequirements(text, 'tea.yaml');
const design = await think(embeddedArchitect(), requirements);
process.stdout.write(String(design.decided.length));
`,
    );
    const { stdout, stderr } = run(process.execPath, ['use.js'], join(folder, 'elsewhere'));
    expect(Number(stdout), stderr).toBeGreaterThan(0);
  });
});
