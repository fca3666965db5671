import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Lock } from '../model/changes.ts';
import { problem } from '../model/problem.ts';
import { fileProblem } from './failure.ts';
import { sha256 } from './hash.ts';

/** The largest requirements file, in bytes. */
const mostBytes = 5 * 1024 * 1024;

/** The bytes of an input file. Throws a Problem for a folder, a missing, unreadable or huge file. */
export const readInput = (file: string): Uint8Array => {
  try {
    const { size } = statSync(file);
    if (size > mostBytes) {
      throw problem({
        code: 'too-large',
        message: `${file}: ${size.toLocaleString('en-US')} bytes are more than a requirements file may have`,
        expected: 'at most 5 MiB',
        hint: 'split it by system; each file gives documents of its own',
      });
    }
    return readFileSync(file);
  } catch (error) {
    throw fileProblem(error, file, 'unreadable-input');
  }
};

const marks = ['.adrgen', '.git', 'adrgen.yaml'];

/** The folder that paths are relative to: the nearest one upwards that holds .adrgen, .git or adrgen.yaml. */
export const rootOf = (out: string): string => {
  const from = resolve(out);
  for (let folder = from; ; folder = dirname(folder)) {
    if (marks.some(mark => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return dirname(from);
  }
};

/** A path of the plan: relative to the root, with `/`. */
export const relativeTo = (root: string, path: string): string => relative(root, path).split(sep).join('/');

const withoutMissing = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return otherwise;
    throw error;
  }
};

/** Names in a folder; none where there is no such folder. */
export const namesIn = (folder: string): readonly string[] => {
  try {
    return withoutMissing(() => readdirSync(folder).sort(), []);
  } catch (error) {
    throw fileProblem(error, folder, 'unreadable-folder');
  }
};

/** Locks of one system; a lock that cannot be read is a Problem that names it. */
export const readLocks = (root: string, system: string): readonly Lock[] => {
  const folder = join(root, '.adrgen', 'locks', system);
  return namesIn(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => {
      try {
        return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Lock;
      } catch {
        throw problem({
          code: 'broken-lock',
          message: `${relativeTo(root, join(folder, name))} is not readable JSON`,
          hint: 'restore it from version control, or delete it to let the next run treat its document as a new one',
        });
      }
    });
};

/** What stands at a path of the plan: hash, and the text of a text file. Never follows a link out of the root. */
export const readStanding = (
  root: string,
  path: string,
): { readonly hash: string; readonly text: string | null } | null => {
  const file = join(root, path);
  return withoutMissing(() => {
    const content = readFileSync(file);
    return { hash: sha256(content), text: path.endsWith('.md') ? content.toString('utf8') : null };
  }, null);
};

/** Throws a Problem where a path would be written through a link that leads out of the root. */
export const refuseOutside = (root: string, path: string): void => {
  const real = realpathSync(root);
  let folder = join(root, dirname(path));
  while (!existsSync(folder)) folder = dirname(folder);
  const inside = relative(real, realpathSync(folder));
  const link = withoutMissing(() => lstatSync(join(root, path)).isSymbolicLink(), false);
  if (inside.startsWith('..') || resolve(inside) === inside || link) {
    throw problem({
      code: 'outside-root',
      message: `${path}: a symbolic link leads out of the repository`,
      hint: 'replace the link by a folder, or choose another folder with --out',
    });
  }
};
