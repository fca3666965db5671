import type { Argv } from 'yargs';
import { command, type Run } from './command.ts';
import { convertWords } from './life-command-line.ts';
import { graphWords, indexWords, renumberWords } from './log-command-line.ts';

/** The commands that show and keep all records of a repository together. */
export const addLogCommands = (parser: Argv, run: Run): Argv =>
  parser
    .command(
      'index [file]',
      'Write the decision log into a README or an index: number, title, status, date, links',
      indexWords,
      command(run, async () => (await import('./index-log.ts')).indexCommand),
    )
    .command(
      'graph [files..]',
      'Draw the records and their links: Mermaid, SVG or PNG',
      graphWords,
      command(run, async () => (await import('./graph.ts')).graphCommand),
    )
    .command(
      'renumber [paths..]',
      'Give records that share a number one of their own, with all that names them; the plan first',
      renumberWords,
      command(run, async () => (await import('./renumber.ts')).renumberCommand),
    )
    .command(
      'convert <ids..>',
      'Bring records into another format, MADR or Nygard, with nothing lost; a preview first',
      convertWords,
      command(run, async () => (await import('./convert.ts')).convertCommand),
    );
