import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { problem } from '../model/problem.ts';
import { codeOf, fileProblem } from './failure.ts';
import { sha256 } from './hash.ts';

/** The largest requirements file, in bytes. */
const mostBytes = 5 * 1024 * 1024;

/** At most so many bytes: a pipe or a device has no size that one could ask for. */
const readAtMost = (file: string, most: number): Uint8Array => {
  const handle = openSync(file, 'r');
  try {
    const chunks: Uint8Array[] = [];
    for (let size = 0; size < most; ) {
      const chunk = new Uint8Array(Math.min(most - size, 64 * 1024));
      const read = readSync(handle, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      size += read;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(handle);
  }
};

/** The bytes of an input file. Throws a Problem for a folder, a missing, unreadable or huge file. */
export const readInput = (file: string): Uint8Array => {
  try {
    const bytes = readAtMost(file, mostBytes + 1);
    if (bytes.length <= mostBytes) return bytes;
  } catch (error) {
    throw fileProblem(error, file, 'unreadable-input');
  }
  throw problem({
    code: 'too-large',
    message: `${file} is larger than a requirements file may be`,
    expected: 'at most 5 MiB',
    hint: 'split it by system; each file gives documents of its own',
  });
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

/** Files that say where records are, of other tools. */
export const recordConfigurations = ['.adr-dir', '.log4brains.yml', 'adr.config.json'] as const;

/**
 * The root for reading and editing records from a folder: as `rootOf` has it; without any such mark the nearest
 * folder upwards where another tool says where records are, else the folder itself.
 */
export const recordsRootOf = (from: string): string => {
  const marked = rootOf(join(from, '.'));
  if (marks.some(mark => existsSync(join(marked, mark)))) return marked;
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (recordConfigurations.some(name => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return resolve(from);
  }
};

/** A path of the plan: relative to the root, with `/`. */
export const relativeTo = (root: string, path: string): string => relative(root, path).split(sep).join('/');

const withoutMissing = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return otherwise;
    throw error;
  }
};

/** Whether there is anything at a path below the root. */
export const isThere = (root: string, path: string): boolean => existsSync(join(root, path));

/** Names in a folder; none where there is no such folder. */
export const namesIn = (folder: string): readonly string[] => {
  try {
    return withoutMissing(() => readdirSync(folder).sort(), []);
  } catch (error) {
    throw fileProblem(error, folder, 'unreadable-folder');
  }
};

/** The lock files of one system: paths relative to the root, and texts. */
export const readLockFiles = (
  root: string,
  system: string,
): readonly { readonly path: string; readonly text: string }[] => {
  const folder = `.adrgen/locks/${system}`;
  return namesIn(join(root, folder))
    .filter(name => name.endsWith('.json'))
    .map(name => {
      const path = `${folder}/${name}`;
      try {
        return { path, text: readFileSync(join(root, path), 'utf8') };
      } catch (error) {
        throw fileProblem(error, path, 'unreadable-lock');
      }
    });
};

/** The bytes of a file below the root; null where there is none. */
export const readBytesIfThere = (root: string, path: string): Buffer | null => {
  try {
    return withoutMissing(() => readFileSync(join(root, path)), null);
  } catch (error) {
    throw fileProblem(error, path, 'unreadable-file');
  }
};

/** The text of a file below the root; null where there is none. */
export const readTextIfThere = (root: string, path: string): string | null =>
  readBytesIfThere(root, path)?.toString('utf8') ?? null;

const textFile = /\.(?:md|json|svg|yaml|sql|m?js)$/;
const conflict = /^<{7}(?: .*)?\r?\n[\s\S]*?^={7}\r?\n[\s\S]*?^>{7}/m;

/** What stands at a path of the plan. All but the hash is found out when it is asked for: most files are as they were. */
export type StandingFile = {
  readonly hash: string;
  /** Of a Markdown file. */
  readonly text: string | null;
  /** Whether version control left both sides of a merge in a text file. */
  readonly conflict: boolean;
};

/**
 * What stands at a path of the plan; null for nothing. Line endings do not count in the hash of a text file, since
 * version control turns them. Throws a Problem for a folder or a file that cannot be read.
 */
export const readStanding = (root: string, path: string): StandingFile | null => {
  try {
    return withoutMissing(() => {
      const content = readFileSync(join(root, path));
      if (!textFile.test(path)) return { hash: sha256(content), text: null, conflict: false };
      const turned = content.includes('\r\n') ? content.toString('utf8').replaceAll('\r\n', '\n') : content;
      return {
        hash: sha256(turned),
        get text() {
          return path.endsWith('.md') ? content.toString('utf8') : null;
        },
        get conflict() {
          return content.includes('\n>>>>>>>') && conflict.test(content.toString('utf8'));
        },
      };
    }, null);
  } catch (error) {
    throw fileProblem(error, path, 'unreadable-file');
  }
};

/** What a path leads to; null where it leads nowhere. Of what does not exist yet, the part that does. */
const realOf = (path: string): string | null => {
  let there = path;
  while (withoutMissing(() => lstatSync(there), null) === null) there = dirname(there);
  return withoutMissing(() => realpathSync(there), null);
};

/** Throws a Problem where a path would be written through a link that leads out of the root. */
export const refuseOutside = (root: string, path: string): void => {
  const folder = realOf(join(root, dirname(path)));
  const inside = folder === null ? '..' : relative(realpathSync(root), folder);
  const link = withoutMissing(() => lstatSync(join(root, path)).isSymbolicLink(), false);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) || link) {
    throw problem({
      code: 'outside-root',
      message: `${path}: a symbolic link leads out of the repository`,
      hint: 'replace the link by a folder, or choose another folder with --out; nothing was written',
    });
  }
};
