import yargs, { type Argv } from 'yargs';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { command, examples, json, type Run, withoutMarks } from './command.ts';
import { explainWords } from './explain-command-line.ts';
import { linkWords, statusWords, supersedeWords } from './life-command-line.ts';
import { lintWords } from './lint-command-line.ts';
import { addLogCommands } from './log-commands.ts';
import { newWords, planWords } from './new-command-line.ts';
import { listWords, showWords } from './records-command-line.ts';
import { checkWords, regenWords } from './regen-command-line.ts';
import { renderWords, withStandardInput } from './render-command-line.ts';
import { templatesCommands } from './templates-command-line.ts';
import { printData, printFailure, printMessage } from './terminal.ts';
import { flagsOf, usageProblem } from './usage-problem.ts';
import { whatIfWords } from './what-if-command-line.ts';

/** A flag that is written twice comes as a list, which no command expects. */
const refuseTwice = ({
  _: words,
  requirements,
  names,
  ids,
  paths,
  files,
  set,
  by,
  ...flags
}: Readonly<Record<string, unknown>>): true => {
  const twice = Object.keys(flags).find(name => Array.isArray(flags[name]));
  if (twice === undefined) return true;
  throw problem({ code: 'usage', message: `--${twice} is written twice`, hint: 'keep one of them' });
};

/** Every command and flag: the one place that the parser, `--help` and docs/commands.md are made from. */
const commandLine = (run: Run, argv: readonly string[]): Argv => {
  const parser: Argv = yargs(withStandardInput(argv))
    .scriptName('adrgen')
    // Else yargs takes the language of the machine, for its own half of the words.
    .locale('en')
    // Else --no-images would hand false to a flag that takes words.
    .parserConfiguration({ 'boolean-negation': false })
    .usage(
      `Architecture decision records and a design document from a requirements file.\n\n${examples(
        'adrgen new requirements.yaml',
        'adrgen new requirements.yaml --dry-run',
        'adrgen validate requirements.yaml',
        'adrgen doctor',
      )}`,
    )
    .command(
      'new <requirements>',
      'Analyse, propose, weigh and decide; write records, design document and diagrams',
      newWords,
      command(run, async () => (await import('./new.ts')).newCommand),
    )
    .command(
      'plan [paths..]',
      'Say what a model would be asked and what that would cost; ask nothing',
      planWords,
      command(run, async () => (await import('./plan.ts')).planCommand),
    )
    .command(
      'regen [paths..]',
      'Make again what is out of date: all, or that of the files and folders named',
      regenWords,
      command(run, async () => (await import('./regen.ts')).regenCommand),
    )
    .command(
      'check [paths..]',
      'Say what regen would write, and write nothing; exit 1 where it would',
      checkWords,
      command(run, async () => (await import('./regen.ts')).checkCommand),
    )
    .command(
      'lint [paths..]',
      'Hold requirements and records, those that people wrote as well, against the rules',
      lintWords,
      command(run, async () => (await import('./lint.ts')).lintCommand),
    )
    .command(
      'validate <requirements..>',
      'Check requirements files: all errors at once, with their places',
      builder =>
        builder
          .usage(examples('adrgen validate requirements.yaml', 'adrgen validate services/*.yaml --json'))
          .positional('requirements', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Requirements files',
          })
          .option('json', json),
      command(run, async () => (await import('./validate.ts')).validateCommand),
    )
    .command(
      'site',
      'Write the pages of a docs site from the documents that stand in the repository',
      builder =>
        builder
          .usage(
            examples('adrgen site --flavor generic', 'adrgen site --flavor generic --out docs/decisions'),
          )
          .option('flavor', {
            choices: ['generic'] as const,
            default: 'generic' as const,
            describe: 'generic serves VitePress and GitHub (docs/sites.md)',
          })
          .option('out', {
            type: 'string',
            default: 'site',
            requiresArg: true,
            describe: 'Folder for the pages, in the repository',
          })
          .option('json', json),
      command(run, async () => (await import('./site.ts')).siteCommand),
    )
    .command(
      'list [paths..]',
      'List the records of the repository, whichever tool wrote them',
      listWords,
      command(run, async () => (await import('./list.ts')).listCommand),
    )
    .command(
      'show <id>',
      'Show one record: what is known of it, its links in both directions, its text',
      showWords,
      command(run, async () => (await import('./show.ts')).showCommand),
    );
  addLogCommands(parser, run)
    .command(
      'accept <id>',
      'Accept a record: status, date, and the other ends of what it supersedes or amends',
      statusWords('accept'),
      command(run, async () => (await import('./life.ts')).acceptCommand),
    )
    .command(
      'reject <id>',
      'Reject a record that was proposed',
      statusWords('reject'),
      command(run, async () => (await import('./life.ts')).rejectCommand),
    )
    .command(
      'deprecate <id>',
      'Deprecate a record that was accepted, where no other takes its place',
      statusWords('deprecate'),
      command(run, async () => (await import('./life.ts')).deprecateCommand),
    )
    .command(
      'supersede <id>',
      'Mark a record as superseded by others, on both ends',
      supersedeWords,
      command(run, async () => (await import('./life.ts')).supersedeCommand),
    )
    .command(
      'link <id> <relation> <other>',
      'Link two records, on both ends',
      linkWords,
      command(run, async () => (await import('./life.ts')).linkCommand),
    )
    .command(
      'explain <id>',
      'Say why a decision came out as it did, and what would flip it',
      explainWords,
      command(run, async () => (await import('./explain.ts')).explainCommand),
    )
    .command(
      'what-if [requirements]',
      'Say which verdicts change with other values, or with more load; write nothing',
      whatIfWords,
      command(run, async () => (await import('./what-if.ts')).whatIfCommand),
    )
    .command(
      'render <files..>',
      'Draw Mermaid files and the Mermaid blocks of Markdown files to SVG and PNG',
      renderWords,
      command(run, async () => (await import('./render.ts')).renderCommand),
    )
    .command(
      'schema',
      'Print the JSON Schema of requirements files, for editors',
      builder => builder.usage(examples('adrgen schema > requirements.schema.json')),
      command(run, async () => (await import('./schema.ts')).schemaCommand),
    )
    .command(
      'agents',
      'List the personas and check that they can be read',
      builder =>
        builder
          .usage(examples('adrgen agents', 'adrgen agents --agents .claude/agents'))
          .option('agents', { type: 'string', requiresArg: true, describe: 'Folder of personas of your own' })
          .option('json', json),
      command(run, async () => (await import('./agents.ts')).agentsCommand),
    )
    .command(
      'templates',
      'List the templates, write them out to change them, or check your own',
      templatesCommands(run),
    )
    .command(
      'doctor',
      'Say what this machine lacks, and the command that mends it',
      builder =>
        builder
          .usage(examples('adrgen doctor'))
          .option('out', {
            type: 'string',
            default: 'docs',
            requiresArg: true,
            describe: 'Folder that new would write to',
          })
          .option('browser', {
            type: 'string',
            requiresArg: true,
            describe: 'Chromium or Chrome to draw with',
          })
          .option('json', json),
      command(run, async () => (await import('./doctor.ts')).doctorCommand),
    )
    .completion('completion', 'Print a completion script for the shell')
    .demandCommand(1, 1, 'Name a command.')
    .strict()
    .check(refuseTwice)
    .recommendCommands()
    .version(false)
    .option('version', { alias: 'v', type: 'boolean', describe: 'Print the version' })
    .help()
    .alias('help', 'h')
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? usageProblem(message, argv, flagsOf(parser));
    });
  return parser;
};

/** What `--help` prints after these words. */
export const helpText = async (words: readonly string[]): Promise<string> =>
  withoutMarks(await commandLine({ exitCode: exitCodes.clean }, words).getHelp());

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

/** A reader such as `head` may go before all is said; every other fault of the stream is one. */
const ignoreClosed = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

/** Runs the command line and gives the exit code. Prints every failure itself. */
export const main = async (argv: readonly string[]): Promise<ExitCode> => {
  const run: Run = { exitCode: exitCodes.clean };
  const wantsJson = /(?:^| )--(?:json|reporter[ =]json)(?: |$)/.test(argv.join(' '));
  process.stdout.on('error', ignoreClosed);
  process.once('SIGINT', () => {
    printMessage('\nInterrupted. Every file is whole; run the same command again to go on.');
    process.exit(exitCodes.interrupted);
  });
  try {
    if (argv.length === 0) {
      printMessage(await helpText(argv));
      return exitCodes.usage;
    }
    if (argv.some(isHelp)) {
      printData(await helpText(argv.filter(word => !isHelp(word))));
      return exitCodes.clean;
    }
    await commandLine(run, argv).parseAsync();
    return run.exitCode;
  } catch (error) {
    return printFailure(
      error instanceof Error && error.name === 'YError' ? usageProblem(error.message, argv, []) : error,
      wantsJson,
    );
  }
};
