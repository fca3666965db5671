import { type LifeResult, runLink, runStatus, runSupersede } from '../commands/life.ts';
import { harmless } from '../model/issue-text.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import { printData, printJson, printMessage } from './terminal.ts';

const report = (command: string, json: boolean, { written, notes }: LifeResult): ExitCode => {
  for (const note of notes) printMessage(harmless(note));
  if (json) printJson({ command, exitCode: exitCodes.clean, written, notes });
  else for (const { path, status } of written) printData(`${harmless(path)} is written: ${status}`);
  return exitCodes.clean;
};

type Words = { readonly id: string; readonly date?: string | undefined; readonly json: boolean };

const status =
  (verb: 'accept' | 'reject' | 'deprecate') =>
  async ({ id, date, json }: Words): Promise<ExitCode> =>
    report(verb, json, await runStatus(verb, { id: String(id), date, cwd: process.cwd() }));

/** `adrgen accept`, `reject` and `deprecate`. */
export const acceptCommand = status('accept');
export const rejectCommand = status('reject');
export const deprecateCommand = status('deprecate');

/** `adrgen supersede`. */
export const supersedeCommand = async (
  words: Words & { readonly by: readonly string[]; readonly partial: boolean },
): Promise<ExitCode> => {
  const { id, by, partial, date, json } = words;
  const names = by.map(String);
  return report(
    'supersede',
    json,
    await runSupersede({ id: String(id), by: names, partial, date, cwd: process.cwd() }),
  );
};

/** `adrgen link`. */
export const linkCommand = async (
  words: Omit<Words, 'date'> & { readonly relation: string; readonly other: string },
): Promise<ExitCode> => {
  const { id, relation, other, json } = words;
  return report(
    'link',
    json,
    await runLink({ id: String(id), relation, other: String(other), cwd: process.cwd() }),
  );
};
