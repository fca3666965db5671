import { runExplain } from '../commands/explain.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import { printData, printJson } from './terminal.ts';

/** `adrgen explain`. */
export const explainCommand = async (words: {
  readonly id: string;
  readonly requirements?: string | undefined;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const { id, requirements, json } = words;
  const { text, json: data } = await runExplain({ id: String(id), requirements, cwd: process.cwd() });
  if (json) printJson(data);
  else printData(text);
  return exitCodes.clean;
};
