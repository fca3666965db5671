import { runValidate } from '../commands/validate.ts';
import type { ExitCode } from '../model/problem.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

/** `adrgen validate`. */
export const validateCommand = async (options: {
  readonly requirements: readonly string[];
  readonly json: boolean;
}): Promise<ExitCode> => {
  const { files, exitCode } = runValidate(options.requirements);
  if (options.json) {
    printJson({ command: 'validate', exitCode, files });
    return exitCode;
  }
  for (const { file, system, issues } of files) {
    if (issues.length === 0) printData(`${file}: valid (${system})`);
    else printMessage(`${issuesText(issues)}\n`);
  }
  return exitCode;
};
