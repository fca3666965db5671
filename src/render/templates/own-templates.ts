import { closest } from 'fastest-levenshtein';
import { type Issue, Problem } from '../../model/problem.ts';
import {
  checkTemplates,
  type OwnableTemplates,
  type TemplateKind,
  templateEndings,
  templatePath,
} from './set.ts';

/** A file of a team's folder: its path there, what it is called in messages, and its text. */
export type OwnFile = { readonly path: string; readonly shown: string; readonly text: string };

/** What a file of the folder is to the templates of the package. */
export type OwnTemplate = {
  readonly kind: TemplateKind;
  readonly name: string;
  readonly path: string;
  readonly file: string;
  /** `same` where the text is that of the package, `own` for a partial that the package does not have. */
  readonly standing: 'replaced' | 'same' | 'own';
};

type Named = { readonly kind: TemplateKind; readonly name: string };

/** Kind and name of a template's path; null for any other file. Names are words in lower case, joined by `-`. */
const namedBy = (path: string): Named | null => {
  const [, kind, name, ending] =
    /^(documents|diagrams)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(\.\w+\.hbs)$/.exec(path) ?? [];
  if (kind !== 'documents' && kind !== 'diagrams') return null;
  return name !== undefined && ending === templateEndings[kind] ? { kind, name } : null;
};

const pathsOf = (templates: OwnableTemplates): readonly string[] =>
  (['documents', 'diagrams'] as const).flatMap(kind =>
    Object.keys(templates[kind]).map(name => templatePath(kind, name)),
  );

const unknownFile = (file: OwnFile, ofPackage: OwnableTemplates): Issue => ({
  code: 'unknown-template',
  message: 'This file is no template.',
  place: { file: file.shown },
  expected: 'documents/<name>.md.hbs or diagrams/<name>.mmd.hbs; `adrgen templates list` names them',
  received: file.path,
  hint: `did you mean "${closest(file.path, [...pathsOf(ofPackage)])}"?`,
});

const unusedPartial = ({ file, name, path }: OwnTemplate, ofPackage: OwnableTemplates): Issue => ({
  code: 'unknown-template',
  message: `There is no template "${name}", and no template names it as a partial.`,
  place: { file },
  received: path,
  hint: `did you mean "${closest(path, [...pathsOf(ofPackage)])}"? A partial is named in a template: {{> ${name}}}`,
});

/** The templates of the package with those of a folder in their places, by name. */
const merged = (ofPackage: OwnableTemplates, own: readonly (Named & OwnFile)[]): OwnableTemplates => {
  const shown = new Map(own.map(({ path, shown }) => [path, shown]));
  const merge = (kind: TemplateKind): Readonly<Record<string, string>> => {
    const texts = own.filter(one => one.kind === kind).map(({ name, text }) => [name, text] as const);
    const all = Object.entries({ ...ofPackage[kind], ...Object.fromEntries(texts) });
    // In the order of the files, as those of the package: a folder that changes nothing gives the same hash.
    return Object.fromEntries(
      all.sort(([a], [b]) => (templatePath(kind, a) < templatePath(kind, b) ? -1 : 1)),
    );
  };
  return {
    documents: merge('documents'),
    diagrams: merge('diagrams'),
    fileOf: path => shown.get(path) ?? path,
  };
};

const standingOf = (
  { kind, name, text }: Named & OwnFile,
  ofPackage: OwnableTemplates,
): OwnTemplate['standing'] => {
  const known = Object.hasOwn(ofPackage[kind], name) ? ofPackage[kind][name] : undefined;
  if (known === undefined) return 'own';
  return known === text ? 'same' : 'replaced';
};

/**
 * A folder's templates in place of the package's, and everything that is wrong with them: a field that a view does
 * not have, a file that is no template, a partial that nobody names. Pure.
 */
export const placeOwnTemplates = (
  files: readonly OwnFile[],
  ofPackage: OwnableTemplates,
): {
  readonly templates: OwnableTemplates;
  readonly own: readonly OwnTemplate[];
  readonly issues: readonly Issue[];
} => {
  const named = files.flatMap(file => {
    const name = namedBy(file.path);
    return name === null ? [] : [{ ...file, ...name }];
  });
  const own = named.map(one => ({
    kind: one.kind,
    name: one.name,
    path: one.path,
    file: one.shown,
    standing: standingOf(one, ofPackage),
  }));
  const templates = merged(ofPackage, named);
  const { issues, uses } = checkTemplates(templates);
  const used = new Set(uses.map(({ kind, name }) => templatePath(kind, name)));
  // Below a template that has issues, what is named was not followed.
  const unused =
    issues.length > 0 ? [] : own.filter(({ standing, path }) => standing === 'own' && !used.has(path));
  return {
    templates,
    own,
    issues: [
      ...files.filter(({ path }) => namedBy(path) === null).map(file => unknownFile(file, ofPackage)),
      ...unused.map(one => unusedPartial(one, ofPackage)),
      ...issues,
    ],
  };
};

/** The same for a run that needs them all: throws a Problem with every issue. */
export const requireOwnTemplates = (
  { files, issues }: { readonly files: readonly OwnFile[]; readonly issues: readonly Issue[] },
  folder: string,
  ofPackage: OwnableTemplates,
): OwnableTemplates => {
  const placed = placeOwnTemplates(files, ofPackage);
  const all = [
    ...issues,
    ...placed.issues,
    ...(files.length + issues.length === 0 ? [noTemplates(folder)] : []),
  ];
  if (all.length > 0) throw new Problem(all);
  return placed.templates;
};

/** A folder that replaces nothing is not what was meant. */
export const noTemplates = (folder: string): Issue => ({
  code: 'no-templates',
  message: `${folder} holds no template.`,
  expected: 'documents/<name>.md.hbs or diagrams/<name>.mmd.hbs',
  hint: `write those of the package there, and keep what you change: adrgen templates eject --to ${folder}`,
});

/** A name that is none of the package's templates. */
export const unknownName = (name: string, known: readonly string[]): Issue => ({
  code: 'unknown-template',
  message: `There is no template "${name}".`,
  expected: known.join(', '),
  received: name,
  hint: `did you mean "${closest(name, [...known])}"?`,
});
