import { relative } from 'node:path';
import { type GraphResult, runGraph } from '../commands/graph.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

const said = { create: 'created', update: 'updated', unchanged: 'unchanged' } as const;

/** `adrgen graph --json`: documented in docs/json.md. */
const graphJson = ({ records, source, alt, files, failures, exitCode }: GraphResult) => ({
  command: 'graph',
  exitCode,
  records,
  alt,
  source,
  files,
  failures: failures.map(({ name, issues }) => ({ file: name, issues })),
});

/** `adrgen graph`. */
export const graphCommand = async (options: {
  readonly files?: readonly string[] | undefined;
  readonly browser?: string | undefined;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const cwd = process.cwd();
  const { browser } = options;
  const result = await runGraph({ files: options.files ?? [], cwd, browser });
  if (options.json) {
    printJson(graphJson(result));
    return result.exitCode;
  }
  for (const { issues } of result.failures) printMessage(`${issuesText(issues)}\n`);
  if (result.files.length === 0) printData(result.source);
  else {
    const lines = result.files.map(({ path, action }) =>
      harmless(`${relative(cwd, `${result.root}/${path}`) || path}: ${said[action]}`),
    );
    printData(lines.join('\n'));
  }
  printMessage(harmless(result.alt));
  return result.exitCode;
};
