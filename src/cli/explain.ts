import { runExplain } from '../commands/explain.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import { explainJson, explainText } from './explain-report.ts';
import { printData, printJson } from './terminal.ts';

/** `adrgen explain`. */
export const explainCommand = async (words: {
  readonly id: string;
  readonly requirements?: string | undefined;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const { id, requirements, json } = words;
  const result = await runExplain({ id: String(id), requirements, cwd: process.cwd() });
  if (json) printJson(explainJson(result));
  else printData(explainText(result));
  return exitCodes.clean;
};
