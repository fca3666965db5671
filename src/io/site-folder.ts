import { lstatSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { problem } from '../model/problem.ts';
import { codeOf, fileProblem } from './failure.ts';
import { refuseOutside, relativeTo } from './repository.ts';

/**
 * The site's folder from the root; empty for the root itself. Throws a Problem where it lies outside, or where adrgen
 * or Git keeps its own files.
 */
export const siteFolder = (root: string, folder: string): string => {
  const path = relativeTo(root, resolve(folder));
  const outside =
    path === '..' || path.startsWith('../') || relative(root, resolve(folder)) === resolve(folder);
  if (outside || /^\.(?:adrgen|git)(?:\/|$)/i.test(path)) {
    throw problem({
      code: 'outside-root',
      message: outside
        ? `${folder} lies outside of the repository ${root}`
        : `${folder} is where ${path.split('/')[0]} keeps its own files`,
      hint: 'choose a folder of the repository with --out; nothing was written',
    });
  }
  return path;
};

/**
 * The bytes of a file below the root; null where there is no file. Throws a Problem where a link leads out of the
 * root: what lies there is not for a site.
 */
export const readInside = (root: string, path: string): Uint8Array | null => {
  try {
    refuseOutside(root, path);
    const file = join(root, path);
    return lstatSync(file).isFile() ? readFileSync(file) : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw fileProblem(error, path, 'unreadable-file');
  }
};

/** Removes files below a folder of the root, and the folders that this empties. */
export const removeFiles = (root: string, folder: string, paths: readonly string[]): void => {
  const top = join(root, folder);
  for (const path of paths) {
    const from = folder === '' ? path : `${folder}/${path}`;
    try {
      refuseOutside(root, from);
      rmSync(join(root, from), { force: true });
    } catch (error) {
      throw fileProblem(error, from, 'cannot-write', 'run the same command again');
    }
    for (let at = dirname(join(root, from)); at.startsWith(top + sep); at = dirname(at)) {
      try {
        rmdirSync(at);
      } catch {
        break;
      }
    }
  }
};
