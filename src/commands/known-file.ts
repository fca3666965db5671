import { join, resolve } from 'node:path';
import { isThere, readLockFiles, relativeTo, rootOf } from '../io/repository.ts';
import type { Lock } from '../model/changes.ts';
import { problem } from '../model/problem.ts';
import { readLock } from '../records/lock.ts';
import { type KnownSystem, knownSystems } from './standing.ts';

/** The requirements file of one system, and the documents that were made from it. */
export type KnownFile = {
  /** As it can be opened. */
  readonly file: string;
  /** As messages call it. */
  readonly name: string;
  readonly locks: readonly Lock[];
};

const locksOf = (root: string, system: string): readonly Lock[] =>
  readLockFiles(root, system).map(({ path, text }) => readLock(text, path));

const knownFile =
  (root: string, cwd: string) =>
  ({ system, lock }: KnownSystem): KnownFile[] => {
    const { from } = lock.made;
    if (from === null || !isThere(root, from)) return [];
    const file = join(root, from);
    return [{ file, name: relativeTo(resolve(cwd), file), locks: locksOf(root, system) }];
  };

/**
 * The requirements files that documents below the root were made from, in the order of their systems; the one that is
 * named, if any. `hint` says how to name one. Throws a Problem where there is none.
 */
export const knownFiles = (cwd: string, named: string | undefined, hint: string): readonly KnownFile[] => {
  const root = rootOf(cwd);
  const files = knownSystems(root).systems.flatMap(knownFile(root, cwd));
  if (named !== undefined) {
    const file = resolve(cwd, named);
    return [{ file: named, name: named, locks: files.find(one => one.file === file)?.locks ?? [] }];
  }
  if (files.length > 0) return files;
  throw problem({
    code: 'nothing-made',
    message: 'no documents were made here yet, so no requirements file is known',
    hint,
  });
};

/** The single one of several; throws a Problem that names them all. `again` is the command with the file's place. */
export const theOnly = (
  files: readonly KnownFile[],
  why: string,
  again: (file: string) => string,
): KnownFile => {
  const [first, ...others] = files;
  if (first !== undefined && others.length === 0) return first;
  throw problem({
    code: 'several-systems',
    message: `${why}: ${files.map(({ name }) => name).join(', ')}`,
    hint: `name one of them: ${again(first?.name ?? 'requirements.yaml')}`,
  });
};
