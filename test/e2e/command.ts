import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, vi } from 'vitest';

// A run of the command takes seconds, several times as long where others use the machine too.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const house = fileURLToPath(new URL('../..', import.meta.url));

/** The package as it is published, apart from the source: who builds or edits meanwhile does not disturb the tests. */
const packaged = join(house, 'node_modules', '.cache', 'adrgen-e2e');
const parts = ['templates', 'agents'];

/** A file of the built package. */
export const built = (path: string): string => join(packaged, 'dist', path);

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

const stamp = join(packaged, 'built');

const isBuilt = (): boolean => {
  if (!existsSync(stamp)) return false;
  const since = statSync(stamp).mtimeMs;
  return ['src', ...parts].every(part =>
    filesBelow(join(house, part)).every(file => statSync(file).mtimeMs < since),
  );
};

const pack = (): void => {
  const began = new Date();
  rmSync(packaged, { recursive: true, force: true });
  for (const part of [...parts, 'package.json'])
    cpSync(join(house, part), join(packaged, part), { recursive: true });
  const compiler = join(house, 'node_modules/typescript/bin/tsc');
  const flags = ['-p', 'tsconfig.build.json', '--outDir', join(packaged, 'dist')];
  execFileSync(process.execPath, [compiler, ...flags], { cwd: house, stdio: 'inherit' });
  execFileSync(process.execPath, [built('commands/compile-catalogue.js')]);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
};

/** Packs the command where it is older than its source; test files that run side by side wait for one of them. */
export const build = (): void => {
  const turn = `${packaged}.turn`;
  mkdirSync(dirname(turn), { recursive: true });
  for (let waited = 0; !isBuilt(); waited += 1) {
    try {
      if (waited > 600) rmSync(turn, { recursive: true, force: true });
      mkdirSync(turn);
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      continue;
    }
    try {
      if (!isBuilt()) pack();
    } finally {
      rmSync(turn, { recursive: true, force: true });
    }
    return;
  }
};

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder, away from every repository, that is removed after the tests of the file. */
export const freshFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-e2e-')));
  made.push(folder);
  return folder;
};

export const small = `apiVersion: adrgen/v1
system: Order notifications
purpose: Tell customers about every order change within a minute.
functional:
  - When an order changes state, the system shall notify the customer.
  - Customers can choose e-mail, push or SMS.
load: { dau: 100k, requests_per_user_day: 40, peak_factor: 5 }
quality: { availability: 99.9%, latency_p95: 300ms }
priorities: [reliability, time-to-market, cost]
team: { size: 6, skills: { typescript: expert, postgresql: working } }
`;

/** A fresh folder that holds requirements.yaml. */
export const withRequirements = (text: string | Uint8Array = small): string => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'requirements.yaml'), text);
  return folder;
};

type Settings = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Command line that starts the one of adrgen, such as `setpriv`. */
  readonly through?: readonly string[];
};

/** Starts the built command. */
export const start = (args: readonly string[], { cwd, env = {}, through = [] }: Settings): ChildProcess => {
  const { NO_COLOR: _1, FORCE_COLOR: _2, SOURCE_DATE_EPOCH: _3, ...inherited } = process.env;
  const [program = '', ...words] = [...through, process.execPath, built('cli.js'), ...args];
  return spawn(program, words, { cwd, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
};

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Waits for the end of a started command. */
export const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });

/** Runs the built command to its end. */
export const adrgen = (args: readonly string[], settings: Settings): Promise<Ended> =>
  ended(start(args, settings));

/** The main job without pictures. */
export const newWithoutImages = (cwd: string, ...more: readonly string[]): Promise<Ended> =>
  adrgen(['new', 'requirements.yaml', '--images', 'none', ...more], { cwd });

/** Every file below a folder with the SHA-256 of its bytes; folders count where they are empty. */
export const tree = (folder: string, at = ''): Record<string, string> => {
  const entries = readdirSync(join(folder, at), { withFileTypes: true });
  if (entries.length === 0 && at !== '') return { [`${at}/`]: 'empty' };
  return Object.assign(
    {},
    ...entries.map(entry => {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) return tree(folder, path);
      if (!entry.isFile()) return { [path]: 'link or device' };
      return {
        [path]: createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      };
    }),
  );
};

/** Times of the last change of every file below a folder, in nanoseconds. */
export const times = (folder: string): Record<string, bigint> =>
  Object.fromEntries(filesBelow(folder).map(file => [file, statSync(file, { bigint: true }).mtimeNs]));

/** A failure that a person can act on: exit code 2, a place or hint, and no stack. */
export const isKnownFailure = ({ code, stderr }: Ended): boolean =>
  code === 2 && /error \[[a-z0-9-]+\]/.test(stderr) && !/^ {4}at /m.test(stderr) && stderr.includes('hint');
