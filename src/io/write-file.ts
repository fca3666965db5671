import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileProblem } from './failure.ts';

/** Writes one file that a person named: whole, or not at all. Throws a Problem where it cannot be written. */
export const writeFile = (path: string, content: string | Uint8Array): void => {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw fileProblem(error, path, 'unwritable-file');
  }
};
