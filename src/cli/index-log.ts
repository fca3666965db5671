import { relative } from 'node:path';
import { type IndexResult, runIndex } from '../commands/index-log.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

const said = { create: 'created', update: 'updated', unchanged: 'unchanged' } as const;

const indexText = ({ root, files }: IndexResult, from: string): string =>
  files
    .map(({ path, action, records }) =>
      harmless(
        `${relative(from, `${root}/${path}`) || path}: ${said[action]}, ${records} ${records === 1 ? 'record' : 'records'}`,
      ),
    )
    .join('\n');

/** `adrgen index --json`: documented in docs/json.md. */
const indexJson = ({ files, failures, exitCode }: IndexResult, dryRun: boolean) => ({
  command: 'index',
  exitCode,
  dryRun,
  files: files.map(({ path, action, records, content }) => ({
    path,
    action,
    records,
    ...(dryRun ? { content } : {}),
  })),
  failures: failures.map(({ name, issues }) => ({ file: name, issues })),
});

/** `adrgen index`. */
export const indexCommand = async (options: {
  readonly file?: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const cwd = process.cwd();
  const { dryRun } = options;
  const result = await runIndex({ file: options.file, cwd, dryRun });
  if (options.json) printJson(indexJson(result, dryRun));
  else {
    for (const { issues } of result.failures) printMessage(`${issuesText(issues)}\n`);
    if (dryRun)
      printData(result.files.map(({ path, content }) => `==> ${path} <==\n\n${content}`).join('\n'));
    (dryRun ? printMessage : printData)(indexText(result, cwd));
  }
  return result.exitCode;
};
