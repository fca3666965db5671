import { commitsOfLines, filesAt } from '../io/git.ts';
import type { Meaning, Mention } from '../records/renumber/mentions.ts';
import type { Move } from '../records/renumber/moves.ts';

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');

/** Whom a line means whose commit had but one of the two records. */
const byHistory = (
  { from, stays }: Move,
  commit: string | undefined,
  at: (commit: string, paths: readonly string[]) => ReadonlySet<string>,
): Meaning | null => {
  if (commit === undefined) return null;
  const there = at(commit, [from, stays]);
  if (there.has(from) === there.has(stays)) return null;
  return there.has(from) ? 'moves' : 'stays';
};

/** Whom a number means by what else its file names: one of the two records, and not the other. */
const byNeighbours = ({ path, move }: Mention, text: string): Meaning => {
  if (path === move.stays) return 'stays';
  const [moves, stays] = [text.includes(stemOf(move.from)), text.includes(stemOf(move.stays))];
  if (path === move.from || moves === stays) return 'unknown';
  return moves ? 'moves' : 'stays';
};

/**
 * Mentions, each with whom it means: by itself, by the commit that wrote its line, or by the links beside it. Where
 * nobody can tell it stays as it is.
 */
export const withMeanings = (
  root: string,
  mentions: readonly Mention[],
  textOf: (path: string) => string,
): readonly Mention[] => {
  const open = mentions.filter(({ meaning }) => meaning === null);
  const lines = new Map(
    [...new Set(open.map(({ path }) => path))].map(path => [
      path,
      commitsOfLines(
        root,
        path,
        open.filter(one => one.path === path).map(({ line }) => line),
      ),
    ]),
  );
  const known = new Map<string, ReadonlySet<string>>();
  const at = (commit: string, paths: readonly string[]): ReadonlySet<string> => {
    const key = [commit, ...paths].join('\n');
    const there = known.get(key) ?? filesAt(root, commit, paths);
    known.set(key, there);
    return there;
  };
  return mentions.map(mention => {
    if (mention.meaning !== null) return mention;
    const commit = lines.get(mention.path)?.get(mention.line);
    const meaning = byHistory(mention.move, commit, at) ?? byNeighbours(mention, textOf(mention.path));
    return { ...mention, meaning };
  });
};
