import { resolve } from 'node:path';
import { sha256 } from '../io/hash.ts';
import { readOwnTemplates } from '../io/own-templates.ts';
import { readStanding, relativeTo, rootOf } from '../io/repository.ts';
import { withWriter, writeAll } from '../io/write-changes.ts';
import { type ExitCode, exitCodes, type Issue, Problem } from '../model/problem.ts';
import {
  noTemplates,
  type OwnTemplate,
  placeOwnTemplates,
  unknownName,
} from '../render/templates/own-templates.ts';
import {
  checkTemplates,
  mainTemplates,
  type OwnableTemplates,
  type TemplateKind,
  templateEndings,
  templateFile,
  templatePath,
} from '../render/templates/set.ts';
import { loadTemplates } from './load-templates.ts';
import { packageTemplates } from './package-templates.ts';

export type ListedTemplate = {
  readonly name: string;
  readonly kind: TemplateKind;
  /** In a folder of templates. */
  readonly path: string;
  /** What it makes; null for a partial. */
  readonly makes: string | null;
  /** Templates that bring it in, for a partial. */
  readonly usedBy: readonly string[];
  readonly origin: 'package' | 'folder';
  /** Where it stands; null for one of the package. */
  readonly file: string | null;
};

const kinds = ['documents', 'diagrams'] as const;

/** All templates of a run in the order of their folders. Throws a Problem where those of the folder cannot be used. */
export const runTemplatesList = (folder: string | undefined) => {
  const templates = loadTemplates(folder);
  const { uses } = checkTemplates(templates);
  const listed = kinds.flatMap(kind =>
    Object.keys(templates[kind]).map((name): ListedTemplate => {
      const path = templatePath(kind, name);
      const file = templateFile(templates, kind, name);
      const users = uses.filter(use => use.kind === kind && use.name === name).map(({ by }) => by.name);
      return {
        name,
        kind,
        path,
        makes: mainTemplates.find(one => one.kind === kind && one.name === name)?.makes ?? null,
        usedBy: [...new Set(users)],
        origin: file === path ? 'package' : 'folder',
        file: file === path ? null : file,
      };
    }),
  );
  return {
    command: 'templates list',
    exitCode: exitCodes.clean,
    folder: folder ?? null,
    templates: listed,
  } as const;
};

export type EjectedTemplate = {
  readonly path: string;
  readonly action: 'create' | 'update' | 'unchanged';
};

type Ejectable = { readonly kind: TemplateKind; readonly name: string; readonly text: string };

const isNamed = ({ kind, name }: Ejectable, word: string): boolean =>
  [name, `${kind}/${name}`, `${name}${templateEndings[kind]}`, templatePath(kind, name)].includes(word);

/** Templates of these names; all of them without any. Throws a Problem for each name that there is none of. */
const chosen = (names: readonly string[], templates: OwnableTemplates): readonly Ejectable[] => {
  const all = kinds.flatMap(kind =>
    Object.entries(templates[kind]).map(([name, text]) => ({ kind, name, text })),
  );
  const unknown = names.filter(word => !all.some(one => isNamed(one, word)));
  const known = all.map(({ name }) => name);
  if (unknown.length > 0) throw new Problem(unknown.map(word => unknownName(word, known)));
  return names.length === 0 ? all : all.filter(one => names.some(word => isNamed(one, word)));
};

const differs = (path: string, to: string): Issue => ({
  code: 'file-differs',
  message: `${to}/${path} stands there already, and differs from the template of the package`,
  hint: 'name the templates that you want, choose another folder with --to, or replace it with --force; nothing was written',
});

/** Failures of the disk name the flag that chooses the folder: here it is `--to`. */
const withOwnFlag = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const issues = error.issues.map(issue => ({
      ...issue,
      ...(issue.hint !== undefined && { hint: issue.hint.replace('--out', '--to') }),
    }));
    throw new Problem(issues, error.exitCode);
  }
};

/** Writes templates of the package into a folder, all of them or none. Throws a Problem where others stand there. */
export const runTemplatesEject = async (options: {
  readonly names: readonly string[];
  readonly to: string;
  readonly force: boolean;
}) => {
  const to = options.to.replace(/(?<=.)[\\/]+$/, '');
  const root = rootOf(to);
  const planned = chosen(options.names, packageTemplates()).map(({ kind, name, text }) => {
    const path = templatePath(kind, name);
    const target = relativeTo(root, resolve(to, path));
    const hash = readStanding(root, target)?.hash;
    const same = hash === sha256(text) || hash === sha256(text.replaceAll('\n', '\r\n'));
    const action = hash === undefined ? 'create' : same ? 'unchanged' : 'update';
    return { path, action, target, content: text } as const;
  });
  const other = planned.filter(({ action }) => action === 'update');
  if (other.length > 0 && !options.force) throw new Problem(other.map(({ path }) => differs(path, to)));
  const writes = planned.flatMap(({ action, target, content }) =>
    action === 'unchanged' ? [] : [{ path: target, content }],
  );
  if (writes.length > 0) await withOwnFlag(() => withWriter(root, async () => writeAll(root, writes)));
  return {
    command: 'templates eject',
    exitCode: exitCodes.clean,
    to,
    files: planned.map(({ path, action }): EjectedTemplate => ({ path, action })),
  } as const;
};

export type CheckedTemplates = {
  readonly command: 'templates check';
  readonly exitCode: ExitCode;
  readonly folder: string;
  readonly templates: readonly OwnTemplate[];
  readonly issues: readonly Issue[];
};

/** What a folder of templates replaces, and everything that is wrong with it. Throws a Problem where there is none. */
export const runTemplatesCheck = (folder: string): CheckedTemplates => {
  const read = readOwnTemplates(folder);
  const { own, issues } = placeOwnTemplates(read.files, packageTemplates());
  const none = read.files.length + read.issues.length === 0 ? [noTemplates(folder)] : [];
  const all = [...read.issues, ...issues, ...none];
  return {
    command: 'templates check',
    exitCode: all.length === 0 ? exitCodes.clean : exitCodes.usage,
    folder,
    templates: own,
    issues: all,
  };
};
