import { type Planned, runPlan } from '../commands/plan.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { askingTerms } from './asking.ts';
import { forecastText } from './forecast-text.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

type Arguments = {
  readonly paths?: readonly string[] | undefined;
  readonly out: string;
  readonly architect: 'auto' | 'catalogue' | 'claude';
  readonly model?: string | undefined;
  readonly agents?: string | undefined;
  readonly json: boolean;
};

const lineOf = (planned: Planned): string => {
  if ('issues' in planned) return `${planned.name}: cannot be read`;
  const { name, thinking, forecast } = planned;
  return forecast === null
    ? `${name}: the embedded catalogue, nothing to ask`
    : `${name}: ${thinking?.model ?? ''}, ${forecastText(forecast)}`;
};

/** `adrgen plan`. */
export const planCommand = async (words: Arguments): Promise<ExitCode> => {
  const { paths, out, architect, model, agents } = words;
  const asking = askingTerms({ frozen: false, refresh: false });
  const result = await runPlan({ paths: paths ?? [], out, wanted: { architect, model, agents }, asking });
  if (words.json) printJson({ command: 'plan', exitCode: result.exitCode, files: result.files });
  else {
    for (const one of result.files) if ('issues' in one) printMessage(`${issuesText(one.issues)}\n`);
    printData(result.files.map(one => harmless(lineOf(one))).join('\n'));
  }
  return result.exitCode;
};
