import { formatIssue } from '../model/issue-text.ts';
import { type ExitCode, exitCodes, type Issue, Problem } from '../model/problem.ts';

/** Data goes to stdout, everything else to stderr. */
export const printData = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};
/** A file as it is, byte for byte. */
export const printBytes = (content: string | Uint8Array): void => {
  process.stdout.write(content);
};
export const printMessage = (text: string): void => {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
};
export const printJson = (value: unknown): void => printData(JSON.stringify(value, null, 2));

/** Colours only for people: on a terminal, and never with NO_COLOR. */
export const coloured = (stream: { readonly isTTY?: boolean }): boolean =>
  stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';

/** Issues as a compiler prints them. */
export const issuesText = (issues: readonly Issue[]): string =>
  issues.map(issue => formatIssue(issue, { colour: coloured(process.stderr) })).join('\n\n');

/** A known problem with place and hint; an unknown one with its stack. Gives the exit code. */
export const printFailure = (error: unknown, json: boolean): ExitCode => {
  if (error instanceof Problem) {
    if (json) printJson({ exitCode: error.exitCode, issues: error.issues });
    else printMessage(issuesText(error.issues));
    return error.exitCode;
  }
  if (json) {
    const message = error instanceof Error ? error.message : String(error);
    printJson({ exitCode: exitCodes.internal, issues: [{ code: 'internal', message }] });
  }
  printMessage(
    `adrgen met an error that it does not know:\n${error instanceof Error ? error.stack : String(error)}`,
  );
  return exitCodes.internal;
};
