import type { Argv } from 'yargs';
import { examples, json } from './command.ts';

export const lintReporters = ['default', 'json', 'github', 'sarif'] as const;
export type LintReporter = (typeof lintReporters)[number];

/** Words of `adrgen lint`. */
export const lintWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen lint',
        'adrgen lint docs/adr',
        'adrgen lint requirements.yaml docs/adr/0003-queue.md --json',
        'adrgen lint --reporter sarif > adrgen.sarif',
      ),
    )
    .positional('paths', {
      type: 'string',
      array: true,
      describe:
        'Requirements files, Markdown records, and folders that hold them; without any, all that the repository keeps',
    })
    .option('fix', {
      type: 'boolean',
      default: false,
      describe: 'Mend what can be mended without losing a word; decided records stay as they are',
    })
    .option('reporter', {
      choices: lintReporters,
      default: 'default' as const,
      describe: 'Form of the findings: for people, one JSON object, GitHub annotations, SARIF 2.1.0',
    })
    .option('json', json);
