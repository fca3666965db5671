import { z } from 'zod';
import { fnv1a } from '../../model/identity.ts';
import { problem } from '../../model/problem.ts';
import { ownSide } from '../conflict-markers.ts';
import { slugOf } from '../slug.ts';

/** What a picture of the decisions was drawn from: `check` compares it without a browser. */
export type GraphLock = {
  readonly adrgen: 1;
  /** The picture, from the root of the repository. */
  readonly path: string;
  /** SHA-256 of its Mermaid source. */
  readonly source: string;
  /** SHA-256 of the file. */
  readonly content: string;
};

export const graphLockFolder = '.adrgen/graphs';

/** One file for each picture, named after it. */
export const graphLockPath = (path: string): string =>
  `${graphLockFolder}/${slugOf(path).slice(0, 40)}-${fnv1a(path).toString(36)}.json`;

const isInside = (path: string): boolean => !path.startsWith('/') && !path.split(/[\\/]/).includes('..');

const lock = z.object({
  adrgen: z.literal(1),
  path: z.string().refine(isInside),
  source: z.string(),
  content: z.string(),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads such a lock; of a merge in conflict the own side counts. Throws a Problem where it is none. Pure. */
export const readGraphLock = (text: string, path: string): GraphLock => {
  const result = lock.safeParse(parsed(ownSide(text)));
  if (result.success) return result.data;
  throw problem({
    code: 'broken-lock',
    message: `${path} is not a lock that adrgen wrote`,
    hint: `delete it, and draw the picture again: rm ${path} && adrgen graph <file>`,
  });
};

export const graphLockText = (given: Omit<GraphLock, 'adrgen'>): string =>
  `${JSON.stringify({ adrgen: 1, ...given }, null, 2)}\n`;
