import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileProblem } from './failure.ts';

const passedOver = new Set(['node_modules', '.git', '.adrgen']);

/** As much of a file as its first lines take. */
const head = (file: string): string => {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(4096);
    return bytes.toString('latin1', 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
};

const isRequirements = (file: string): boolean => /^[^\S\n]*apiVersion:\s*["']?adrgen\//m.test(head(file));

const filesBelow = (folder: string): string[] => {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && /\.ya?ml$/i.test(entry.name) && isRequirements(path) ? [path] : [];
  });
};

/**
 * The requirements files that a path stands for: a file is one whatever is in it; of a folder those that say
 * `apiVersion: adrgen/…` near their top, links and packages left out. Throws a Problem for a path that leads nowhere.
 */
export const requirementsFilesAt = (
  path: string,
): { readonly folder: boolean; readonly files: readonly string[] } => {
  try {
    const folder = statSync(path).isDirectory();
    return { folder, files: folder ? filesBelow(path) : [path] };
  } catch (error) {
    throw fileProblem(error, path, 'unreadable-input');
  }
};
