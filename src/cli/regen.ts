import type { RegenOptions } from '../commands/regen.ts';
import { runRegen } from '../commands/regen.ts';
import type { ExitCode } from '../model/problem.ts';
import { type AskingArguments, askingTerms } from './asking.ts';
import { billLine } from './asking-text.ts';
import { imagesOf } from './images.ts';
import { checkJson, checkText, regenJson, regenMessages, regenText } from './regen-report.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

type Arguments = {
  readonly paths?: readonly string[] | undefined;
  readonly out: string;
  readonly format: 'madr' | 'nygard';
  readonly images: string;
  readonly templates?: string | undefined;
  readonly browser?: string | undefined;
  readonly check?: boolean | undefined;
  readonly json: boolean;
} & Partial<AskingArguments>;

const optionsOf = ({
  paths,
  images,
  out,
  format,
  templates,
  browser,
}: Arguments): Omit<RegenOptions, 'asking'> => ({
  ...{ out, format, templates, browser },
  paths: paths ?? [],
  images: imagesOf(images),
});

const silence = 3000;

/** A line of progress, at most every few seconds. */
const progress = (): NonNullable<RegenOptions['onFile']> => {
  let last = Date.now();
  return (done, all, name) => {
    if (Date.now() - last < silence) return;
    last = Date.now();
    printMessage(`${done} of ${all}: ${name}`);
  };
};

/** `adrgen check`. */
export const checkCommand = async (words: Arguments): Promise<ExitCode> => {
  const { runCheck } = await import('../commands/check.ts');
  const result = await runCheck(optionsOf(words));
  if (words.json) printJson(checkJson(result));
  else {
    for (const { issues } of result.failures) printMessage(`${issuesText(issues)}\n`);
    printData(checkText(result, process.cwd()));
  }
  return result.exitCode;
};

/** `adrgen regen`. */
export const regenCommand = async (words: Arguments): Promise<ExitCode> => {
  if (words.check === true) return checkCommand(words);
  const { frozen = false, refresh = false, maxCostUsd, maxCalls } = words;
  const asking = askingTerms({ frozen, refresh, maxCostUsd, maxCalls });
  const result = await runRegen({ ...optionsOf(words), asking, onFile: progress() });
  if (words.json) printJson(regenJson(result));
  else {
    for (const file of result.files)
      if (file.state === 'failed') printMessage(`${issuesText(file.issues)}\n`);
    printData(regenText(result, process.cwd()));
  }
  const messages = [...regenMessages(result), ...billLine(result.bill)];
  if (messages.length > 0) printMessage(`\n${messages.join('\n')}`);
  return result.exitCode;
};
