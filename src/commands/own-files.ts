import { join } from 'node:path';
import { sha256 } from '../io/hash.ts';
import { namesIn, readStanding, readTextIfThere } from '../io/repository.ts';
import type { Change } from '../model/changes.ts';

/** Where adrgen keeps what a document was made from, the text as it was generated, and what it would write. */
export const ownPaths = (system: string, document: string) => ({
  lock: `.adrgen/locks/${system}/${document}.json`,
  base: `.adrgen/bases/${system}/${document}.md`,
  conflict: `.adrgen/conflicts/${system}/${document}.md`,
});

/** What happens to a file of our own. */
export const ownFile = (path: string, content: string, root: string): Change => {
  const hash = readStanding(root, path)?.hash;
  if (hash === undefined) return { path, action: 'create', content };
  return hash === sha256(content) ? { path, action: 'unchanged' } : { path, action: 'update', content };
};

/** The text of a file of our own, line endings turned back; null where there is none. */
export const ownText = (root: string, path: string): string | null =>
  readTextIfThere(root, path)?.replaceAll('\r\n', '\n') ?? null;

/** Proposals that nobody has settled yet: paths relative to the root. */
export const openProposals = (root: string, system: string): readonly string[] => {
  const folder = `.adrgen/conflicts/${system}`;
  return namesIn(join(root, folder)).map(name => `${folder}/${name}`);
};
