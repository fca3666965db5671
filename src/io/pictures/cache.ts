import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../browser/places.ts';
import { sha256 } from '../hash.ts';

/**
 * Pictures that were drawn before, each under the hash of all that it depends on. Beside the repository, in the
 * user's cache folder: losing it costs time and nothing else, so no failure here is an error.
 */
export type PictureCache = {
  /** The picture's bytes; undefined where it is not there, or not whole. */
  readonly read: (key: string) => Buffer | undefined;
  readonly write: (key: string, content: string | Uint8Array) => void;
  /** Removes the pictures that were not used for longest, where all together are too many. */
  readonly trim: () => void;
};

/** Bytes that the folder may have before the oldest pictures are removed; then half of it stays. */
const largestCache = 256 * 1024 * 1024;
const hashLength = 64;
const freshFor = 24 * 3_600_000;

/** `ADRGEN_PICTURE_CACHE` names another folder; `off` turns the cache off. */
export const cacheFolder = (env: Environment): string | undefined => {
  const { ADRGEN_PICTURE_CACHE: own, XDG_CACHE_HOME: cache, HOME: home, LOCALAPPDATA: local } = env;
  if (own === 'off') return undefined;
  if (own) return own;
  const parent = cache || (home ? join(home, '.cache') : local);
  return parent ? join(parent, 'adrgen', 'pictures') : join(tmpdir(), `adrgen-pictures-${userInfo().uid}`);
};

/** Nobody else may have put pictures there. */
const isOwn = (folder: string): boolean => {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
};

const quietly = <Value>(work: () => Value): Value | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

type Entry = { readonly path: string; readonly size: number; readonly used: number };

const entriesIn = (folder: string): readonly Entry[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? [{ path, size: found.size, used: found.mtimeMs }] : [];
  });

/** Number of pictures in a cache folder, and their bytes. */
export const cacheSize = (folder: string): { readonly pictures: number; readonly bytes: number } => {
  const entries = existsSync(folder) ? (quietly(() => entriesIn(folder)) ?? []) : [];
  return { pictures: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0) };
};

/** Opens the cache in a folder, which is made with the first picture. */
export const openCache = (folder: string, limit: number = largestCache): PictureCache => {
  let wrote = false;
  let usable: boolean | undefined;
  const ready = (): boolean => {
    usable ??= quietly(() => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return isOwn(folder);
    });
    return usable === true;
  };
  const readable = quietly(() => isOwn(folder)) === true;

  return {
    read: key => {
      if (!readable && usable !== true) return undefined;
      return quietly(() => {
        const path = join(folder, key);
        const bytes = readFileSync(path);
        const content = bytes.subarray(hashLength);
        if (sha256(content) !== bytes.toString('latin1', 0, hashLength)) return undefined;
        const now = Date.now();
        if (now - statSync(path).mtimeMs > freshFor) utimesSync(path, new Date(now), new Date(now));
        return content;
      });
    },
    write: (key, content) => {
      if (!ready()) return;
      quietly(() => {
        const path = join(folder, key);
        const staging = `${path}.${process.pid}`;
        writeFileSync(staging, Buffer.concat([Buffer.from(sha256(content)), Buffer.from(content)]), {
          mode: 0o600,
        });
        renameSync(staging, path);
        wrote = true;
      });
    },
    trim: () => {
      if (!wrote) return;
      quietly(() => {
        const entries = entriesIn(folder).toSorted((a, b) => b.used - a.used);
        let bytes = entries.reduce((sum, { size }) => sum + size, 0);
        if (bytes <= limit) return;
        for (const { path, size } of entries.toReversed()) {
          if (bytes <= limit / 2) return;
          rmSync(path, { force: true });
          bytes -= size;
        }
      });
    },
  };
};
