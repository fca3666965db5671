import { appendFileSync } from 'node:fs';
import { runLint } from '../commands/lint.ts';
import { type ExitCode, problem } from '../model/problem.ts';
import type { LintReporter } from './lint-command-line.ts';
import { githubReport, githubSummary } from './reporters/github.ts';
import { lintJson } from './reporters/json.ts';
import { sarifReport } from './reporters/sarif.ts';
import { textReport } from './reporters/text.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

/** In a step of GitHub Actions: the summary is a file that steps append to. */
const appendSummary = (text: string): void => {
  const file = process.env.GITHUB_STEP_SUMMARY ?? '';
  if (file === '') return;
  try {
    appendFileSync(file, text);
  } catch (error) {
    printMessage(
      `The summary of the step was not written: ${error instanceof Error ? error.message : error}`,
    );
  }
};

/** `adrgen lint`. */
export const lintCommand = async (words: {
  readonly paths?: readonly string[] | undefined;
  readonly reporter: LintReporter;
  readonly fix: boolean;
  readonly json: boolean;
}): Promise<ExitCode> => {
  if (words.json && words.reporter !== 'default' && words.reporter !== 'json') {
    throw problem({
      code: 'usage',
      message: `--json and --reporter ${words.reporter} ask for two outputs`,
      hint: 'keep one of them',
    });
  }
  const result = await runLint({ paths: words.paths ?? [], fix: words.fix });
  const reporter = words.json ? 'json' : words.reporter;
  if (reporter === 'json') printJson(lintJson(result));
  else if (reporter === 'sarif') printJson(sarifReport(result));
  else {
    for (const { issues } of result.failures) printMessage(`${issuesText(issues)}\n`);
    printData(reporter === 'github' ? githubReport(result) : textReport(result, process.cwd()));
  }
  if (reporter === 'github') appendSummary(githubSummary(result));
  return result.exitCode;
};
