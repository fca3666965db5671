import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type DoctorOptions, type DoctorResult, doctorText, runDoctor } from '../../src/commands/doctor.ts';
import { checkFonts, fontSamples } from '../../src/io/doctor-fonts.ts';
import { checkNode, inRange } from '../../src/io/doctor-node.ts';
import { transpilePackage } from './transpiled.ts';

const folder = mkdtempSync(join(tmpdir(), 'adrgen-doctor-test-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const repository = (name: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '.git'), { recursive: true });
  return path;
};

const script = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
};

const states = ({ checks }: DoctorResult) => Object.fromEntries(checks.map(({ id, state }) => [id, state]));
const check = ({ checks }: DoctorResult, id: string) => checks.find(one => one.id === id);
const run = (options: Partial<DoctorOptions> & { cwd: string }) =>
  runDoctor({ env: process.env, ...options });
const noBrowser = '/no/such/browser';

test.runIf(
  process.platform === 'linux' && process.arch === 'x64' && !existsSync('/opt/google/chrome/chrome'),
)('where PATH has no browser, the one from npm is started and draws', { timeout: 120_000 }, async () => {
  const cwd = repository('bare');
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(path => existsSync(path) && !readdirSync(path).some(name => /chrom|edge|headless/.test(name)))
    .join(delimiter);
  const env = { ...process.env, PATH, PUPPETEER_CACHE_DIR: join(folder, 'none') };
  const result = await run({ cwd, env });
  expect(result.exitCode).toBe(0);
  expect(Object.keys(states(result))).toEqual([
    'node',
    'browser',
    'sandbox',
    'fonts',
    'output',
    'cache',
    'repository',
    'journal',
    'credentials',
  ]);
  expect(check(result, 'browser')).toMatchObject({
    state: 'ok',
    text: expect.stringMatching(/Chrom.*147.*from the npm package.*draws$/),
    details: { origin: 'npm package', draws: true },
  });
  expect(check(result, 'sandbox')?.details).toMatchObject({ root: process.getuid?.() === 0 });
  // The house font is in the page.
  expect(check(result, 'fonts')?.details).toMatchObject({
    scripts: { Latin: true, Greek: true, Cyrillic: true },
  });
  expect(readdirSync(cwd)).toEqual(['.git']);
});

test('a browser that is not there keeps pictures from being made, and everything else is looked at', async () => {
  const result = await run({ cwd: repository('unnamed'), browser: noBrowser });
  expect(result.exitCode).toBe(1);
  expect(states(result)).toMatchObject({
    browser: 'missing',
    sandbox: 'warning',
    fonts: 'warning',
    output: 'ok',
  });
  expect(check(result, 'browser')?.text).toContain(noBrowser);
  expect(check(result, 'browser')?.mend.join()).toContain('apt-get install');
});

test.skipIf(process.platform === 'win32')(
  'no key is shown, not even by a browser that tells all it sees',
  async () => {
    const canary = 'sk-ant-canary-5f1e0c';
    const env = {
      ...process.env,
      ANTHROPIC_API_KEY: canary,
      ANTHROPIC_AUTH_TOKEN: canary,
      ANTHROPIC_BASE_URL: `http://${canary}.invalid`,
      VISIBLE: 'the environment arrives',
    };
    const browser = script(
      'tell-all',
      'echo "$VISIBLE $ANTHROPIC_API_KEY$ANTHROPIC_AUTH_TOKEN$ANTHROPIC_BASE_URL" >&2; exit 1',
    );
    const result = await run({ cwd: repository('canary'), browser, env });
    const shown = JSON.stringify(result) + doctorText(result, { colour: true });
    expect(shown).toContain('the environment arrives');
    expect(shown).not.toContain(canary);
    expect(check(result, 'credentials')?.details).toEqual({
      ANTHROPIC_API_KEY: true,
      ANTHROPIC_AUTH_TOKEN: true,
      ANTHROPIC_BASE_URL: true,
    });
    const { ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN, ...without } = env;
    const other = await run({
      cwd: repository('canary'),
      browser,
      env: { ...without, ANTHROPIC_API_KEY: '' },
    });
    expect(check(other, 'credentials')?.details).toMatchObject({
      ANTHROPIC_API_KEY: false,
      ANTHROPIC_BASE_URL: true,
    });
  },
);

test('an interrupted run, a missing repository, a file where the folder should be', async () => {
  const cwd = join(folder, 'plain');
  mkdirSync(join(cwd, '.adrgen'), { recursive: true });
  writeFileSync(join(cwd, '.adrgen/journal.json'), '[]');
  writeFileSync(join(cwd, 'docs'), 'a file');
  const result = await run({ cwd, browser: noBrowser });
  expect(states(result)).toMatchObject({ output: 'missing', repository: 'warning', journal: 'warning' });
  expect(check(result, 'output')?.text).toMatch(/docs.*file, not a folder/);
  expect(check(result, 'repository')?.mend.join()).toContain('git init');
});

test('a terminal is not steered by the name of a folder', async () => {
  const cwd = repository('red\u001b[31mname');
  const result = await run({ cwd, browser: join(cwd, 'no\u009bbrowser') });
  const escapes = new RegExp(`[${String.fromCharCode(27, 0x9b)}]`);
  expect(doctorText(result, { colour: false })).not.toMatch(escapes);
  expect(doctorText(result, { colour: true })).toContain(`${String.fromCharCode(27)}[31mmissing`);
});

test.runIf(process.getuid?.() === 0 && existsSync('/usr/bin/setpriv'))(
  'as a user who may not write there',
  { timeout: 120_000 },
  () => {
    const place = join(folder, 'package');
    mkdirSync(place);
    const modules = transpilePackage(place);
    const cwd = repository('read-only');
    mkdirSync(join(cwd, 'docs/adr'), { recursive: true });
    const cache = join(folder, 'cache');
    mkdirSync(cache);
    chownSync(cache, 65534, 65534);
    const doctor = `
      import { doctorText, runDoctor } from ${JSON.stringify(join(modules, 'commands/doctor.js'))};
      const result = await runDoctor({ cwd: ${JSON.stringify(cwd)}, env: process.env, browser: process.env.NAMED });
      console.log(JSON.stringify({ ...result, shown: doctorText(result, { colour: false }) }));`;
    const asNobody = (more: Readonly<Record<string, string>>): DoctorResult & { shown: string } => {
      const { stdout, stderr } = spawnSync(
        'setpriv',
        [
          '--reuid=65534',
          '--regid=65534',
          '--clear-groups',
          process.execPath,
          '--input-type=module',
          '-e',
          doctor,
        ],
        {
          cwd: '/',
          encoding: 'utf8',
          env: { PATH: process.env.PATH, HOME: '/nonexistent', TMPDIR: cache, ...more },
        },
      );
      expect(stderr).toBe('');
      return JSON.parse(stdout);
    };
    const result = asNobody({ XDG_CACHE_HOME: cache });
    expect(result.exitCode).toBe(1);
    expect(states(result)).toMatchObject({ node: 'ok', browser: 'ok', output: 'missing', cache: 'ok' });
    expect(check(result, 'output')?.text).toMatch(/read-only\/docs.*permission is denied/);
    expect(check(result, 'output')?.mend.join('\n')).toMatch(/chown .*read-only/);
    expect(check(result, 'sandbox')?.details.root).toBe(false);

    chownSync(cwd, 65534, 65534);
    chownSync(join(cwd, 'docs'), 65534, 65534);
    chownSync(join(cwd, 'docs/adr'), 65534, 65534);
    const mended = asNobody({ XDG_CACHE_HOME: cache });
    expect(mended.exitCode).toBe(0);
    expect(mended.shown).toContain('can make documents and pictures here');
    expect(states(asNobody({ NAMED: noBrowser }))).toMatchObject({
      browser: 'missing',
      cache: 'warning',
      output: 'ok',
    });
  },
);

test('ranges of engines', () => {
  const needed = '^20.19.0 || ^22.12.0 || >=24';
  const fitting = ['v20.19.0', 'v20.20.2', 'v22.12.0', 'v24.0.0', 'v25.1.0'];
  const others = ['v18.20.0', 'v20.18.9', 'v21.7.0', 'v22.11.9', 'v23.9.0', 'nonsense'];
  expect([...fitting, ...others].filter(version => inRange(version, needed))).toEqual(fitting);
  expect(() => inRange('v20.0.0', '20.x')).toThrow(RangeError);
  expect(checkNode('v18.0.0')).toMatchObject({ state: 'missing', mend: [expect.stringContaining('24')] });
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(checkNode(process.version).details.needed).toBe(engines.node);
});

test('fonts: a script lacks glyphs as soon as one of its characters does', () => {
  expect(checkFonts([])).toMatchObject({ state: 'ok', mend: [] });
  const { state, text, mend, details } = checkFonts(['文', '😀']);
  expect(state).toBe('warning');
  expect(text).toMatch(/^no glyphs for CJK, emoji: .*glyphs for Latin, Greek/);
  expect(mend.join('\n')).toMatch(/fonts-noto-cjk.*fonts-noto-color-emoji/s);
  expect(details.scripts).toMatchObject({ CJK: false, emoji: false, Hebrew: true });
  expect(Object.values(checkFonts([...fontSamples]).details.scripts ?? {})).toEqual(Array(8).fill(false));
});
