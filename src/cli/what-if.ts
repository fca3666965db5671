import { runWhatIf } from '../commands/what-if.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { printData, printJson, printMessage } from './terminal.ts';
import { whatIfJson, whatIfText } from './what-if-report.ts';

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
  const result = await runWhatIf({ file: requirements, set, cwd: process.cwd() });
  if (json) printJson(whatIfJson(result));
  else printData(whatIfText(result));
  if (picture === undefined || result.kind !== 'swept') return exitCodes.clean;
  const { drawVerdicts } = await import('../commands/what-if-picture.ts');
  const drawn = await drawVerdicts(result, { file: picture, browser });
  printMessage(`${picture}: ${drawn.alt}`);
  return exitCodes.clean;
};
