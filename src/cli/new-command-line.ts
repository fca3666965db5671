import type { Argv } from 'yargs';
import { examples, json } from './command.ts';

/** Flags of all commands that may ask a model. */
export const askingWords = {
  frozen: {
    type: 'boolean',
    default: false,
    describe: 'Ask no model: fail where an answer is not stored',
  },
  refresh: {
    type: 'boolean',
    default: false,
    describe: 'Ask again what is stored, and store the new answers',
  },
  'max-cost-usd': {
    type: 'number',
    requiresArg: true,
    describe: 'US dollars that this run may spend at most; then it stops with exit code 4',
  },
  'max-calls': {
    type: 'number',
    requiresArg: true,
    describe: 'Requests that this run may send at most; then it stops with exit code 4',
  },
} as const;

/** Flags that say who thinks. */
const thinkerWords = {
  architect: {
    choices: ['auto', 'catalogue', 'claude'] as const,
    default: 'auto' as const,
    describe:
      'Who thinks; auto takes who thought before, else claude with credentials, else the embedded catalogue',
  },
  model: {
    type: 'string',
    requiresArg: true,
    describe: 'Model of claude: haiku, sonnet, opus, fable or a full id',
  },
  agents: {
    type: 'string',
    requiresArg: true,
    describe: 'Folder of personas of your own (docs/personas.md)',
  },
} as const;

/** Which systems a command is about. */
export const sourceWords = <T>(builder: Argv<T>) =>
  builder
    .positional('paths', {
      type: 'string',
      array: true,
      describe:
        'Requirements files, and folders that hold them; without any, all that something was made from',
    })
    .option('out', {
      type: 'string',
      default: 'docs',
      requiresArg: true,
      describe: 'Folder for adr/ and design/ of files that nothing was made from yet',
    });

/** Words of `adrgen plan`. */
export const planWords = (builder: Argv) =>
  sourceWords(builder)
    .usage(examples('adrgen plan requirements.yaml --architect claude', 'adrgen plan'))
    .options(thinkerWords)
    .option('json', json);

/** Words of `adrgen new`. */
export const newWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen new requirements.yaml',
        'adrgen new services/orders.yaml --out services/docs --images svg',
        'adrgen new requirements.yaml --architect claude --max-cost-usd 2',
      ),
    )
    .positional('requirements', {
      type: 'string',
      demandOption: true,
      describe: 'Requirements file (docs/requirements.md)',
    })
    .option('out', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder for adr/ and design/; docs without it, and records where the repository keeps them',
    })
    .options(thinkerWords)
    .options(askingWords)
    .option('format', {
      choices: ['madr', 'nygard'] as const,
      describe: 'Format of the records; without it that of the records there, else madr',
    })
    .option('templates', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder of templates of your own (docs/templates.md)',
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
    .option('json', json);
