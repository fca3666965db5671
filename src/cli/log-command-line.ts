import type { Argv } from 'yargs';
import { examples, json } from './command.ts';

/** Words of `adrgen index`. */
export const indexWords = (builder: Argv) =>
  builder
    .usage(examples('adrgen index', 'adrgen index README.md', 'adrgen index docs/adr/README.md --dry-run'))
    .positional('file', {
      type: 'string',
      describe:
        'Markdown file that the log goes into; without it those that have a place for it (docs/log.md)',
    })
    .option('dry-run', { type: 'boolean', default: false, describe: 'Write nothing; print the files' })
    .option('json', json);

/** Words of `adrgen graph`. */
export const graphWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen graph > decisions.mmd',
        'adrgen graph docs/decisions.svg docs/decisions.png',
        'adrgen graph docs/adr/README.md',
      ),
    )
    .positional('files', {
      type: 'string',
      array: true,
      describe: 'Files for the picture: .svg, .png, .mmd, or .md; without any the Mermaid source is printed',
    })
    .option('browser', { type: 'string', requiresArg: true, describe: 'Chromium or Chrome to draw with' })
    .option('json', json);

/** Words of `adrgen renumber`. */
export const renumberWords = (builder: Argv) =>
  builder
    .usage(examples('adrgen renumber', 'adrgen renumber --write', 'adrgen renumber docs src --write'))
    .positional('paths', {
      type: 'string',
      array: true,
      describe: 'Files and folders whose mentions are mended; without any, all Markdown of the repository',
    })
    .option('write', {
      type: 'boolean',
      default: false,
      describe: 'Write the plan; without it nothing is written unless you say yes',
    })
    .option('json', json);
