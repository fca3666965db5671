import { namesIn, readLockFiles } from '../io/repository.ts';
import { readInside } from '../io/site-folder.ts';
import type { Lock } from '../model/changes.ts';
import { problem } from '../model/problem.ts';
import { readLock } from '../records/lock.ts';
import { isPlainPath, pagePlace } from '../records/site-places.ts';
import { statusOf } from '../records/status.ts';
import { readSiteDocument, type SiteDocument, type SiteNote } from '../render/sites/page.ts';

/** A document that a lock knows, as it stands in the repository. */
export type SiteSource = {
  readonly lock: Lock;
  /** Its page, from the site's folder. */
  readonly page: string;
  readonly document: SiteDocument;
  /** Lower case; null where none is found. */
  readonly status: string | null;
};

/** All documents of one system: records by number, the design document last. */
export type SystemSources = { readonly system: string; readonly sources: readonly SiteSource[] };

export type Sources = { readonly systems: readonly SystemSources[]; readonly notes: readonly SiteNote[] };

const locksOf = (root: string, system: string): readonly Lock[] =>
  readLockFiles(root, system)
    .map(({ path, text }) => {
      const lock = readLock(text, path);
      if ([lock.path, ...Object.keys(lock.files)].every(isPlainPath)) return lock;
      throw problem({
        code: 'broken-lock',
        message: `${path} names a file outside of the repository`,
        hint: `restore it from version control: git checkout -- ${path}`,
      });
    })
    .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || (a.path < b.path ? -1 : 1));

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');

/** A status may be a sentence with links, as adr-tools writes it. */
const plainStatus = (text: string): string | null =>
  statusOf(text)?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') ?? null;

/** Reads every document that the locks of the repository know, and says which are gone. */
export const readSources = (root: string): Sources => {
  const notes: SiteNote[] = [];
  const systems = namesIn(`${root}/.adrgen/locks`).map((system): SystemSources => {
    const sources = locksOf(root, system).flatMap((lock): SiteSource[] => {
      const bytes = readInside(root, lock.path);
      if (bytes === null) {
        const text = 'the document is gone: bring it back from version control, or delete its lock as well';
        notes.push({ level: 'warning', code: 'missing-document', path: lock.path, text });
        return [];
      }
      const text = new TextDecoder().decode(bytes);
      const document = readSiteDocument(lock.path, text, stemOf(lock.path));
      return [{ lock, page: pagePlace(system, lock), document, status: plainStatus(text) }];
    });
    return { system, sources };
  });
  const known = systems.filter(({ sources }) => sources.length > 0);
  if (known.length > 0) return { systems: known, notes };
  throw problem({
    code: 'no-documents',
    message: `no lock in ${root}/.adrgen/locks knows a document that stands in the repository`,
    hint: 'write records and a design document first: adrgen new requirements.yaml',
  });
};
