import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, problem } from '../model/problem.ts';
import { readBounded } from './bounded-bytes.ts';
import { fileProblem } from './failure.ts';
import { decodeKept } from './record-text.ts';

/** What stands in a folder and those below it, names relative to it with `/`. */
export type FoundFiles = {
  readonly markdown: readonly string[];
  /** Documents that are not looked at, and why. */
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
  /** Folders that cannot be opened. */
  readonly failures: readonly { readonly path: string; readonly error: unknown }[];
};

const isMarkdown = (name: string): boolean => /\.(?:md|markdown|mdx)$/i.test(name);
const isDocument = (name: string): boolean =>
  /\.(?:adoc|asciidoc|rst|org|txt|html?|docx?|textile)$/i.test(name);

const namesIn = (folder: string): readonly Dirent[] =>
  readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));

/** Everything below a folder that may be a record; links, packages and hidden folders are not entered. */
export const recordFilesBelow = (folder: string): FoundFiles => {
  const markdown: string[] = [];
  const passedOver: FoundFiles['passedOver'][number][] = [];
  const failures: FoundFiles['failures'][number][] = [];
  const visit = (below: string): void => {
    let entries: readonly Dirent[] = [];
    try {
      entries = namesIn(join(folder, below));
    } catch (error) {
      failures.push({ path: below, error: fileProblem(error, join(folder, below), 'unreadable-folder') });
    }
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) visit(path);
      } else if (entry.isSymbolicLink()) {
        if (isMarkdown(entry.name)) passedOver.push({ path, reason: 'it is a symbolic link' });
      } else if (entry.isFile() && isMarkdown(entry.name)) markdown.push(path);
      else if (isDocument(entry.name)) passedOver.push({ path, reason: 'it is no Markdown' });
    }
  };
  visit('');
  return { markdown, passedOver, failures };
};

const notText = (name: string, message: string): Problem =>
  problem({
    code: 'not-utf8',
    message: `${name} ${message}`,
    place: { file: name },
    expected: 'UTF-8',
    hint: 'Save the file as UTF-8.',
  });

/**
 * The text of a record, byte order mark and all; bytes that are no UTF-8 are kept (`encodeKept`). Throws a Problem
 * for a file that cannot be read, is far too large, or holds no text.
 */
export const readRecordFile = (file: string, name = file): string => {
  const bytes = readBounded(file, name, 'record');
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw notText(name, 'is written in UTF-16');
  if (bytes.includes(0)) throw notText(name, 'is no text: it holds a NUL byte');
  return decodeKept(bytes);
};
