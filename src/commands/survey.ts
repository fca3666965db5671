import { join, resolve } from 'node:path';
import { isThere } from '../io/repository.ts';
import { requirementsFilesAt } from '../io/requirements-files.ts';
import { type Issue, problem } from '../model/problem.ts';
import { originOf } from './origin.ts';
import { type KnownSystem, type KnownSystems, knownSystems } from './standing.ts';

/** A requirements file, with the systems that were made from it: one, unless its system was given another name. */
export type Source = {
  /** As it can be opened. */
  readonly file: string;
  /** As it is called in reports: relative to the root, or as it was named where it lies outside. */
  readonly name: string;
  readonly known: readonly KnownSystem[];
};

/** What cannot be worked on, by the file that it is about. */
export type Failure = { readonly name: string; readonly issues: readonly Issue[] };
export type Survey = { readonly sources: readonly Source[]; readonly failures: readonly Failure[] };

const gone = ({ system, lock }: KnownSystem): Failure => {
  const name = lock.made.from ?? lock.path;
  const issue: Issue =
    lock.made.from === null
      ? {
          code: 'requirements-outside',
          message: `${lock.path} was made from a requirements file outside of the repository`,
          hint: 'name the file: adrgen regen <file>',
        }
      : {
          code: 'requirements-gone',
          message: `${name} is gone, and ${lock.path} was made from it`,
          hint: `restore it with git checkout -- ${name}; if it was moved, run adrgen regen <new path>; if the system is gone, delete its documents and .adrgen/locks/${system}`,
        };
  return { name, issues: [issue] };
};

const isMissing = (root: string, { lock }: KnownSystem): boolean =>
  lock.made.from === null || !isThere(root, lock.made.from);

const sourceOf = (root: string, file: string, { systems }: KnownSystems): Source => {
  const from = originOf(root, file);
  return {
    file,
    name: from ?? file,
    known: from === null ? [] : systems.filter(({ lock }) => lock.made.from === from),
  };
};

const byName = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** Everything that was made below the root. */
const everything = (root: string, known: KnownSystems): Survey => {
  if (known.systems.length + known.broken.length === 0) {
    throw problem({
      code: 'nothing-made',
      message: 'nothing was made here yet',
      hint: 'name requirements files or folders, or begin with adrgen new requirements.yaml',
    });
  }
  const there = known.systems.filter(one => !isMissing(root, one));
  const files = new Set(there.map(({ lock }) => join(root, lock.made.from ?? '')));
  return {
    sources: byName([...files].map(file => sourceOf(root, file, known))),
    failures: [
      ...known.systems.filter(one => isMissing(root, one)).map(gone),
      ...known.broken.map(({ path, issues }) => ({ name: path, issues })),
    ],
  };
};

const below = (root: string, folder: string, { systems }: KnownSystems): readonly Failure[] => {
  const origin = originOf(root, folder);
  if (origin === null) return [];
  const inside = (from: string): boolean => origin === '' || from.startsWith(`${origin}/`);
  return systems
    .filter(one => one.lock.made.from !== null && inside(one.lock.made.from) && isMissing(root, one))
    .map(gone);
};

/**
 * The requirements files that paths stand for, each once, in the order of their names; without paths all that
 * something was made from. Throws a Problem for a path that leads nowhere, or to no requirements.
 */
export const surveyOf = (root: string, paths: readonly string[]): Survey => {
  const known = knownSystems(root);
  if (paths.length === 0) return everything(root, known);
  const files = new Set<string>();
  const failures: Failure[] = [];
  for (const path of paths) {
    const found = requirementsFilesAt(path);
    const missing = found.folder ? below(root, path, known) : [];
    if (found.files.length + missing.length === 0) {
      throw problem({
        code: 'no-requirements',
        message: `${path} holds no requirements file`,
        expected: 'a *.yaml or *.yml file with a line such as apiVersion: adrgen/v1 near its top',
        hint: 'name the file itself, or add that line to it',
      });
    }
    for (const file of found.files) files.add(resolve(file));
    failures.push(...missing);
  }
  return { sources: byName([...files].map(file => sourceOf(root, file, known))), failures };
};
