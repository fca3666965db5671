import { type Converted, planConversion, runConversion } from '../commands/convert.ts';
import { harmless } from '../model/issue-text.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import type { ConversionTarget as Target } from '../model/record.ts';
import { printData, printJson, printMessage } from './terminal.ts';

/** Bytes that were no UTF-8, as readers see them. */
const shown = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

const print = ({ path, text }: Converted, to: Target, write: boolean): void => {
  if (text === null) printMessage(`${harmless(path)} is in the format ${to} already: nothing to do.`);
  else if (write) printData(`${harmless(path)} is written: ${to}`);
  else {
    printMessage(`${harmless(path)} would be:\n`);
    printData(
      shown(text)
        .split(/\r\n|\n|\r/)
        .map(harmless)
        .join('\n'),
    );
  }
};

/** `adrgen convert`. */
export const convertCommand = async (words: {
  readonly ids: readonly string[];
  readonly to: Target;
  readonly write: boolean;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const { to, write, json } = words;
  const conversion = { cwd: process.cwd(), names: words.ids.map(String), to };
  const converted = write ? await runConversion(conversion) : planConversion(conversion);
  if (json)
    printJson({
      ...{ command: 'convert', exitCode: exitCodes.clean, to, written: write },
      records: converted.map(({ id, path, from, text }) => ({
        ...{ id, path, from, action: text === null ? 'unchanged' : 'update' },
        ...(text === null ? {} : { content: shown(text) }),
      })),
    });
  else {
    for (const one of converted) print(one, to, write);
    if (!write && converted.some(({ text }) => text !== null))
      printMessage('Nothing is written. --write writes it.');
  }
  return exitCodes.clean;
};
