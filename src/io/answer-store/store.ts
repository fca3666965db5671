import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { About } from '../../model/asking.ts';
import type { Usage } from '../../model/doors.ts';
import { personaStages } from '../../model/persona.ts';
import { codeOf, fileProblem } from '../failure.ts';
import { namesIn, readTextIfThere, refuseOutside } from '../repository.ts';
import { makeFolder } from '../writer-turn.ts';
import type { KeyParts } from './key.ts';

const folder = '.adrgen/answers';

/** Where an answer is kept, from the root. */
export const answerPath = (key: string): string => `${folder}/${key}.json`;

const tokens = z.number().nonnegative();

const answerFile = z.object({
  adrgen: z.literal(1),
  key: z.string(),
  stage: z.enum(Object.keys(personaStages) as (keyof typeof personaStages)[]),
  subject: z.string(),
  model: z.string(),
  stopReason: z.string(),
  usage: z.object({
    model: z.string(),
    input: tokens,
    cacheRead: tokens,
    cacheWrite: tokens,
    output: tokens,
    usd: tokens.nullable(),
  }),
  value: z.unknown(),
});

/** An answer as it is kept: one file each, committed with the documents that were made from it. */
export type StoredAnswer = About & {
  readonly key: string;
  readonly stopReason: string;
  readonly usage: Usage;
  readonly value: unknown;
};

/** A file that is none: it is asked again, or refused where nothing may be asked. */
export type BrokenAnswer = { readonly broken: string };

export type AnswerStore = {
  /** Null where there is none. Throws a Problem where the file cannot be read. */
  readonly read: (key: string) => StoredAnswer | BrokenAnswer | null;
  /** Tokens that stored answers of a stage have on average, thinking included; null where there are none. */
  readonly outputOf: (stage: About['stage']) => number | null;
  /** Whole and on the disk, or not at all. Throws a Problem where it cannot be written. */
  readonly write: (answer: StoredAnswer, parts: KeyParts) => void;
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** What a run left that was killed while it wrote. */
const removeParts = (root: string): void => {
  for (const name of readdirSync(join(root, folder))) {
    const pid = /^\.(\d+)\.part$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(root, folder, name), { force: true });
  }
};

const attempts = 5;

/** Another run may remove a folder that it made and did not fill, just before it is filled here. */
const openNew = (root: string, path: string, part: string): number => {
  for (let attempt = 1; ; attempt += 1) {
    refuseOutside(root, path);
    makeFolder(join(root, folder));
    try {
      rmSync(join(root, part), { force: true });
      return openSync(join(root, part), 'wx');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || attempt === attempts) throw error;
    }
  }
};

const writeWhole = (root: string, path: string, text: string): void => {
  const part = `${folder}/.${process.pid}.part`;
  const handle = openNew(root, path, part);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(join(root, part), join(root, path));
};

const read = (root: string, key: string): StoredAnswer | BrokenAnswer | null => {
  const path = answerPath(key);
  const text = readTextIfThere(root, path);
  if (text === null) return null;
  try {
    const { adrgen: _, model: __, ...answer } = answerFile.parse(JSON.parse(text));
    return answer.key === key ? answer : { broken: `${path} holds another answer` };
  } catch {
    return { broken: `${path} is not an answer that adrgen stored` };
  }
};

const outputOf = (root: string, stage: About['stage']): number | null => {
  const outputs = namesIn(join(root, folder))
    .flatMap(name => /^([0-9a-f]{32})\.json$/.exec(name)?.[1] ?? [])
    .map(key => read(root, key))
    .flatMap(answer =>
      answer !== null && 'usage' in answer && answer.stage === stage ? [answer.usage.output] : [],
    );
  return outputs.length === 0 ? null : outputs.reduce((sum, one) => sum + one, 0) / outputs.length;
};

/** The answers below a root, by key. */
export const openAnswers = (root: string): AnswerStore => {
  let tidy = false;
  return {
    read: key => read(root, key),
    outputOf: stage => outputOf(root, stage),
    write: ({ key, stage, subject, stopReason, usage, value }, parts) => {
      const file = {
        adrgen: 1,
        key,
        stage,
        subject,
        model: parts.model,
        stopReason,
        usage,
        madeFrom: parts,
        value,
      };
      const path = answerPath(key);
      try {
        writeWhole(root, path, `${JSON.stringify(file, null, 2)}\n`);
        if (!tidy) removeParts(root);
        tidy = true;
      } catch (error) {
        throw fileProblem(error, path, 'cannot-write', 'the answers before it are stored');
      }
    },
  };
};
