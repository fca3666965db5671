import { readInput } from '../io/repository.ts';
import { type ExitCode, exitCodes, type Issue, Problem } from '../model/problem.ts';
import { readRequirements } from '../requirements/read.ts';

export type ValidatedFile = {
  readonly file: string;
  readonly system: string | null;
  readonly issues: readonly Issue[];
};
export type ValidateResult = { readonly files: readonly ValidatedFile[]; readonly exitCode: ExitCode };

const validate = (file: string): ValidatedFile => {
  try {
    return { file, system: readRequirements(readInput(file), file).requirements.system, issues: [] };
  } catch (error) {
    if (error instanceof Problem) return { file, system: null, issues: error.issues };
    throw error;
  }
};

/** Reads every file, whatever is wrong with the others. */
export const runValidate = (names: readonly string[]): ValidateResult => {
  const files = names.map(validate);
  return {
    files,
    exitCode: files.every(({ issues }) => issues.length === 0) ? exitCodes.clean : exitCodes.usage,
  };
};
