import { basename, resolve } from 'node:path';
import { type Issue, Problem, problem } from '../../model/problem.ts';
import { packagedBrowser } from './packaged.ts';
import { type Environment, installedBrowsers, isFile, onPath, puppeteerCache } from './places.ts';

/** A browser that can be started. */
export type FoundBrowser = {
  readonly executable: string;
  readonly origin: 'option' | 'environment' | 'installed' | 'puppeteer cache' | 'npm package';
  /** Environment variables that this browser needs in addition. */
  readonly env: Readonly<Record<string, string>>;
  /** A headless shell has no window at all; a full browser must be told to open none. */
  readonly shell: boolean;
};

/** What the user chose: the value of `--browser`, a path or a command on PATH. */
export type BrowserChoice = { readonly browser?: string | undefined };

const hint =
  'Install Chromium or Chrome (Debian: apt-get install chromium-headless-shell; macOS: brew install --cask google-chrome), ' +
  'or name one with --browser or ADRGEN_BROWSER. On Linux x64, `npm install @sparticuz/chromium@147.0.0` brings one.';

/** The issue of a machine without a browser; `tried` says what was found and why it does not do. */
export const browserMissing = (message: string, tried: readonly string[] = []): Problem => {
  const issue: Issue = {
    code: 'browser-missing',
    message: [message, ...tried].join('\n  '),
    expected: 'Chrome, Chromium, Edge or chromium-headless-shell',
    hint,
  };
  return problem(issue);
};

/** True for the problem that no browser could be had. */
export const isBrowserMissing = (error: unknown): error is Problem =>
  error instanceof Problem && error.issues.some(issue => issue.code === 'browser-missing');

const found = (executable: string, origin: FoundBrowser['origin']): FoundBrowser => ({
  executable,
  origin,
  env: {},
  shell: /headless[-_]shell/.test(basename(executable)),
});

const named = (value: string, origin: 'option' | 'environment', env: Environment): FoundBrowser => {
  const executable = /[\\/]/.test(value) ? resolve(value) : (onPath(value, env)[0] ?? resolve(value));
  if (isFile(executable)) return found(executable, origin);
  throw browserMissing(
    `No browser at ${value} (named by ${origin === 'option' ? '--browser' : 'the environment'}).`,
  );
};

/**
 * Every browser of this machine, the one to prefer first: a named one alone, else installed ones, those in
 * puppeteer's cache, and the one of the optional npm package, which is unpacked only when it is asked for.
 * Throws a `browser-missing` problem when the named one is not there.
 */
export async function* browserCandidates(
  choice: BrowserChoice,
  env: Environment,
): AsyncGenerator<FoundBrowser> {
  const fromEnvironment = env.ADRGEN_BROWSER || env.PUPPETEER_EXECUTABLE_PATH;
  if (choice.browser) return yield named(choice.browser, 'option', env);
  if (fromEnvironment) return yield named(fromEnvironment, 'environment', env);
  for (const executable of installedBrowsers(env)) yield found(executable, 'installed');
  for (const executable of puppeteerCache(env)) yield found(executable, 'puppeteer cache');
  const packaged = await packagedBrowser(env).catch((error: Error) => {
    throw browserMissing('No browser is installed, and the one from npm could not be unpacked.', [
      error.message,
    ]);
  });
  if (packaged) yield { ...packaged, origin: 'npm package', shell: true };
}

/** The browser to draw with. Throws a `browser-missing` problem when there is none. */
export const findBrowser = async (choice: BrowserChoice, env: Environment): Promise<FoundBrowser> => {
  for await (const candidate of browserCandidates(choice, env)) return candidate;
  throw browserMissing('No browser was found, and diagrams are drawn by one.');
};
