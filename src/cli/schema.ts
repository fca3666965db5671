import { runSchema } from '../commands/schema.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import { printJson } from './terminal.ts';

/** `adrgen schema`. */
export const schemaCommand = async (): Promise<ExitCode> => {
  printJson(runSchema());
  return exitCodes.clean;
};
