import type { Forecast } from '../commands/forecast.ts';
import { type Planned, runPlan } from '../commands/plan.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { askingTerms } from './asking.ts';
import { usdText } from './asking-text.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

type Arguments = {
  readonly paths?: readonly string[] | undefined;
  readonly out: string;
  readonly architect: 'auto' | 'catalogue' | 'claude';
  readonly model?: string | undefined;
  readonly agents?: string | undefined;
  readonly json: boolean;
};

const rangeText = (low: string, high: string): string => (low === high ? low : `${low} to ${high}`);
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `13 to 61 calls, 58,000 to 270,000 tokens in, $0.08 to $1.20; 0 answers are stored`. */
export const forecastText = ({ calls, input, usd, stored }: Forecast): string =>
  calls.high === 0
    ? `nothing to ask, ${stored} answers are stored`
    : [
        `${rangeText(whole(calls.low), whole(calls.high))} calls`,
        `${rangeText(whole(input.low), whole(input.high))} tokens in`,
        usd === null ? usdText(null) : rangeText(usdText(usd.low), usdText(usd.high)),
      ].join(', ') + `; ${stored} ${stored === 1 ? 'answer is' : 'answers are'} stored`;

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
