import { dirname, join, resolve } from 'node:path';
import { isFolder } from '../io/markdown-files.ts';
import {
  isThere,
  namesIn,
  readLockFiles,
  readTextIfThere,
  recordConfigurations,
  relativeTo,
} from '../io/repository.ts';
import type { Lock } from '../model/changes.ts';
import { Problem } from '../model/problem.ts';
import { readLock } from '../records/lock.ts';
import { foldersSaid, type RecordFolder, usualFolders } from '../records/record-folders.ts';

/** Every lock of the repository that can be read; what is wrong with the others is said by `check`. */
export const knownLocks = (root: string): readonly Lock[] =>
  namesIn(join(root, '.adrgen/locks')).flatMap(system => {
    try {
      return readLockFiles(root, system).map(({ path, text }) => readLock(text, path));
    } catch (error) {
      if (error instanceof Problem) return [];
      throw error;
    }
  });

/** Folders from one up to the root, relative to the root. */
const upwards = (root: string, from: string): readonly string[] => {
  const folders: string[] = [];
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = relativeTo(root, folder);
    if (path === '..' || path.startsWith('../')) return [...folders, ''];
    folders.push(path);
    if (path === '' || dirname(folder) === folder) return folders;
  }
};

/** What the nearest configuration of each tool says, from a folder up to the root. */
export const foldersSaidFrom = (root: string, from: string): readonly RecordFolder[] => {
  const folders = upwards(root, from);
  return recordConfigurations.flatMap((name): readonly RecordFolder[] => {
    const base = folders.find(folder => isThere(root, folder === '' ? name : `${folder}/${name}`));
    if (base === undefined) return [];
    const text = readTextIfThere(root, base === '' ? name : `${base}/${name}`);
    return foldersSaid({
      base,
      adrTools: name === '.adr-dir' ? text : null,
      log4brains: name === '.log4brains.yml' ? text : null,
      dotnet: name === 'adr.config.json' ? text : null,
    });
  });
};

/**
 * Folders of a repository that hold records, each once and none inside of another: what other tools say, seen from a
 * folder; those in common use, of the root and of that folder; those that adrgen writes to.
 */
export const recordFoldersOf = (
  root: string,
  from: string,
  locks: readonly Lock[] = knownLocks(root),
): readonly RecordFolder[] => {
  const here = relativeTo(root, resolve(from));
  const bases = here === '' || here.startsWith('..') ? [''] : ['', `${here}/`];
  const usual = bases.flatMap(base => usualFolders.map(folder => base + folder));
  const ours = locks.filter(({ document }) => document !== '_design').map(({ path }) => dirname(path));
  const plain = [...usual, ...ours].map((path): RecordFolder => ({ path, package: null, log4brains: false }));
  const all = [...foldersSaidFrom(root, from), ...plain].filter(
    ({ path }) => isThere(root, path === '' ? '.' : path) && isFolder(join(root, path)),
  );
  const each = all.filter(({ path }, index) => all.findIndex(one => one.path === path) === index);
  return each
    .filter(
      ({ path, package: name }) =>
        name !== null ||
        !each.some(other => (other.path === '' ? path !== '' : path.startsWith(`${other.path}/`))),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
};
