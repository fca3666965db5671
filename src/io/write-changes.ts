import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { problem } from '../model/problem.ts';
import { codeOf, fileProblem } from './failure.ts';
import { sha256 } from './hash.ts';
import { refuseOutside } from './repository.ts';
import { makeFolder, takeTurn } from './writer-turn.ts';

/** A file to be written, or to be removed where its content is null: path relative to the root. */
export type Write = { readonly path: string; readonly content: string | Uint8Array | null };

const staging = '.adrgen/staging';
const stagingOf = (root: string): string => join(root, staging);
const journalOf = (root: string): string => join(root, '.adrgen', 'journal.json');

/** A new file, whole and on the disk, or an error. Never written through a link that stands there. */
const writeThrough = (file: string, content: string | Uint8Array, mode: number | null = null): void => {
  rmSync(file, { force: true });
  const handle = openSync(file, 'wx');
  try {
    if (mode !== null) fchmodSync(handle, mode);
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/**
 * A staged file, the path it goes to, and the SHA-256 of what stood there when it was staged; null for nothing. With
 * `removed` nothing is staged, and what stood there goes.
 */
type Entry = {
  readonly staged: string;
  readonly path: string;
  readonly before: string | null;
  readonly removed?: true;
};

const hashAt = (file: string): string | null => {
  try {
    return sha256(readFileSync(file));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Permissions of the file at a path; null for nothing. Throws a Problem for one that nobody may write. */
const modeAt = (file: string, path: string): number | null => {
  try {
    const mode = statSync(file).mode & 0o7777;
    accessSync(file, constants.W_OK);
    if ((mode & 0o222) !== 0) return mode;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  // Whoever administers the machine may write it all the same, and should not by accident.
  throw problem({
    code: 'cannot-write',
    message: `${path}: the file is read-only`,
    place: { file: path },
    hint: `allow it with chmod u+w ${path}, and run the same command again; nothing was written`,
  });
};

const move = (from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    // The documents lie on another device than .adrgen, such as a mounted volume.
    const beside = `${to}.adrgen-part`;
    writeThrough(beside, readFileSync(from), statSync(from).mode & 0o7777);
    renameSync(beside, to);
    rmSync(from);
  }
};

const rollForward = (root: string, journal: readonly Entry[]): void => {
  // What is new stands before what is old goes: a run that is killed in between has lost nothing.
  for (const { staged, path } of journal.filter(({ removed }) => removed !== true)) {
    makeFolder(dirname(join(root, path)));
    move(join(stagingOf(root), staged), join(root, path));
  }
  for (const { path, removed } of journal) if (removed === true) rmSync(join(root, path), { force: true });
  rmSync(journalOf(root), { force: true });
  rmSync(stagingOf(root), { recursive: true, force: true });
};

/** Whether a run was interrupted while it wrote; `finishInterrupted` completes it. */
export const hasOpenJournal = (root: string): boolean => {
  try {
    readFileSync(journalOf(root));
    return true;
  } catch {
    return false;
  }
};

const isEntry = (value: unknown): value is Entry => {
  if (typeof value !== 'object' || value === null) return false;
  const { staged, path, before, removed } = value as Partial<Record<keyof Entry, unknown>>;
  const known = before === null || typeof before === 'string';
  const acts = removed === undefined || (removed === true && typeof before === 'string');
  return typeof staged === 'string' && /^\d+$/.test(staged) && typeof path === 'string' && known && acts;
};

/** A journal may have come with a repository: only what a run could have written is believed. */
const readJournal = (root: string): readonly Entry[] => {
  const refuse = (): never => {
    throw problem({
      code: 'broken-journal',
      message: '.adrgen/journal.json is not the journal of an interrupted run',
      hint: 'delete .adrgen/journal.json and .adrgen/staging, and run the same command again',
    });
  };
  let journal: unknown;
  try {
    journal = JSON.parse(readFileSync(journalOf(root), 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (!Array.isArray(journal) || !journal.every(isEntry)) return refuse();
  for (const { staged, path } of journal) {
    if (path.split(/[\\/]/).some(part => part.toLowerCase() === '.git')) refuse();
    refuseOutside(root, path);
    refuseOutside(root, `${staging}/${staged}`);
  }
  return journal;
};

/**
 * Completes a run that was interrupted while it wrote; says whether there was one. Needs the writer's turn. What
 * somebody changed since then stays as it is. A fault of the disk becomes a Problem.
 */
export const finishInterrupted = (root: string): boolean => {
  try {
    const open = hasOpenJournal(root);
    const journal = open ? readJournal(root) : [];
    const waiting = journal.filter(
      ({ staged, path, before, removed }) =>
        (removed === true || hashAt(join(stagingOf(root), staged)) !== null) &&
        hashAt(join(root, path)) === before,
    );
    rollForward(root, waiting);
    return open;
  } catch (error) {
    throw fileProblem(error, root, 'cannot-write', 'an interrupted run is not completed yet');
  }
};

/**
 * Runs with the only right to write below the root; a run that died gives its turn back. Finishes an interrupted
 * run first. Throws a Problem where another run is writing.
 */
export const withWriter = async <T>(root: string, run: () => Promise<T>): Promise<T> => {
  const giveBack = takeTurn(root);
  try {
    finishInterrupted(root);
    return await run();
  } finally {
    giveBack();
  }
};

/**
 * Writes and removes all files or none, each whole at any instant and with the permissions that it had: everything is
 * staged and synced under .adrgen, a journal lists it, then the files are renamed into place. After an interruption
 * the journal is completed.
 */
export const writeAll = (root: string, writes: readonly Write[]): void => {
  if (writes.length === 0) return;
  const undo: (() => void)[] = [];
  try {
    for (const { path } of writes) refuseOutside(root, path);
    undo.unshift(makeFolder(stagingOf(root)));
    const journal = writes.flatMap(({ path, content }, index): readonly Entry[] => {
      const [target, staged] = [join(root, path), String(index)];
      undo.unshift(makeFolder(dirname(target)));
      accessSync(dirname(target), constants.W_OK);
      const before = hashAt(target);
      if (content === null) return before === null ? [] : [{ staged, path, before, removed: true }];
      writeThrough(join(stagingOf(root), staged), content, modeAt(target, path));
      return [{ staged, path, before }];
    });
    writeThrough(`${journalOf(root)}.part`, JSON.stringify(journal));
    renameSync(`${journalOf(root)}.part`, journalOf(root));
    rollForward(root, journal);
  } catch (error) {
    const open = hasOpenJournal(root);
    if (!open) {
      rmSync(stagingOf(root), { recursive: true, force: true });
      rmSync(`${journalOf(root)}.part`, { force: true });
      for (const remove of undo) remove();
    }
    const state = open ? 'the next run completes what is missing' : 'nothing was written';
    throw fileProblem(error, root, 'cannot-write', state);
  }
};
