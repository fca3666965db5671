import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findBrowser, isBrowserMissing } from '../../../src/io/browser/find.ts';
import { startBrowser } from '../../../src/io/browser/launch.ts';
import { packagedBrowser } from '../../../src/io/browser/packaged.ts';

const folder = mkdtempSync(join(tmpdir(), 'adrgen-find-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const executable = (path: string, text = '#!/bin/sh\necho "error: no display" >&2\nexit 1\n'): string => {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  chmodSync(full, 0o755);
  return full;
};

const option = executable('named/one');
const own = executable('named/two');
const puppeteers = executable('named/three');
const chromium = executable('path/chromium');
const shell = executable('path/chromium-headless-shell');
const cached = executable('home/.cache/puppeteer/chrome/linux-140.0.1/chrome-linux64/chrome');
const PATH = join(folder, 'path');
const HOME = join(folder, 'home');

test.skipIf(process.platform === 'win32')(
  'prefers what was named, then what is installed, a shell first',
  async () => {
    const env = { ADRGEN_BROWSER: own, PUPPETEER_EXECUTABLE_PATH: puppeteers, PATH, HOME };
    const executableOf = async (...args: Parameters<typeof findBrowser>) =>
      (await findBrowser(...args)).executable;
    expect(await executableOf({ browser: option }, env)).toBe(option);
    expect(await executableOf({ browser: 'chromium' }, env)).toBe(chromium);
    expect(await executableOf({}, env)).toBe(own);
    expect(await executableOf({}, { ...env, ADRGEN_BROWSER: '' })).toBe(puppeteers);
    expect(await findBrowser({}, { PATH, HOME })).toMatchObject({
      executable: shell,
      origin: 'installed',
      shell: true,
    });
  },
);

test.runIf(process.platform === 'linux' && !existsSync('/opt/google/chrome/chrome'))(
  'then takes one that puppeteer downloaded',
  async () => {
    expect(await findBrowser({}, { HOME })).toMatchObject({
      executable: cached,
      origin: 'puppeteer cache',
      shell: false,
    });
  },
);

test('a named browser that is not there is a problem, and no other is taken', async () => {
  const error = await findBrowser({ browser: '/no/such/browser' }, { PATH }).catch(
    (reason: unknown) => reason,
  );
  expect(isBrowserMissing(error)).toBe(true);
  expect(error).toMatchObject({ issues: [{ message: expect.stringContaining('/no/such/browser') }] });
});

test.skipIf(process.platform === 'win32')(
  'a named browser that does not start is a problem with its reason',
  async () => {
    const error = await startBrowser({ browser: option }, { PATH }).catch((reason: unknown) => reason);
    expect(isBrowserMissing(error)).toBe(true);
    expect(error).toMatchObject({
      issues: [{ message: expect.stringMatching(/named\/one \(option\): .*no display/s) }],
    });
  },
);

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'two runs at once unpack one browser from npm, and it starts where installed ones do not',
  { timeout: 120_000 },
  async () => {
    const XDG_CACHE_HOME = join(folder, 'cache');
    const env = {
      ...process.env,
      XDG_CACHE_HOME,
      PATH: `${PATH}:${process.env.PATH}`,
      HOME: join(folder, 'none'),
    };
    const [first, second] = await Promise.all([packagedBrowser(env), packagedBrowser(env)]);
    expect(first).toBeDefined();
    expect(second).toEqual(first);
    expect(readdirSync(join(XDG_CACHE_HOME, 'adrgen'))).toEqual([
      expect.stringMatching(/^chromium-147\.0\.0-\w$/),
    ]);
    const { found, browser, stop } = await startBrowser({}, env);
    expect(found.executable).not.toContain(PATH);
    expect(await browser.version()).toMatch(/Chrom/);
    await stop();
  },
);

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'unpacks into the temporary folder where no home can be written',
  { timeout: 120_000 },
  async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = mkdtempSync(join(folder, 'tmp-'));
    try {
      const file = executable('not-a-folder');
      const found = await packagedBrowser({ PATH: process.env.PATH, HOME: file, XDG_CACHE_HOME: file });
      expect(found?.executable.startsWith(process.env.TMPDIR)).toBe(true);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  },
);
