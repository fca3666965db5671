import { basename, dirname, join, resolve } from 'node:path';
import { isFolder } from '../io/markdown-files.ts';
import { readRecordFile, recordFilesBelow } from '../io/record-files.ts';
import { recordsRootOf } from '../io/repository.ts';
import { Problem } from '../model/problem.ts';
import { type Candidate, type RecordLibrary, readLibrary } from '../records/reading/library.ts';
import { isRecordFolder, type RecordFolder } from '../records/record-folders.ts';
import { originOf } from './origin.ts';
import { recordFoldersOf } from './record-places.ts';
import type { Failure } from './survey.ts';

/** The records of a repository, and what could not be read. */
export type Records = RecordLibrary & {
  readonly root: string;
  /** Folders that records are kept in. */
  readonly folders: readonly RecordFolder[];
  readonly failures: readonly Failure[];
};

type Target = {
  readonly file: string;
  readonly path: string;
  readonly amongRecords: boolean;
  readonly folder: RecordFolder | null;
};

type Found = {
  readonly targets: readonly Target[];
  readonly skipped: RecordLibrary['skipped'];
  readonly failures: readonly Failure[];
};

const pathOf = (root: string, file: string): string => originOf(root, file) ?? resolve(file);

const folderAbove = (folders: readonly RecordFolder[], path: string): RecordFolder | null =>
  folders
    .filter(one => one.path === '' || path.startsWith(`${one.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0] ?? null;

/** Everything below a folder; `kept` says that it is one for records. */
const below = (root: string, folder: string, kept: boolean, folders: readonly RecordFolder[]): Found => {
  const found = recordFilesBelow(folder);
  const full = (path: string): string => pathOf(root, join(folder, path));
  return {
    targets: found.markdown.map(name => {
      const path = full(name);
      const own = folderAbove(folders, path);
      const isDirect = !name.includes('/') && resolve(folder) !== root;
      const amongRecords = kept || own !== null || isDirect || isRecordFolder(dirname(path));
      return { file: join(folder, name), path, amongRecords, folder: own };
    }),
    skipped: found.passedOver.map(({ path, reason }) => ({ path: full(path), reason })),
    failures: found.failures.map(({ path, error }) => {
      if (error instanceof Problem) return { name: full(path), issues: error.issues };
      throw error;
    }),
  };
};

const named = (root: string, path: string, folders: readonly RecordFolder[]): Found => {
  if (isFolder(path)) return below(root, path, false, folders);
  const name = pathOf(root, path);
  if (!/\.(?:md|markdown|mdx)$/i.test(basename(path)))
    return { targets: [], skipped: [{ path: name, reason: 'it is no Markdown' }], failures: [] };
  const target = { file: path, path: name, amongRecords: true, folder: folderAbove(folders, name) };
  return { targets: [target], skipped: [], failures: [] };
};

const eachOnce = <T extends { readonly path: string }>(all: readonly T[]): readonly T[] => {
  const seen = new Set<string>();
  return all.filter(({ path }) => !seen.has(path) && seen.add(path));
};

/** The root of the folder that one stands in; that of the first path where it lies in another repository. */
const rootFor = (cwd: string, [first]: readonly string[]): string => {
  const root = recordsRootOf(cwd);
  if (first === undefined) return root;
  const path = resolve(cwd, first);
  return originOf(root, path) === null ? recordsRootOf(isFolder(path) ? path : dirname(path)) : root;
};

/**
 * Reads the records that paths stand for; without paths those of every folder that the repository keeps them in, seen
 * from `cwd`. A file that cannot be read does not hide the others. Throws a Problem for a path that leads nowhere.
 */
export const readRecords = (cwd: string, paths: readonly string[] = []): Records => {
  const root = rootFor(cwd, paths);
  const folders = recordFoldersOf(root, cwd);
  const found =
    paths.length === 0
      ? folders.map(({ path }) => below(root, join(root, path), true, folders))
      : paths.map(path => named(root, resolve(cwd, path), folders));
  const failures: Failure[] = found.flatMap(one => one.failures);
  const candidates = eachOnce(found.flatMap(one => one.targets)).flatMap((target): Candidate[] => {
    const { file, path, amongRecords, folder } = target;
    try {
      const text = readRecordFile(file, path);
      const { package: name, log4brains } = folder ?? { package: null, log4brains: false };
      return [{ path, text, amongRecords, package: name, log4brains }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures.push({ name: path, issues: error.issues });
      return [];
    }
  });
  const { records, skipped } = readLibrary(candidates);
  return {
    ...{ root, folders, records, failures },
    skipped: eachOnce([...found.flatMap(one => one.skipped), ...skipped]),
  };
};
