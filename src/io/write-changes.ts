import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { problem } from '../model/problem.ts';
import { fileProblem } from './failure.ts';
import { refuseOutside } from './repository.ts';

/** A file to be written: path relative to the root. */
export type Write = { readonly path: string; readonly content: string | Uint8Array };

const stagingOf = (root: string): string => join(root, '.adrgen', 'staging');
const journalOf = (root: string): string => join(root, '.adrgen', 'journal.json');
const writerOf = (root: string): string => join(root, '.adrgen', 'writer');

/** Whole and on the disk, or an error. */
const writeThrough = (file: string, content: string | Uint8Array): void => {
  const handle = openSync(file, 'w');
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

type Journal = readonly { readonly staged: string; readonly path: string }[];

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const rollForward = (root: string, journal: Journal): void => {
  for (const { staged, path } of journal) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    try {
      renameSync(join(stagingOf(root), staged), join(root, path));
    } catch (error) {
      // Renamed already, before the interruption.
      if (!isMissing(error)) throw error;
    }
  }
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

/** Completes a run that was interrupted while it wrote; says whether there was one. Needs the writer's turn. */
export const finishInterrupted = (root: string): boolean => {
  if (!hasOpenJournal(root)) {
    rmSync(stagingOf(root), { recursive: true, force: true });
    return false;
  }
  rollForward(root, JSON.parse(readFileSync(journalOf(root), 'utf8')));
  return true;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const takeTurn = (root: string): void => {
  mkdirSync(join(root, '.adrgen'), { recursive: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(writerOf(root), String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const pid = Number(readFileSync(writerOf(root), 'utf8'));
      if (pid > 0 && isAlive(pid)) break;
      rmSync(writerOf(root), { force: true });
    }
  }
  throw problem({
    code: 'another-run',
    message: 'another adrgen is writing to this repository',
    hint: 'wait until it has ended and run the same command again',
  });
};

/**
 * Runs with the only right to write below the root; a run that died gives its turn back. Finishes an
 * interrupted run first. A fault of the disk becomes a Problem.
 */
export const withWriter = async <T>(root: string, run: () => Promise<T>): Promise<T> => {
  try {
    takeTurn(root);
  } catch (error) {
    throw fileProblem(error, join(root, '.adrgen'), 'cannot-write');
  }
  try {
    finishInterrupted(root);
    return await run();
  } finally {
    rmSync(writerOf(root), { force: true });
  }
};

/**
 * Writes all files or none, each whole at any instant: everything is staged and synced under .adrgen, a
 * journal lists it, then the files are renamed into place. After an interruption the journal is completed.
 */
export const writeAll = (root: string, writes: readonly Write[]): void => {
  if (writes.length === 0) return;
  try {
    for (const { path } of writes) refuseOutside(root, path);
    mkdirSync(stagingOf(root), { recursive: true });
    const journal = writes.map(({ path, content }, index) => {
      writeThrough(join(stagingOf(root), String(index)), content);
      mkdirSync(dirname(join(root, path)), { recursive: true });
      return { staged: String(index), path };
    });
    writeThrough(`${journalOf(root)}.part`, JSON.stringify(journal));
    renameSync(`${journalOf(root)}.part`, journalOf(root));
    rollForward(root, journal);
  } catch (error) {
    if (!hasOpenJournal(root)) rmSync(stagingOf(root), { recursive: true, force: true });
    throw fileProblem(error, root, 'cannot-write');
  }
};
