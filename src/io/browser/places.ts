import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Commands of browsers that can draw, quickest to start first. */
const commands: readonly string[] = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'headless_shell',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** True for a file that can be seen; folders of PATH may be closed to this user. */
export const isFile = (path: string): boolean => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const list = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .sort((a, b) => (a < b ? 1 : -1))
        .map(name => join(folder, name))
    : [];

/** Full paths of a command in the folders of PATH. */
export const onPath = (command: string, env: Environment): readonly string[] =>
  (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .filter(folder => folder !== '')
    .flatMap(folder =>
      process.platform === 'win32' ? [join(folder, `${command}.exe`)] : [join(folder, command)],
    )
    .filter(isFile);

const usualPlaces = (env: Environment): readonly string[] => {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap(name => [
      `/Applications/${name}.app/Contents/MacOS/${name}`,
      join(homedir(), `Applications/${name}.app/Contents/MacOS/${name}`),
    ]);
  if (process.platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(folder => folder !== undefined)
      .flatMap(folder => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
};

/** Installed browsers: those on PATH, then those in the usual places of this platform. */
export const installedBrowsers = (env: Environment): readonly string[] => [
  ...new Set([...commands.flatMap(command => onPath(command, env)), ...usualPlaces(env).filter(isFile)]),
];

const executableNames: readonly string[] = [
  'chrome-headless-shell',
  'chrome-headless-shell.exe',
  'chrome',
  'chrome.exe',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'Chromium.app/Contents/MacOS/Chromium',
];

/** Browsers that puppeteer downloaded earlier: `<cache>/<browser>/<platform>-<version>/<folder>/<executable>`. */
export const puppeteerCache = (env: Environment): readonly string[] => {
  const cache = env.PUPPETEER_CACHE_DIR ?? join(env.HOME ?? homedir(), '.cache/puppeteer');
  return ['chrome-headless-shell', 'chrome', 'chromium']
    .flatMap(browser => list(join(cache, browser)))
    .flatMap(list)
    .flatMap(folder => executableNames.map(name => join(folder, name)))
    .filter(isFile);
};

/** The environment without what a browser has no business to see. */
export const withoutCredentials = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith('ANTHROPIC_')));
