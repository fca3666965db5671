import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Problem } from '../../src/model/problem.ts';

/** A fresh folder that is removed after the test. */
export const freshFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-io-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The codes of the Problem that something throws; fails with any other error. */
export const codesOf = async (doing: () => unknown): Promise<readonly string[]> => {
  try {
    await doing();
  } catch (error) {
    if (error instanceof Problem) return error.issues.map(({ code }) => code);
    throw error;
  }
  return [];
};
