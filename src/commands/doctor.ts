import { resolve } from 'node:path';
import type { Environment } from '../io/browser/places.ts';
import { checkBrowser } from '../io/doctor-browser.ts';
import type { Check } from '../io/doctor-check.ts';
import { checkCredentials } from '../io/doctor-credentials.ts';
import { checkCache, checkOutput } from '../io/doctor-folders.ts';
import { checkNode } from '../io/doctor-node.ts';
import { checkJournal, checkRepository } from '../io/doctor-repository.ts';
import { rootOf } from '../io/repository.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';

export type DoctorOptions = {
  /** Path or command of a browser, as with `--browser`. */
  readonly browser?: string | undefined;
  /** Folder that `new` would write to; `docs` where it is not given. */
  readonly out?: string | undefined;
  /** The folder that the command runs in. */
  readonly cwd: string;
  readonly env: Environment;
};

/** As `adrgen doctor --json` prints it. */
export type DoctorResult = {
  readonly command: 'doctor';
  /** 0 where documents and pictures can be made, else 1. */
  readonly exitCode: ExitCode;
  readonly checks: readonly Check[];
};

/**
 * Looks at everything that the main job needs, by doing it: a browser is started and draws, a file is written and
 * removed. What is wrong is a check, never an error.
 */
export const runDoctor = async ({ browser, out, cwd, env }: DoctorOptions): Promise<DoctorResult> => {
  const folder = resolve(cwd, out ?? 'docs');
  const root = rootOf(folder);
  const checks = [
    checkNode(process.version),
    ...(await checkBrowser({ browser }, env, process.getuid?.() === 0)),
    checkOutput(folder, root),
    checkCache(env),
    checkRepository(root),
    checkJournal(root),
    checkCredentials(env),
  ];
  const works = checks.every(({ state }) => state !== 'missing');
  return { command: 'doctor', exitCode: works ? exitCodes.clean : exitCodes.findings, checks };
};

const escapeCharacter = String.fromCharCode(27);
const colours: Readonly<Record<Check['state'], number>> = { ok: 32, warning: 33, missing: 31 };

/** One line a check, what mends it below, and what follows from all of them. */
export const doctorText = (
  { checks, exitCode }: DoctorResult,
  { colour }: { readonly colour: boolean },
): string => {
  const paint = (state: Check['state'], text: string): string =>
    colour ? `${escapeCharacter}[${colours[state]}m${text}${escapeCharacter}[0m` : text;
  const [wordWidth, titleWidth] = [9, Math.max(...checks.map(({ title }) => title.length)) + 2];
  const line = ({ state, title, text, mend }: Check): string[] => [
    `${paint(state, state.padEnd(wordWidth))}${title.padEnd(titleWidth)}${text}`,
    ...mend.map(one => `${' '.repeat(wordWidth + titleWidth)}→ ${one}`),
  ];
  const verdict =
    exitCode === exitCodes.clean
      ? 'adrgen can make documents and pictures here.'
      : 'Something is missing: mend it and run adrgen doctor again.';
  return [...checks.flatMap(line), '', verdict].join('\n');
};
