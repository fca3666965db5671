import type { Argv } from 'yargs';
import { examples, json } from './command.ts';

/** Words of `adrgen list`. */
export const listWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen list',
        'adrgen list --status accepted,proposed --since 2026-01-01',
        'adrgen list services/orders/adr --text kafka --json',
      ),
    )
    .positional('paths', {
      type: 'string',
      array: true,
      describe: 'Folders and files; without any, all records that the repository keeps',
    })
    .option('status', {
      type: 'string',
      requiresArg: true,
      describe:
        'Only those of a status: draft, proposed, accepted, rejected, deprecated, superseded, unknown',
    })
    .option('tag', { type: 'string', requiresArg: true, describe: 'Only those with one of these tags' })
    .option('text', { type: 'string', requiresArg: true, describe: 'Only those that say this anywhere' })
    .option('since', {
      type: 'string',
      requiresArg: true,
      describe: 'Only those of this day (YYYY-MM-DD) or later',
    })
    .option('until', {
      type: 'string',
      requiresArg: true,
      describe: 'Only those of this day (YYYY-MM-DD) or earlier',
    })
    .option('verbose', {
      type: 'boolean',
      default: false,
      describe: 'Say on stderr which files are no records, and why',
    })
    .option('json', { ...json, describe: 'Print a JSON array on stdout (docs/json.md)' });

const record = {
  type: 'string',
  demandOption: true,
  describe: 'Record by number, id, file name or path',
} as const;

/** Words of `adrgen show`. */
export const showWords = (builder: Argv) =>
  builder
    .usage(examples('adrgen show 7', 'adrgen show ADR-0007 --json', 'adrgen show docs/adr/0007-queue.md'))
    .positional('id', record)
    .option('json', json);
