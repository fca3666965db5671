import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileProblem } from './failure.ts';
import { decodeKept } from './record-text.ts';

/** What is larger is data, not prose. */
const mostBytes = 2 * 1024 * 1024;

/** Paths of all files below a folder, relative to it, with `/`; links, packages and hidden ones are left out. */
export const filesBelow = (folder: string): readonly string[] => {
  const found: string[] = [];
  const visit = (below: string): void => {
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(join(folder, below), { withFileTypes: true });
    } catch (error) {
      throw fileProblem(error, join(folder, below), 'unreadable-folder');
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit('');
  return found;
};

/** The text of a file, bytes that are no UTF-8 kept; null for what is no text, too large, or cannot be read. */
export const readTextKept = (file: string): string | null => {
  try {
    if (statSync(file).size > mostBytes) return null;
    const bytes = readFileSync(file);
    return bytes.includes(0) ? null : decodeKept(bytes);
  } catch {
    return null;
  }
};
