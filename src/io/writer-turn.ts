import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { problem } from '../model/problem.ts';
import { codeOf, fileProblem } from './failure.ts';
import { refuseOutside } from './repository.ts';

/** Makes a folder with those above it. What is returned removes those that were made and are empty. */
export const makeFolder = (folder: string): (() => void) => {
  const first = mkdirSync(folder, { recursive: true });
  return () => {
    if (first === undefined) return;
    for (let at = folder; at.length >= first.length; at = dirname(at)) {
      try {
        rmdirSync(at);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') return;
      }
    }
  };
};

/**
 * When a process began, in ticks of the running kernel; empty where the system does not say. Numbers of processes
 * come again, in containers at every start; with this one they cannot be mistaken. Source: proc_pid_stat(5).
 */
const beginningOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

/** Whether the process that a turn file names still runs. A file that names none is what a fault left. */
const isLive = (holder: string): boolean => {
  const [, digits, beginning] = /^(\d+)(?: (\d+))?\s*$/.exec(holder) ?? [];
  const pid = Number(digits ?? 0);
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = beginningOf(pid);
  return beginning === undefined || now === '' || now === beginning;
};

const readIfThere = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Puts a whole file where there is none; false where there is one. */
const placed = (own: string, file: string): boolean => {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) === 'ENOENT') throw error;
  }
  // A file system without hard links.
  try {
    writeFileSync(file, readFileSync(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Takes a turn file; gives null, or who has it. The file of a dead process is replaced under a turn of its own, so
 * that of two who find it only one takes over.
 */
const claim = (file: string): string | null => {
  const own = `${file}.${process.pid}`;
  rmSync(own, { force: true });
  writeFileSync(own, `${process.pid} ${beginningOf(process.pid)}\n`, { flag: 'wx' });
  try {
    for (;;) {
      if (placed(own, file)) return null;
      const holder = readIfThere(file);
      if (holder === null) continue;
      if (isLive(holder)) return holder;
      const takeover = `${file}.takeover`;
      const other = claim(takeover);
      if (other !== null) return other;
      try {
        if (readIfThere(file) !== holder) continue;
        renameSync(own, file);
        return null;
      } finally {
        rmSync(takeover, { force: true });
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
};

/** What a process left that was killed just while it took its turn. */
const removeLeftovers = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const pid = /^writer\..*?(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isLive(pid)) rmSync(join(folder, name), { force: true });
  }
};

const attempts = 5;

const claimIn = (root: string, folder: string, file: string): (() => void) => {
  for (let attempt = 1; ; attempt += 1) {
    let removeFolders = (): void => undefined;
    try {
      removeFolders = makeFolder(folder);
      refuseOutside(root, '.adrgen/writer');
      const holder = claim(file);
      if (holder !== null) {
        throw problem({
          code: 'another-run',
          message: `another adrgen (process ${Number.parseInt(holder, 10)}) is writing to this repository`,
          hint: 'wait until it has ended and run the same command again',
        });
      }
      removeLeftovers(folder);
      return removeFolders;
    } catch (error) {
      removeFolders();
      // Another run has just removed the folder, which it had made and not filled.
      if (codeOf(error) === 'ENOENT' && attempt < attempts) continue;
      throw fileProblem(error, folder, 'cannot-write', 'nothing was written');
    }
  }
};

/**
 * Takes the only right to write below the root; a process that died has lost it. Throws a Problem where another
 * one has it, or where the disk does not allow it. What is returned gives it back; so does the end of this process.
 */
export const takeTurn = (root: string): (() => void) => {
  const folder = join(root, '.adrgen');
  const file = join(folder, 'writer');
  const removeFolders = claimIn(root, folder, file);
  const giveBack = (): void => {
    process.off('exit', giveBack);
    rmSync(file, { force: true });
    removeFolders();
  };
  process.on('exit', giveBack);
  return giveBack;
};
