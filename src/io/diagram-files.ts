import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { escapePath, globSync, isDynamicPattern } from 'tinyglobby';
import { problem } from '../model/problem.ts';
import { fileProblem } from './failure.ts';
import { readMarkdown } from './markdown-files.ts';
import { writeFile } from './write-file.ts';

/** The word for the standard streams. */
export const standard = '-';

const passedOver = ['**/node_modules/**', '**/.git/**', '**/.adrgen/**'];
const endings = '**/*.{mmd,mermaid,md,markdown}';

const kindOf = (path: string): 'file' | 'folder' | undefined => {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
};

const matching = (pattern: string, cwd: string): readonly string[] =>
  globSync(pattern, { cwd, ignore: passedOver, expandDirectories: false }).sort();

/**
 * The files that words of the command line mean, each once: a file, a folder (all of its Mermaid and Markdown) or a
 * glob. Relative to `cwd`. Throws a Problem where a word means nothing.
 */
export const diagramFiles = (words: readonly string[], cwd: string): readonly string[] => {
  const found = words.flatMap(word => {
    if (word === standard) return [word];
    // A file may be called as a glob is.
    const kind = kindOf(resolve(cwd, word));
    if (kind === 'file') return [word];
    const files =
      kind === 'folder'
        ? matching(`${escapePath(word.replaceAll('\\', '/')).replace(/\/+$/, '')}/${endings}`, cwd)
        : isDynamicPattern(word)
          ? matching(word, cwd)
          : [];
    if (files.length > 0) return files;
    throw problem({
      code: 'no-such-input',
      message: `${word}: ${kind === 'folder' ? 'no Mermaid or Markdown file in this folder' : 'no such file'}`,
      hint: 'name .mmd or .md files, folders or globs; quote a glob, so that the shell leaves it alone',
    });
  });
  return [...new Set(found)];
};

/** The text of a file, or of standard input for `-`. Throws a Problem where it cannot be read. */
export const readDiagramFile = (file: string, cwd: string): string => {
  if (file !== standard) return readMarkdown(resolve(cwd, file), file);
  try {
    return readFileSync(0, 'utf8');
  } catch (error) {
    throw fileProblem(error, 'standard input', 'unreadable-input');
  }
};

/** A JSON object from a file. Throws a Problem where it holds anything else. */
export const readJsonObject = (file: string, cwd: string): object => {
  const text = readMarkdown(resolve(cwd, file), file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw problem({
      code: 'not-json',
      message: `${file}: ${(error as Error).message}`,
      place: { file },
      expected: 'a JSON object, as mermaid.initialize takes it',
    });
  }
  throw problem({ code: 'not-json', message: `${file} holds no JSON object`, place: { file } });
};

/** The bytes that stand in a file; null where there is none. Throws a Problem where it cannot be read. */
export const bytesIn = (path: string): Buffer | null => {
  if (kindOf(path) === undefined) return null;
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileProblem(error, path, 'unreadable-file');
  }
};

/** Writes a whole file, and makes the folders above it. Throws a Problem where it cannot. */
export const writeOutput = (path: string, content: string | Uint8Array): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw fileProblem(error, dirname(path), 'unwritable-folder');
  }
  writeFile(path, content);
};
