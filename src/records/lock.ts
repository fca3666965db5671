import { z } from 'zod';
import type { Lock } from '../model/changes.ts';
import { problem } from '../model/problem.ts';
import { ownSide } from './conflict-markers.ts';

const generated = z.object({
  content: z.string(),
  source: z.string().exactOptional(),
  proposed: z.string().exactOptional(),
});

/** What comes with a repository names nothing outside of it. */
const isInside = (path: string): boolean => !path.startsWith('/') && !path.split('/').includes('..');

const making = z.object({
  from: z.string().refine(isInside).nullable(),
  source: z.string(),
  requirements: z.string(),
  catalogue: z.string(),
  templates: z.string(),
  pictures: z.string().nullable(),
  configuration: z.string().exactOptional(),
  generator: z.string(),
  settings: z.object({
    out: z.string(),
    records: z.string().refine(isInside).exactOptional(),
    format: z.enum(['madr', 'nygard']),
    images: z.array(z.enum(['svg', 'png'])),
    templates: z.string().nullable(),
    thinking: z
      .object({
        architect: z.literal('claude'),
        model: z.string(),
        agents: z.string().refine(isInside).nullable(),
      })
      .exactOptional(),
  }),
  records: z.array(z.string()),
});

const tokens = z.number().nonnegative();

const asked = z.object({
  answers: z.array(z.string()),
  input: tokens,
  cacheRead: tokens,
  cacheWrite: tokens,
  output: tokens,
  usd: tokens.nullable(),
});

const lock = z.object({
  adrgen: z.literal(1),
  system: z.string(),
  document: z.string(),
  number: z.number().int().nonnegative().nullable(),
  path: z.string(),
  date: z.string(),
  architect: z.string(),
  made: making.exactOptional(),
  asked: asked.exactOptional(),
  files: z.record(z.string(), generated),
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

/**
 * Reads a lock file; `path` names it. In one that a merge of branches left in conflict the own side counts. Throws a
 * Problem where it is none, or one of a newer adrgen. Pure.
 */
export const readLock = (text: string, path: string): Lock => {
  const value = parsed(ownSide(text));
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
  return result.data;
};
