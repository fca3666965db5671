import type { Argv } from 'yargs';
import { examples, json } from './command.ts';

/** The words of `adrgen explain`. */
export const explainWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen explain primary-store',
        'adrgen explain ADR-0003',
        'adrgen explain docs/adr/0003-primary-store.md',
        'adrgen explain caching --requirements requirements.yaml',
      ),
    )
    .positional('id', {
      type: 'string',
      demandOption: true,
      describe: 'Decision, topic of the catalogue, or record by number or file',
    })
    .option('requirements', {
      type: 'string',
      requiresArg: true,
      describe: 'Requirements file; without it the one that the documents here were made from',
    })
    .option('json', json);
