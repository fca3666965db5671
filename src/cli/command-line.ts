import { closest, distance } from 'fastest-levenshtein';
import yargs, { type Argv } from 'yargs';
import { type ExitCode, exitCodes, type Problem, problem } from '../model/problem.ts';
import { printFailure, printMessage } from './terminal.ts';

type Run = { exitCode: ExitCode };

/** Loads a command only when it runs, so that `--help` stays quick. */
const command =
  <Options>(run: Run, load: () => Promise<(options: Options) => Promise<ExitCode>>) =>
  async (options: Options): Promise<void> => {
    run.exitCode = await (await load())(options);
  };

const json = {
  type: 'boolean',
  default: false,
  describe: 'Print one JSON object on stdout (docs/json.md)',
} as const;

/** A flag that is written twice comes as a list, which no command expects. */
const refuseTwice = ({ _: words, requirements, ...flags }: Readonly<Record<string, unknown>>): true => {
  const twice = Object.keys(flags).find(name => Array.isArray(flags[name]));
  if (twice === undefined) return true;
  throw problem({ code: 'usage', message: `--${twice} is written twice`, hint: 'keep one of them' });
};

/** Every command and flag: the one place that the parser, `--help` and docs/commands.md are made from. */
export const commandLine = (run: Run, argv: readonly string[]): Argv =>
  yargs([...argv])
    .scriptName('adrgen')
    // Else yargs takes the language of the machine, for its own half of the words.
    .locale('en')
    .usage(
      'Architecture decision records and a design document from a requirements file.\n\nExamples:\n' +
        '  adrgen new requirements.yaml\n  adrgen new requirements.yaml --dry-run\n  adrgen validate requirements.yaml\n  adrgen doctor',
    )
    .command(
      'new <requirements>',
      'Analyse, propose, weigh and decide; write records, design document and diagrams',
      builder =>
        builder
          .usage(
            'Examples:\n  adrgen new requirements.yaml\n  adrgen new services/orders.yaml --out services/docs --images svg',
          )
          .positional('requirements', {
            type: 'string',
            demandOption: true,
            describe: 'Requirements file (docs/requirements.md)',
          })
          .option('out', {
            type: 'string',
            default: 'docs',
            requiresArg: true,
            describe: 'Folder for adr/ and design/',
          })
          .option('architect', {
            choices: ['auto', 'catalogue'] as const,
            default: 'auto' as const,
            describe: 'Who thinks; auto takes the embedded catalogue, which needs no key',
          })
          .option('format', {
            choices: ['madr', 'nygard'] as const,
            default: 'madr' as const,
            describe: 'Format of the records',
          })
          .option('images', {
            type: 'string',
            default: 'svg,png',
            requiresArg: true,
            describe: 'Picture files: svg, png, both with a comma, or none (Mermaid source in the documents)',
          })
          .option('browser', {
            type: 'string',
            requiresArg: true,
            describe: 'Chromium or Chrome to draw with',
          })
          .option('dry-run', {
            type: 'boolean',
            default: false,
            describe: 'Write nothing; print the documents',
          })
          .option('json', json),
      command(run, async () => (await import('./new.ts')).newCommand),
    )
    .command(
      'validate <requirements..>',
      'Check requirements files: all errors at once, with their places',
      builder =>
        builder
          .usage('Examples:\n  adrgen validate requirements.yaml\n  adrgen validate services/*.yaml --json')
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
            'Examples:\n  adrgen site --flavor generic\n  adrgen site --flavor generic --out docs/decisions',
          )
          .option('flavor', {
            choices: ['generic'] as const,
            default: 'generic' as const,
            describe: 'generic serves VitePress, MkDocs and GitHub (docs/sites.md)',
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
      'schema',
      'Print the JSON Schema of requirements files, for editors',
      builder => builder.usage('Examples:\n  adrgen schema > requirements.schema.json'),
      command(run, async () => (await import('./schema.ts')).schemaCommand),
    )
    .command(
      'agents',
      'List the personas and check that they can be read',
      builder =>
        builder
          .usage('Examples:\n  adrgen agents\n  adrgen agents --agents .claude/agents')
          .option('agents', { type: 'string', requiresArg: true, describe: 'Folder of personas of your own' })
          .option('json', json),
      command(run, async () => (await import('./agents.ts')).agentsCommand),
    )
    .command(
      'doctor',
      'Say what this machine lacks, and the command that mends it',
      builder =>
        builder
          .usage('Examples:\n  adrgen doctor')
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
      throw error ?? usageProblem(message, argv);
    });

const flags = [
  'out',
  'architect',
  'format',
  'images',
  'browser',
  'dry-run',
  'json',
  'agents',
  'flavor',
  'help',
  'version',
];

/** A flag that is at most two slips away. */
const nearestFlag = (written: string): string | undefined => {
  const near = closest(written, flags);
  return distance(written, near) <= 2 ? near : undefined;
};

/** yargs suggests commands but no flags: the nearest one is ours to find. */
const usageProblem = (message: string, argv: readonly string[]): Problem => {
  const meant = /^Did you mean (.+)\?$/.exec(message)?.[1];
  if (meant !== undefined) {
    return problem({
      code: 'usage',
      message: `Unknown command: ${argv[0]}`,
      hint: `did you mean adrgen ${meant}?`,
    });
  }
  const choice = /Argument: (.+), Given: "(.*)", Choices: (.+)/s.exec(message);
  if (choice !== null) {
    const [, flag, received = '', expected = ''] = choice;
    return problem({ code: 'usage', message: `--${flag} ${received}`, expected, received });
  }
  const withoutValue = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (withoutValue !== undefined || message.startsWith('Not enough non-option arguments')) {
    return problem({
      code: 'usage',
      message:
        withoutValue === undefined
          ? `adrgen ${argv[0]}: the requirements file is not named`
          : `--${withoutValue} needs a value`,
      hint: `see adrgen ${argv[0]} --help`,
    });
  }
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1]?.split(', ')[0];
  const written = argv.find(
    word => unknown !== undefined && word.replace(/^--?/, '').split('=')[0] === unknown,
  );
  const near = unknown === undefined ? undefined : nearestFlag(unknown);
  return problem({
    code: 'usage',
    message:
      written === undefined
        ? message
        : `Unknown ${written.startsWith('-') ? 'flag' : 'argument'}: ${written}`,
    hint:
      near !== undefined && near !== unknown && written?.startsWith('-')
        ? `did you mean --${near}?`
        : 'see adrgen --help',
  });
};

/** A reader such as `head` may go before all is said; every other fault of the stream is one. */
const ignoreClosed = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

/** Runs the command line and gives the exit code. Prints every failure itself. */
export const main = async (argv: readonly string[]): Promise<ExitCode> => {
  const run: Run = { exitCode: exitCodes.clean };
  const wantsJson = argv.includes('--json');
  process.stdout.on('error', ignoreClosed);
  process.once('SIGINT', () => {
    printMessage('\nInterrupted. Every file is whole; run the same command again to go on.');
    process.exit(exitCodes.interrupted);
  });
  try {
    if (argv.length === 0) {
      printMessage(await commandLine(run, argv).getHelp());
      return exitCodes.usage;
    }
    await commandLine(run, argv).parseAsync();
    return run.exitCode;
  } catch (error) {
    return printFailure(
      error instanceof Error && error.name === 'YError' ? usageProblem(error.message, argv) : error,
      wantsJson,
    );
  }
};
