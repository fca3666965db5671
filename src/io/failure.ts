import { type Issue, type Problem, problem } from '../model/problem.ts';

const explanations: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOENT: ['there is no such file', 'check the path; it is relative to the folder you are in'],
  EISDIR: ['this is a folder, not a file', 'name a file, or move the folder away'],
  ENOTDIR: ['part of the path is a file, not a folder', 'choose another path'],
  EACCES: ['permission is denied', 'check who owns it and its mode'],
  EPERM: ['the operation is not permitted', 'check who owns it and its mode'],
  EROFS: ['the file system is read-only', 'choose a folder that can be written with --out'],
  ENOSPC: ['no space is left on the device', 'free some space and run the same command again'],
  EDQUOT: ['the disk quota is used up', 'free some space and run the same command again'],
  ELOOP: ['too many symbolic links', 'check the links in the path'],
  ENAMETOOLONG: [
    'the name is too long for this file system',
    'choose a shorter name for the system or the id',
  ],
  EEXIST: ['something else stands there', 'move it away or choose another folder with --out'],
};

/** The code of a failed system call such as `ENOENT`; undefined for any other error. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/**
 * Turns a failure of the file system into a known problem; anything else is given back as it is. `state` says
 * what has become of the files, after the hint.
 */
export const fileProblem = (
  error: unknown,
  file: string,
  doing: Issue['code'],
  state?: string,
): Problem | unknown => {
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error && 'syscall' in error)) return error;
  const [text, hint] = explanations[code] ?? [error.message, 'check the disk'];
  return problem({
    code: doing,
    message: `${file}: ${text} (${code})`,
    hint: state === undefined ? hint : `${hint}; ${state}`,
  });
};
