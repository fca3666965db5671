import type { Argv } from 'yargs';
import { command, examples, json, type Run } from './command.ts';

const templates = {
  type: 'string',
  requiresArg: true,
  describe: 'Folder of templates of your own',
} as const;

/** The commands below `adrgen templates`; without one of them the templates are listed. */
export const templatesCommands =
  (run: Run) =>
  (builder: Argv): Argv =>
    builder
      .usage(
        examples(
          'adrgen templates list',
          'adrgen templates eject madr',
          'adrgen templates check adrgen-templates',
          'adrgen new requirements.yaml --templates adrgen-templates',
        ),
      )
      .command(
        ['list', '$0'],
        'List the templates, what each makes and where it comes from',
        list => list.option('templates', templates).option('json', json),
        command(run, async () => (await import('./templates.ts')).listCommand),
      )
      .command(
        'eject [names..]',
        'Write templates of the package into a folder, to be changed there',
        eject =>
          eject
            .usage(examples('adrgen templates eject madr claim', 'adrgen templates eject --to our-templates'))
            .positional('names', {
              type: 'string',
              array: true,
              default: [],
              describe: 'Names as `adrgen templates list` has them; all without any',
            })
            .option('to', {
              type: 'string',
              default: 'adrgen-templates',
              requiresArg: true,
              describe: 'Folder for documents/ and diagrams/',
            })
            .option('force', {
              type: 'boolean',
              default: false,
              describe: 'Also write over files that differ',
            })
            .option('json', json),
        command(run, async () => (await import('./templates.ts')).ejectCommand),
      )
      .command(
        'check [folder]',
        'Check templates of your own against what they can name',
        check =>
          check
            .usage(examples('adrgen templates check', 'adrgen templates check our-templates --json'))
            .positional('folder', {
              type: 'string',
              default: 'adrgen-templates',
              describe: 'Folder that new would take with --templates',
            })
            .option('json', json),
        command(run, async () => (await import('./templates.ts')).checkCommand),
      );
