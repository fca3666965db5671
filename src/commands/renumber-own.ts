import { sha256 } from '../io/hash.ts';
import { isThere, readBytesIfThere, readStanding } from '../io/repository.ts';
import type { Write } from '../io/write-changes.ts';
import type { Lock } from '../model/changes.ts';
import type { Rename } from '../records/renumber/mentions.ts';
import type { Move } from '../records/renumber/moves.ts';
import { ownPaths, ownText } from './own-files.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (path: string): string => nameOf(path).replace(/\.md$/i, '');

/** Pictures and files that adrgen keeps beside a record: their names begin with that of the record. */
export const renamesBeside = (
  root: string,
  move: Move,
  locks: readonly Lock[],
): readonly (Rename & { readonly move: Move })[] =>
  locks
    .filter(({ path }) => path === move.from)
    .flatMap(({ files }) => Object.keys(files))
    .filter(path => path !== move.from && isThere(root, path))
    .flatMap(path => {
      const name = nameOf(path);
      const stem = stemOf(move.from);
      if (!name.startsWith(stem) || /^[\p{L}\p{N}]/u.test(name.slice(stem.length))) return [];
      const folder = path.slice(0, path.length - name.length);
      return [{ from: path, to: `${folder}${stemOf(move.to)}${name.slice(stem.length)}`, move }];
    });

const renamed = (files: Lock['files'], names: ReadonlyMap<string, string>): Lock['files'] =>
  Object.fromEntries(
    Object.entries(files)
      .map(([path, generated]): [string, Lock['files'][string]] => [names.get(path) ?? path, generated])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** The hash of what was generated, after the same was mended in it; as it was where the base text is lost. */
const generatedAfter = (
  generated: Lock['files'][string] | undefined,
  base: string | null,
  next: string | null,
): Lock['files'][string] | undefined =>
  generated === undefined || base === null || next === null || generated.content !== sha256(base)
    ? generated
    : { ...generated, content: sha256(next) };

/**
 * Locks and base texts after a renumbering: they name the new files, and what was mended in a document is mended in
 * its base, so that it does not count as edited by a person.
 */
export const ownWrites = (
  root: string,
  locks: readonly Lock[],
  moves: readonly Move[],
  renames: readonly Rename[],
  mend: (path: string, text: string) => string,
): readonly Write[] => {
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  return locks.flatMap(lock => {
    const paths = ownPaths(lock.system, lock.document);
    const base = ownText(root, paths.base);
    const next = base === null ? null : mend(lock.path, base);
    const own = generatedAfter(lock.files[lock.path], base, next);
    const files = own === undefined ? lock.files : { ...lock.files, [lock.path]: own };
    const number = moves.find(({ from }) => from === lock.path)?.next ?? lock.number;
    const path = names.get(lock.path) ?? lock.path;
    const after: Lock = { ...lock, number, path, files: renamed(files, names) };
    const text = `${JSON.stringify(after, null, 2)}\n`;
    const isSame = readStanding(root, paths.lock)?.hash === sha256(text);
    return [
      ...(isSame ? [] : [{ path: paths.lock, content: text }]),
      ...(next === null || next === base ? [] : [{ path: paths.base, content: next }]),
    ];
  });
};

/** Files with their bytes under another name. */
export const movedFiles = (root: string, renames: readonly Rename[]): readonly Write[] =>
  renames.flatMap(({ from, to }): readonly Write[] => {
    const content = readBytesIfThere(root, from);
    return content === null
      ? []
      : [
          { path: to, content },
          { path: from, content: null },
        ];
  });
