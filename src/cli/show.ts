import { runShow } from '../commands/show.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import { printData, printJson } from './terminal.ts';

/** `adrgen show`. */
export const showCommand = async (words: {
  readonly id: string;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const { page, json } = runShow({ id: String(words.id), cwd: process.cwd() });
  if (words.json) printJson({ command: 'show', exitCode: exitCodes.clean, ...json });
  else printData(page);
  return exitCodes.clean;
};
