import { readFileSync, statSync } from 'node:fs';
import { problem } from '../model/problem.ts';
import { fileProblem } from './failure.ts';

/** Documents have a few thousand characters; what a parser does with far more takes long. */
const mostBytes = 2 * 1024 * 1024;

/**
 * The bytes of a file that people read, at most 2 MiB; `what` it is taken for stands in the message. Throws a Problem
 * for a file that is larger, or that cannot be read.
 */
export const readBounded = (file: string, name: string, what: 'document' | 'record'): Uint8Array => {
  try {
    if (statSync(file).size > mostBytes) {
      throw problem({
        code: 'too-large',
        message: `${name} is larger than a ${what} may be`,
        place: { file: name },
        expected: 'at most 2 MiB',
      });
    }
    return readFileSync(file);
  } catch (error) {
    throw fileProblem(error, name, 'unreadable-file');
  }
};
