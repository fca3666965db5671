import { z } from 'zod';
import type { Lock } from '../model/changes.ts';
import { problem } from '../model/problem.ts';

const hashes = z.object({ content: z.string(), source: z.string().optional() });

const lock = z.object({
  adrgen: z.literal(1),
  system: z.string(),
  document: z.string(),
  number: z.number().int().nonnegative().nullable(),
  path: z.string(),
  date: z.string(),
  architect: z.string(),
  inputs: z.object({ requirements: z.string(), architect: z.string(), templates: z.string() }),
  files: z.record(z.string(), hashes),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const versionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'adrgen' in value ? value.adrgen : undefined;

/** Reads a lock file; `path` names it. Throws a Problem where it is none, or one of a newer adrgen. Pure. */
export const readLock = (text: string, path: string): Lock => {
  const value = parsed(text);
  const version = versionOf(value);
  if (typeof version === 'number' && version > 1) {
    throw problem({
      code: 'newer-lock',
      message: `${path} was written by a newer adrgen`,
      expected: 'version 1',
      received: `version ${version}`,
      hint: 'update adrgen to the version that the others use: npm install adrgen@latest',
    });
  }
  const result = lock.safeParse(value);
  if (!result.success) {
    throw problem({
      code: 'broken-lock',
      message: `${path} is not a lock that adrgen wrote`,
      hint: `restore it from version control: git checkout -- ${path}`,
    });
  }
  const { files, ...rest } = result.data;
  return {
    ...rest,
    files: Object.fromEntries(
      Object.entries(files).map(([name, { content, source }]) => [
        name,
        source === undefined ? { content } : { content, source },
      ]),
    ),
  };
};
