import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Issue, Problem, problem } from '../model/problem.ts';
import { fileProblem } from './failure.ts';

/** A file of a folder of templates. */
export type OwnTemplateFile = {
  /** In the folder, with `/`: `documents/madr.md.hbs`. */
  readonly path: string;
  /** For messages: the folder as it was given, and the path. */
  readonly shown: string;
  /** Without byte order mark, lines ended by LF; empty where the file is no template. */
  readonly text: string;
};

export type OwnTemplateFiles = {
  readonly files: readonly OwnTemplateFile[];
  readonly issues: readonly Issue[];
};

const largest = 64 * 1024;
const mostFiles = 500;
const deepest = 4;

/** A note to readers of the folder, and what other programs keep there. */
const isOther = (name: string): boolean => name.startsWith('.') || /^readme\b/i.test(name);

const isInside = (root: string, file: string): boolean => {
  const way = relative(root, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

const refused = (shown: string, code: string, message: string, hint: string): Issue => ({
  code,
  message,
  place: { file: shown },
  hint,
});

/** The text of one file, or what is wrong with it. A link may lead to another file of the folder. */
const readOne = (root: string, path: string, shown: string): string | Issue => {
  try {
    const real = realpathSync(join(root, path));
    if (!isInside(root, real))
      return refused(
        shown,
        'outside-templates',
        'A symbolic link leads out of the folder.',
        'copy the file into the folder',
      );
    const { size } = statSync(real);
    if (!statSync(real).isFile())
      return refused(shown, 'not-a-file', 'This is not a regular file.', 'remove it from the folder');
    if (!path.endsWith('.hbs')) return '';
    if (size > largest)
      return {
        ...refused(shown, 'too-large', 'The template is larger than one may be.', 'split it into partials'),
        expected: `at most ${largest / 1024} KiB`,
        received: `${Math.ceil(size / 1024)} KiB`,
      };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(real));
    return text.replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof TypeError)
      return refused(shown, 'not-utf8', 'The template is not text in UTF-8.', 'save it as UTF-8');
    const known = fileProblem(error, shown, 'unreadable-template');
    if (!(known instanceof Problem)) throw known;
    return known.issues[0] ?? refused(shown, 'unreadable-template', String(error), 'check the file');
  }
};

/** Paths of files below a folder, by name. A link to a folder stands for itself. */
const pathsIn = (root: string, folder: string, depth = 0): string[] => {
  const entries: Dirent[] = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => !isOther(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() && depth < deepest ? pathsIn(root, path, depth + 1) : [path];
    });
};

/** What `flag` names, or a Problem that says so. */
const opened = <Value>(folder: string, flag: string, work: () => Value): Value => {
  try {
    return work();
  } catch (error) {
    const known = fileProblem(error, folder, 'unreadable-templates');
    if (!(known instanceof Problem)) throw known;
    throw new Problem(
      known.issues.map(({ code, message }) => ({
        code,
        message: `${flag}${message.replace('no such file (', 'no such folder (')}`,
        expected: 'a folder of templates (docs/templates.md)',
        hint: `check the path, or write the templates of the package there: adrgen templates eject --to ${folder}`,
      })),
    );
  }
};

/**
 * All files of a folder of templates; nothing outside of it is read. READMEs and names that start with a dot are
 * passed over. Throws a Problem where the folder cannot be opened; `flag` stands before its name in the message.
 */
export const readOwnTemplates = (folder: string, flag = ''): OwnTemplateFiles => {
  const [root, paths] = opened(folder, flag, () => {
    const real = realpathSync(resolve(folder));
    return [real, pathsIn(real, '')] as const;
  });
  if (paths.length > mostFiles)
    throw problem({
      code: 'too-many-files',
      message: `${flag}${folder} holds ${paths.length} files`,
      expected: `at most ${mostFiles} templates`,
      hint: 'name the folder that holds documents/ and diagrams/',
    });
  const name = folder.replace(/[\\/]+$/, '').replaceAll('\\', '/');
  const read = paths.map(path => {
    const shown = `${name}/${path}`;
    return { path, shown, text: readOne(root, path, shown) };
  });
  return {
    files: read.flatMap(({ text, ...file }) => (typeof text === 'string' ? [{ ...file, text }] : [])),
    issues: read.flatMap(({ text }) => (typeof text === 'string' ? [] : [text])),
  };
};
