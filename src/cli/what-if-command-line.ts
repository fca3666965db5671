import type { Argv } from 'yargs';
import { examples, json } from './command.ts';

/** The words of `adrgen what-if`. */
export const whatIfWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen what-if requirements.yaml --set load.dau=4M',
        'adrgen what-if --set team.skills.kafka=expert --set "priorities=cost, reliability"',
        'adrgen what-if requirements.yaml',
        'adrgen what-if requirements.yaml --picture verdicts.svg',
      ),
    )
    .positional('requirements', {
      type: 'string',
      describe: 'Requirements file; without it the one that the documents here were made from',
    })
    .option('set', {
      type: 'string',
      requiresArg: true,
      describe:
        'PATH=VALUE, as often as needed; without it the load grows up to 100 times (docs/exploring.md)',
    })
    .option('picture', {
      type: 'string',
      requiresArg: true,
      describe: 'File for a picture of the verdicts against the load: .svg or .png',
    })
    .option('browser', {
      type: 'string',
      requiresArg: true,
      describe: 'Chromium or Chrome to draw with',
    })
    .option('json', json);
