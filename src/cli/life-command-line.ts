import type { Argv } from 'yargs';
import { conversionTargets } from '../model/record.ts';
import { examples, json } from './command.ts';

const record = { type: 'string', demandOption: true } as const;
const named = 'Record by number, id, file name or path';
const date = {
  type: 'string',
  requiresArg: true,
  describe: 'Day that is written where the record has its date (YYYY-MM-DD); today without it',
} as const;

/** Words of `adrgen accept`, `reject` and `deprecate`. */
export const statusWords = (verb: string) => (builder: Argv) =>
  builder
    .usage(examples(`adrgen ${verb} 7`, `adrgen ${verb} docs/adr/0007-queue.md`))
    .positional('id', { ...record, describe: named })
    .option('date', date)
    .option('json', json);

/** Words of `adrgen supersede`. */
export const supersedeWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen supersede 7 --by 12',
        'adrgen supersede 7 --by 12 --by 13',
        'adrgen supersede 7 --by 12 --partial',
      ),
    )
    .positional('id', { ...record, describe: `The record that no longer holds: ${named.toLowerCase()}` })
    .option('by', {
      type: 'string',
      array: true,
      demandOption: true,
      requiresArg: true,
      describe: 'The record that takes its place; can be said several times',
    })
    .option('partial', {
      type: 'boolean',
      default: false,
      describe: 'Only a part of it: it stays in force, and both records say so',
    })
    .option('date', date)
    .option('json', json);

/** Words of `adrgen link`. */
export const linkWords = (builder: Argv) =>
  builder
    .usage(examples('adrgen link 12 amends 7', 'adrgen link 12 depends-on 3'))
    .positional('id', { ...record, describe: named })
    .positional('relation', {
      type: 'string',
      demandOption: true,
      describe: 'supersedes, superseded-by, amends, amended-by, depends-on, required-by or relates-to',
    })
    .positional('other', { ...record, describe: 'The other record' })
    .option('json', json);

/** Words of `adrgen convert`. */
export const convertWords = (builder: Argv) =>
  builder
    .usage(
      examples('adrgen convert 7 --to madr', 'adrgen convert 7 8 docs/adr/0009-queue.md --to nygard --write'),
    )
    .positional('ids', { type: 'string', array: true, demandOption: true, describe: named })
    .option('to', {
      choices: conversionTargets,
      demandOption: true,
      requiresArg: true,
      describe: 'Format of the new text',
    })
    .option('write', {
      type: 'boolean',
      default: false,
      describe: 'Write the records; without it the new text is printed',
    })
    .option('json', json);
