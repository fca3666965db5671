import { runNew } from '../commands/new.ts';
import type { ExitCode } from '../model/problem.ts';
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
};

/** `adrgen new`. */
export const newCommand = async ({
  requirements,
  images,
  json,
  ...options
}: Arguments): Promise<ExitCode> => {
  const result = await runNew({ ...options, file: requirements, images: imagesOf(images) });
  const { dryRun } = options;
  if (json) printJson(newJson(result, { dryRun }));
  else if (dryRun) printData(dryRunText(result));
  if (!json) (dryRun ? printMessage : printData)(newText(result, { from: process.cwd(), dryRun }));
  const messages = newMessages(result);
  if (messages.length > 0) printMessage(`\n${messages.join('\n')}`);
  return result.exitCode;
};
