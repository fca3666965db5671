import { runList } from '../commands/list.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

/** `adrgen list`. */
export const listCommand = async (words: {
  readonly paths?: readonly string[] | undefined;
  readonly status?: string | undefined;
  readonly tag?: string | undefined;
  readonly text?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly verbose: boolean;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const { paths = [], verbose, json, ...filters } = words;
  const { status, tag, text, since, until } = filters;
  const result = runList({ paths, cwd: process.cwd(), status, tag, text, since, until });
  for (const { issues } of result.failures) printMessage(`${issuesText(issues)}\n`);
  if (verbose)
    for (const { path, reason } of result.skipped) printMessage(`${harmless(path)} is skipped: ${reason}`);
  if (json) printJson(result.records);
  else if (result.records.length > 0) printData(result.table);
  else if (result.all > 0) printMessage(`None of ${result.all} records passes the filters.`);
  else if (result.failures.length === 0)
    printMessage(
      result.folders.length === 0 && paths.length === 0
        ? 'No folder for records is found here; name one: adrgen list <folder>'
        : 'No records are found; adrgen list --verbose says what was skipped.',
    );
  return result.exitCode;
};
