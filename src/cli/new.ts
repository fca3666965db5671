import { type NewOptions, runNew } from '../commands/new.ts';
import type { ExitCode } from '../model/problem.ts';
import { type AskingArguments, askingTerms } from './asking.ts';
import { billLine } from './asking-text.ts';
import { forecastText } from './forecast-text.ts';
import { imagesOf } from './images.ts';
import { dryRunText, newJson, newMessages, newText } from './new-report.ts';
import { printData, printJson, printMessage } from './terminal.ts';

type Arguments = {
  readonly requirements: string;
  readonly out?: string | undefined;
  readonly format?: 'madr' | 'nygard' | undefined;
  readonly templates?: string | undefined;
  readonly images: string;
  readonly browser?: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly architect: 'auto' | 'catalogue' | 'claude';
  readonly model?: string | undefined;
  readonly agents?: string | undefined;
} & AskingArguments;

const why = {
  named: 'as --architect says',
  lock: 'as before (.adrgen/locks); --architect chooses another',
  credentials: 'since there are credentials; --architect catalogue asks nobody',
  'no-credentials': '',
} as const;

/** Says who thinks where that is a model, and what is about to be asked and paid. */
const announce: NonNullable<NewOptions['onThinker']> = (thinking, reason, forecast) => {
  if (thinking === undefined) return;
  printMessage(`Architect: ${thinking.model}, ${why[reason]}.`);
  if (forecast === null) return;
  printMessage(`Estimate: ${forecastText(forecast)}. Ctrl-C stops; --max-cost-usd sets a limit.`);
};

/** `adrgen new`. */
export const newCommand = async ({
  requirements,
  images,
  json,
  architect,
  model,
  agents,
  frozen,
  refresh,
  maxCostUsd,
  maxCalls,
  ...options
}: Arguments): Promise<ExitCode> => {
  const result = await runNew({
    ...options,
    file: requirements,
    images: imagesOf(images),
    wanted: { architect, model, agents },
    asking: askingTerms({ frozen, refresh, maxCostUsd, maxCalls }),
    onThinker: announce,
  });
  const { dryRun } = options;
  if (json) printJson(newJson(result, { dryRun }));
  else if (dryRun) printData(dryRunText(result));
  if (!json) (dryRun ? printMessage : printData)(newText(result, { from: process.cwd(), dryRun }));
  const messages = [...newMessages(result), ...billLine(result.bill)];
  if (messages.length > 0) printMessage(`\n${messages.join('\n')}`);
  return result.exitCode;
};
