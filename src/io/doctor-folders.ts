import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { harmless } from '../model/issue-text.ts';
import { Problem } from '../model/problem.ts';
import type { Environment } from './browser/places.ts';
import type { Check } from './doctor-check.ts';
import { fileProblem } from './failure.ts';
import { cacheFolder, cacheSize } from './pictures/cache.ts';

/** The folder itself, or the nearest one above it that exists: there it would be made. */
const nearestExisting = (folder: string): string => {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at) || dirname(at) === at) return at;
  }
};

/** Bytes that are written to see whether there is room. */
const trial = 'x'.repeat(4_096);

/**
 * Tries to write, since permissions alone say nothing of a read-only or full disk; leaves nothing behind. Undefined
 * where it works, else why it does not.
 */
const whyNotWritable = (folder: string): string | undefined => {
  const at = nearestExisting(folder);
  try {
    if (!statSync(at).isDirectory()) return `${at} is a file, not a folder`;
    const made = mkdtempSync(join(at, '.adrgen-doctor-'));
    try {
      writeFileSync(join(made, 'trial'), trial);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
    return undefined;
  } catch (error) {
    const known = fileProblem(error, at, 'cannot-write');
    return known instanceof Problem ? known.message : (error as Error).message;
  }
};

const quoted = (path: string): string =>
  /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

/** Everything that `new` writes to: what exists of it must be writable. */
export const checkOutput = (out: string, root: string): Check => {
  const places = [out, join(out, 'adr'), join(out, 'design'), join(root, '.adrgen')].map(place =>
    resolve(place),
  );
  const failures = places.flatMap(place => {
    const reason = whyNotWritable(place);
    return reason === undefined ? [] : [{ folder: nearestExisting(place), reason }];
  });
  const folders = [...new Set(failures.map(({ folder }) => folder))];
  return {
    id: 'output',
    title: 'Output',
    state: failures.length === 0 ? 'ok' : 'missing',
    text: harmless(
      failures[0]?.reason ??
        `${resolve(out)} ${existsSync(out) ? 'can be written' : 'does not exist yet and can be made'}`,
    ),
    mend: folders.flatMap(folder => [
      `sudo chown -R "$(id -un)" ${harmless(quoted(folder))}, or choose another folder with --out`,
    ]),
    details: { folder: resolve(out), root, notWritable: folders },
  };
};

/** Where the browser from npm is unpacked, and where each browser has its profile while it runs. */
export const checkCache = (env: Environment): Check => {
  const base = env.XDG_CACHE_HOME || (env.HOME ? join(env.HOME, '.cache') : undefined);
  const temporary = tmpdir();
  const noTemporary = whyNotWritable(temporary);
  const noCache =
    base === undefined ? 'neither XDG_CACHE_HOME nor HOME is set' : whyNotWritable(join(base, 'adrgen'));
  const folder = cacheFolder(env) ?? null;
  const pictures = { folder, ...(folder === null ? { pictures: 0, bytes: 0 } : cacheSize(folder)) };
  const details = { cache: base === undefined ? null : join(base, 'adrgen'), temporary, pictures };
  const about = { id: 'cache', title: 'Cache', details };
  if (noTemporary !== undefined)
    return {
      ...about,
      state: 'missing',
      text: harmless(`no browser can start without a temporary folder: ${noTemporary}`),
      mend: ['export TMPDIR=<a folder that can be written>'],
    };
  if (noCache !== undefined)
    return {
      ...about,
      state: 'warning',
      text: harmless(`${temporary} is used, which does not last: ${noCache}`),
      mend: ['export XDG_CACHE_HOME=<a folder that can be written>'],
    };
  const megabytes = (pictures.bytes / 1024 / 1024).toFixed(1);
  const kept =
    folder === null
      ? 'no pictures are kept'
      : `${pictures.pictures} pictures (${megabytes} MiB) in ${folder}`;
  return { ...about, state: 'ok', text: harmless(`${details.cache} can be written; ${kept}`), mend: [] };
};
