import { isAbsolute, resolve } from 'node:path';
import { relativeTo } from '../io/repository.ts';

/** A requirements file as locks name it: relative to the root; null where it lies outside. */
export const originOf = (root: string, file: string): string | null => {
  const path = relativeTo(root, resolve(file));
  return path === '..' || path.startsWith('../') || isAbsolute(path) ? null : path;
};
