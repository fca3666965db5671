import { join } from 'node:path';
import { sourceHash } from '../io/hash.ts';
import { namesIn, readBytesIfThere, readStanding, readTextIfThere } from '../io/repository.ts';
import type { Change, Lock, Making } from '../model/changes.ts';
import { type Issue, Problem } from '../model/problem.ts';
import { hasConflict } from '../records/conflict-markers.ts';
import { readLock } from '../records/lock.ts';
import { isSettled } from '../records/plan.ts';
import type { Means } from './means.ts';
import { openProposals, ownPaths } from './own-files.ts';
import { knowledgeOf } from './thinker.ts';

/** What the lock of a design document says of its system; read without its requirements. */
export type KnownSystem = { readonly system: string; readonly lock: Lock & { readonly made: Making } };
export type KnownSystems = {
  readonly systems: readonly KnownSystem[];
  /** Locks that cannot be read. */
  readonly broken: readonly { readonly path: string; readonly issues: readonly Issue[] }[];
};

/** Null where there is no lock, or one that a merge of branches left in conflict: such a system is made again. */
const lockAt = (root: string, path: string): Lock | null => {
  const text = readTextIfThere(root, path);
  return text === null || hasConflict(text) ? null : readLock(text, path);
};

/** All systems that were made below the root. */
export const knownSystems = (root: string): KnownSystems => {
  const [systems, broken]: [KnownSystem[], KnownSystems['broken'][number][]] = [[], []];
  for (const system of namesIn(join(root, '.adrgen/locks'))) {
    const path = ownPaths(system, '_design').lock;
    try {
      const text = readTextIfThere(root, path);
      const lock = text === null ? null : readLock(text, path);
      if (lock?.made !== undefined) systems.push({ system, lock: { ...lock, made: lock.made } });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      broken.push({ path, issues: error.issues });
    }
  }
  return { systems, broken };
};

/** Whether another system keeps its documents in the same folders; one whose lock cannot be read does not count. */
export const hasNeighbour = (root: string, system: string, designFolder: string): boolean =>
  knownSystems(root).systems.some(
    one => one.system !== system && one.lock.path.slice(0, one.lock.path.lastIndexOf('/')) === designFolder,
  );

const hasInputs = async (root: string, { made }: KnownSystem['lock'], means: Means): Promise<boolean> => {
  const { hashes } = means;
  if (made.from === null) return false;
  const bytes = readBytesIfThere(root, made.from);
  return (
    bytes !== null &&
    sourceHash(bytes) === made.source &&
    hashes.templates === made.templates &&
    hashes.generator === made.generator &&
    hashes.configuration === (made.configuration ?? null) &&
    (made.settings.images.length === 0 || hashes.pictures === made.pictures) &&
    (await knowledgeOf(root, means, made.settings.thinking)) === made.catalogue
  );
};

/** What stands at a path against what was generated there; null where it has to be made again. */
const changeAt = (root: string, path: string, { files }: Lock): Change | null => {
  const standing = readStanding(root, path);
  if (standing === null) return null;
  const known = files[path];
  if (standing.hash === known?.content) return { path, action: 'unchanged' };
  if (standing.conflict) return null;
  if (isSettled(standing.text))
    return { path, action: 'kept', reason: 'accepted', outdated: known?.proposed !== undefined };
  return { path, action: 'kept', reason: 'edited' };
};

/** One document that needs nothing. */
export type StandingDocument = { readonly document: string; readonly change: Change };
export type StandingSystem = {
  readonly documents: readonly StandingDocument[];
  /** Pictures and other files that a person edited. */
  readonly edited: readonly string[];
  readonly open: readonly string[];
};

const standingDocument = (
  root: string,
  system: string,
  document: string,
): (StandingDocument & { readonly edited: readonly string[] }) | null => {
  const lock = lockAt(root, ownPaths(system, document).lock);
  if (lock === null) return null;
  const change = changeAt(root, lock.path, lock);
  if (change === null) return null;
  const beside = Object.keys(lock.files).filter(path => path !== lock.path);
  // Pictures of a decided record are part of what was decided, whatever stands there.
  const changes = change.reason === 'accepted' ? [] : beside.map(path => changeAt(root, path, lock));
  if (changes.includes(null)) return null;
  const edited = changes.filter(one => one?.action === 'kept').flatMap(one => one?.path ?? []);
  return { document, change, edited };
};

/**
 * A system whose inputs and files are as its locks know them: nothing has to be thought, drawn or written. Null where
 * anything differs. Reads locks and bytes alone.
 */
export const standingSystem = async (
  root: string,
  { system, lock }: KnownSystem,
  means: Means,
): Promise<StandingSystem | null> => {
  if (!(await hasInputs(root, lock, means))) return null;
  const documents: StandingDocument[] = [];
  const edited: string[] = [];
  for (const document of [...lock.made.records, '_design']) {
    const standing = standingDocument(root, system, document);
    if (standing === null) return null;
    documents.push({ document, change: standing.change });
    edited.push(...standing.edited);
  }
  return { documents, edited, open: openProposals(root, system) };
};
