import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PersonaIssue, PersonaReading } from '../model/persona.ts';
import { Problem } from '../model/problem.ts';
import { type ChosenPersonas, choosePersonas, type PersonaFolder } from '../personas/choose.ts';
import { readPersona } from '../personas/read.ts';
import { largestPersona, tooLarge } from '../personas/text-of-bytes.ts';
import { fileProblem } from './failure.ts';
import { rootOf } from './repository.ts';

export type PersonaPlaces = {
  /** A folder of personas, or one file: the value of `--agents`. */
  readonly agents?: string | undefined;
  /** The folder that the command runs in: relative paths start there. */
  readonly cwd: string;
};

const packageAgents = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'agents');

/** How deep folders within folders are looked into, and how many files are read at most. */
const deepest = 4;
const mostFiles = 2_000;

const isPersonaFile = (name: string): boolean => /\.(?:md|markdown|txt)$/i.test(name);

/** A text file, or a README, that is no persona says so by having no front matter: it is passed over. */
const mayBeOther = (file: string): boolean =>
  /\.txt$|^(?:readme|license|contributing)\b/i.test(basename(file));

/** Persona files of a folder and its subfolders, by name. Folders behind links and hidden ones are left out. */
const filesIn = (folder: string, depth = 0): string[] => {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth < deepest ? filesInSubfolder(path, depth + 1) : [];
      return isPersonaFile(entry.name) ? [path] : [];
    });
};

/** A subfolder that nobody may read is left out: what stands beside it is of use all the same. */
const filesInSubfolder = (folder: string, depth: number): string[] => {
  try {
    return filesIn(folder, depth);
  } catch {
    return [];
  }
};

const failed = (shown: string, issue: Omit<PersonaIssue, 'level'>): PersonaReading => ({
  file: shown,
  persona: null,
  issues: [{ place: { file: shown }, ...issue, level: 'error' }],
});

/** Reads one file. Whatever is wrong with it becomes its issue. */
const readOne = (file: string, shown: string): PersonaReading => {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return failed(shown, { code: 'not-a-file', message: 'this is not a regular file' });
    if (stat.size > largestPersona) return failed(shown, tooLarge(shown, stat.size));
    return readPersona(readFileSync(file), shown);
  } catch (error) {
    const known = fileProblem(error, shown, 'unreadable-persona');
    const [issue] = known instanceof Problem ? known.issues : [];
    return failed(shown, issue ?? { code: 'unreadable-persona', message: (error as Error).message });
  }
};

const isOther = ({ file, issues }: PersonaReading): boolean =>
  mayBeOther(file) && issues.some(({ code }) => code === 'missing-front-matter');

const readAll = (files: readonly string[], show: (file: string) => string): PersonaReading[] =>
  files
    .slice(0, mostFiles)
    .map(file => readOne(file, show(file)))
    .filter(reading => !isOther(reading));

/** As people would write it: relative where it lies below the folder they are in. */
const shownFrom =
  (cwd: string) =>
  (file: string): string => {
    const path = relative(cwd, file);
    return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
  };

const ofPackage = (): PersonaFolder => ({
  origin: 'package',
  folder: 'agents',
  readings: readAll(filesIn(packageAgents), file => `agents/${relative(packageAgents, file)}`),
});

/** Personas of the repository itself, where Claude Code looks for them; none where there is no such folder. */
const ofRepository = (cwd: string): PersonaFolder[] => {
  // As seen from the folder that documents go to: the root is then the same as that of `new`.
  const folder = join(rootOf(join(cwd, 'docs')), '.claude', 'agents');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const show = shownFrom(cwd);
  const shown = show(folder);
  try {
    return [{ origin: 'repository', folder: shown, readings: readAll(filesIn(folder), show) }];
  } catch (error) {
    const message = `the folder cannot be read: ${(error as Error).message}`;
    return [
      {
        origin: 'repository',
        folder: shown,
        readings: [failed(shown, { code: 'unreadable-folder', message })],
      },
    ];
  }
};

const ofOption = (agents: string, cwd: string): PersonaFolder => {
  const path = resolve(cwd, agents);
  const show = shownFrom(cwd);
  try {
    const files = statSync(path).isDirectory() ? filesIn(path) : [path];
    return { origin: 'option', folder: agents, readings: readAll(files, show) };
  } catch (error) {
    const known = fileProblem(error, agents, 'unreadable-agents');
    if (!(known instanceof Problem)) throw known;
    throw new Problem(
      known.issues.map(({ code, message }) => ({
        code,
        message: `--agents ${message.replace('file (ENOENT)', 'folder (ENOENT)')}`,
        expected: 'a folder of persona files (.md)',
        hint: 'check the path; without --agents the personas of the package are used',
      })),
    );
  }
};

/**
 * All personas within reach: those of the package, of the repository's `.claude/agents`, and of `--agents`, which
 * win in this order. A file that cannot be used is an issue. Throws a Problem when `--agents` cannot be opened.
 */
export const loadPersonas = ({ agents, cwd }: PersonaPlaces): ChosenPersonas =>
  choosePersonas([
    ofPackage(),
    ...ofRepository(cwd),
    ...(agents === undefined ? [] : [ofOption(agents, cwd)]),
  ]);
