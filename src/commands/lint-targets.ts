import { basename, dirname, join, resolve } from 'node:path';
import { isFolder, markdownFilesBelow } from '../io/markdown-files.ts';
import { isThere, readStanding } from '../io/repository.ts';
import { requirementsFilesAt } from '../io/requirements-files.ts';
import type { Lock } from '../model/changes.ts';
import { Problem, problem } from '../model/problem.ts';
import { isRecordFolder } from '../records/record-folders.ts';
import { originOf } from './origin.ts';
import { knownLocks, recordFoldersOf } from './record-places.ts';
import { knownSystems } from './standing.ts';
import { type Failure, surveyOf } from './survey.ts';

/** A file to look at: as it can be opened, and as reports call it. */
export type LintTarget = { readonly file: string; readonly name: string };

export type LintTargets = {
  readonly requirements: readonly LintTarget[];
  readonly markdown: readonly (LintTarget & {
    /** Stands in a folder for records, or was named as one. */
    readonly amongRecords: boolean;
  })[];
  /** Names of documents that stand as adrgen wrote them. */
  readonly generated: ReadonlySet<string>;
  readonly failures: readonly Failure[];
};

const nameOf = (root: string, file: string): string => originOf(root, file) ?? resolve(file);

const isAsWritten = (root: string, { path, files }: Lock): boolean => {
  try {
    return readStanding(root, path)?.hash === files[path]?.content;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
};

type Found = Pick<LintTargets, 'requirements' | 'markdown' | 'failures'>;

const markdownBelow = (root: string, folder: string, kept: boolean): LintTargets['markdown'] =>
  markdownFilesBelow(folder).map(file => ({
    file,
    name: nameOf(root, file),
    amongRecords: kept || isRecordFolder(dirname(nameOf(root, file))),
  }));

/** What was made here, with its design documents, and the folders that records are kept in. */
const everything = (root: string, locks: readonly Lock[]): Found => {
  const known = knownSystems(root);
  const made = known.systems.length + known.broken.length > 0 ? surveyOf(root, []) : null;
  const designs = locks
    .filter(({ document, path }) => document === '_design' && isThere(root, path))
    .map(({ path }) => ({ file: join(root, path), name: path, amongRecords: false }));
  const records = recordFoldersOf(root, root, locks).flatMap(({ path }) =>
    markdownBelow(root, join(root, path), true),
  );
  return {
    requirements: (made?.sources ?? []).map(({ file, name }) => ({ file, name })),
    markdown: [...records, ...designs],
    failures: made?.failures ?? [],
  };
};

const named = (root: string, path: string): Found => {
  const target = { file: path, name: nameOf(root, path) };
  if (isFolder(path)) {
    const files = requirementsFilesAt(path).files;
    return {
      requirements: files.map(file => ({ file, name: nameOf(root, file) })),
      markdown: markdownBelow(root, path, false),
      failures: [],
    };
  }
  if (/\.(?:md|markdown)$/i.test(basename(path)))
    return { requirements: [], markdown: [{ ...target, amongRecords: true }], failures: [] };
  return { requirements: [target], markdown: [], failures: [] };
};

const eachOnce = <T extends LintTarget>(targets: readonly T[]): readonly T[] =>
  targets
    .filter(({ name }, index) => targets.findIndex(one => one.name === name) === index)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const nothing = (paths: readonly string[]): Problem =>
  problem({
    code: 'nothing-to-lint',
    message:
      paths.length === 0
        ? 'no records are kept here, and nothing was made from a requirements file'
        : `${paths.join(', ')}: no Markdown and no requirements file stands there`,
    expected:
      'records such as docs/adr/0001-name.md, or a requirements file with a line apiVersion: adrgen/v1',
    hint: 'name a folder or a file: adrgen lint docs/adr',
  });

/**
 * The files that paths stand for; without paths, all records of the repository and all that something was made from.
 * Throws a Problem for a path that leads nowhere, and where there is nothing to look at.
 */
export const lintTargetsOf = (root: string, paths: readonly string[]): LintTargets => {
  const locks = knownLocks(root);
  const found = paths.length === 0 ? [everything(root, locks)] : paths.map(path => named(root, path));
  const requirements = eachOnce(found.flatMap(one => one.requirements));
  const markdown = eachOnce(found.flatMap(one => one.markdown));
  const failures = found.flatMap(one => one.failures);
  if (requirements.length + markdown.length + failures.length === 0) throw nothing(paths);
  const generated = new Set(locks.filter(lock => isAsWritten(root, lock)).map(({ path }) => path));
  return { requirements, markdown, generated, failures };
};
