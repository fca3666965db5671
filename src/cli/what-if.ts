import { runWhatIf } from '../commands/what-if.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { printData, printJson, printMessage } from './terminal.ts';

type Arguments = {
  readonly requirements?: string | undefined;
  readonly set?: string | readonly string[] | undefined;
  readonly picture?: string | undefined;
  readonly browser?: string | undefined;
  readonly json: boolean;
};

const listOf = (set: Arguments['set']): readonly string[] =>
  set === undefined ? [] : typeof set === 'string' ? [set] : set;

/** `adrgen what-if`. */
export const whatIfCommand = async (words: Arguments): Promise<ExitCode> => {
  const { requirements, picture, browser, json } = words;
  const set = listOf(words.set);
  if (picture !== undefined && set.length > 0) {
    throw problem({
      code: 'usage',
      message: '--picture shows the verdicts against the load, and --set asks for something else',
      hint: 'leave one of the two out',
    });
  }
  if (picture !== undefined && !/\.(?:svg|png)$/iu.test(picture)) {
    throw problem({
      code: 'usage',
      message: `--picture ${picture}`,
      expected: 'a file that ends in .svg or .png',
      received: picture,
    });
  }
  const result = await runWhatIf({ file: requirements, set, picture, browser, cwd: process.cwd() });
  if (json) printJson(result.json);
  else printData(result.text);
  if (result.alt !== null) printMessage(`${picture}: ${result.alt}`);
  return exitCodes.clean;
};
