import { doctorText, runDoctor } from '../commands/doctor.ts';
import type { ExitCode } from '../model/problem.ts';
import { coloured, printData, printJson } from './terminal.ts';

/** `adrgen doctor`. */
export const doctorCommand = async (options: {
  readonly browser?: string | undefined;
  readonly out: string;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const result = await runDoctor({
    browser: options.browser,
    out: options.out,
    cwd: process.cwd(),
    env: process.env,
  });
  if (options.json) printJson(result);
  else printData(doctorText(result, { colour: coloured(process.stdout) }));
  return result.exitCode;
};
