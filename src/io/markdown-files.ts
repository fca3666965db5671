import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../model/problem.ts';
import { readBounded } from './bounded-bytes.ts';
import { fileProblem } from './failure.ts';

const passedOver = new Set(['node_modules', '.git', '.adrgen']);

const markdownBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : markdownBelow(path);
      return entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name) ? [path] : [];
    });

/** The Markdown files of a folder and those below it, links and packages left out. Throws a Problem for any other path. */
export const markdownFilesBelow = (folder: string): readonly string[] => {
  try {
    return markdownBelow(folder);
  } catch (error) {
    throw fileProblem(error, folder, 'unreadable-folder');
  }
};

/** Whether a path is a folder. Throws a Problem where it leads nowhere. */
export const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw fileProblem(error, path, 'unreadable-input');
  }
};

/** The text of a Markdown file, byte order mark and all. Throws a Problem where it is none that can be read. */
export const readMarkdown = (file: string, name = file): string => {
  const bytes = readBounded(file, name, 'document');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw problem({
      code: 'not-utf8',
      message: `${name} is not valid UTF-8`,
      place: { file: name },
      expected: 'UTF-8',
      hint: 'Save the file as UTF-8.',
    });
  }
};
