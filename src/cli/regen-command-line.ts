import type { Argv } from 'yargs';
import { examples, json } from './command.ts';
import { askingWords, sourceWords } from './new-command-line.ts';

const settings = (builder: Argv) =>
  sourceWords(builder)
    .option('format', {
      choices: ['madr', 'nygard'] as const,
      default: 'madr' as const,
      describe: 'Format of their records',
    })
    .option('templates', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder of templates of your own, for them',
    })
    .option('images', {
      type: 'string',
      default: 'svg,png',
      requiresArg: true,
      describe: 'Their picture files: svg, png, both with a comma, or none',
    })
    .option('json', json);

/** Words of `adrgen regen`. */
export const regenWords = (builder: Argv) =>
  settings(builder.usage(examples('adrgen regen', 'adrgen regen services', 'adrgen regen --check')))
    .option('check', {
      type: 'boolean',
      default: false,
      describe: 'Only compare, as adrgen check does',
    })
    .options(askingWords)
    .option('browser', {
      type: 'string',
      requiresArg: true,
      describe: 'Chromium or Chrome to draw with',
    });

/** Words of `adrgen check`. */
export const checkWords = (builder: Argv) =>
  settings(builder.usage(examples('adrgen check', 'adrgen check services --json')));
