import { readMarkdown } from '../io/markdown-files.ts';
import { isThere } from '../io/repository.ts';
import type { LintFinding } from '../model/lint.ts';
import { type Issue, Problem } from '../model/problem.ts';
import { readDocument, type WrittenDocument } from '../records/written/document.ts';
import { isTooDeep } from '../records/written/tree.ts';
import type { Edit, Library } from '../rules/markdown/rule.ts';
import { markdownRules } from '../rules/markdown/table.ts';
import type { LintTargets } from './lint-targets.ts';
import type { Failure } from './survey.ts';

/** A finding of Markdown, with what would mend it. */
export type MarkdownFinding = LintFinding & { readonly edit?: Edit };

export type LintedMarkdown = {
  readonly documents: readonly WrittenDocument[];
  readonly findings: readonly MarkdownFinding[];
  readonly failures: readonly Failure[];
};

const tooDeep = (name: string): Issue => ({
  code: 'too-deep',
  message: `${name} is nested too deeply to be read`,
  place: { file: name },
  hint: 'Is this the right file?',
});

const read = ({ file, name, amongRecords }: LintTargets['markdown'][number]): WrittenDocument => {
  const text = readMarkdown(file, name);
  if (isTooDeep(text)) throw new Problem([tooDeep(name)]);
  try {
    return readDocument(name, text, amongRecords);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem([tooDeep(name)]);
    throw error;
  }
};

/** Holds Markdown documents against the rules; one that cannot be read does not keep the others from it. */
export const lintMarkdown = (root: string, { markdown, generated }: LintTargets): LintedMarkdown => {
  const documents: WrittenDocument[] = [];
  const failures: Failure[] = [];
  for (const target of markdown) {
    try {
      documents.push(read(target));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures.push({ name: target.name, issues: error.issues });
    }
  }
  const library: Library = {
    documents,
    generated,
    isThere: path => (path.startsWith('/') ? isThere('/', path) : isThere(root, path)),
  };
  const findings = markdownRules.flatMap(({ id, level, check }) =>
    check(library).map(
      (breach): MarkdownFinding => ({
        rule: id,
        level: breach.level ?? level,
        place: { file: breach.path, ...(breach.at ?? {}) },
        text: breach.text,
        hint: breach.hint,
        ...(breach.edit === undefined ? {} : { edit: breach.edit }),
      }),
    ),
  );
  return { documents, findings, failures };
};
