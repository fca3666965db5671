import type { ExitCode } from '../model/problem.ts';

/** What came of the command that ran. */
export type Run = { exitCode: ExitCode };

/** Loads a command only when it runs, so that `--help` stays quick. */
export const command =
  <Options>(run: Run, load: () => Promise<(options: Options) => Promise<ExitCode>>) =>
  async (options: Options): Promise<void> => {
    run.exitCode = await (await load())(options);
  };

export const json = {
  type: 'boolean',
  default: false,
  describe: 'Print one JSON object on stdout (docs/json.md)',
} as const;

/** Stands for a space at the start of a line, which yargs would cut off. */
const mark = '\uE000';

/** The first part of a command's help. */
export const examples = (...lines: readonly string[]): string =>
  ['Examples:', ...lines.map(line => mark + mark + line)].join('\n');

export const withoutMarks = (help: string): string => help.replaceAll(mark, ' ');
