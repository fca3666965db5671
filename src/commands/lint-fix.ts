import { join } from 'node:path';
import { readMarkdown } from '../io/markdown-files.ts';
import { type Write, writeAll } from '../io/write-changes.ts';
import type { LintFix } from '../model/lint.ts';
import type { LintedMarkdown, MarkdownFinding } from './lint-markdown.ts';

type Mend = Required<Pick<MarkdownFinding, 'edit'>> & MarkdownFinding;

/** Edits of one text, from its end; one that reaches into another waits for the next run. */
const applied = (
  text: string,
  mends: readonly Mend[],
): { readonly text: string; readonly done: readonly Mend[] } => {
  const done: Mend[] = [];
  let [mended, limit] = [text, Number.POSITIVE_INFINITY];
  for (const mend of mends.toSorted((a, b) => b.edit.from - a.edit.from)) {
    const { from, to, text: next } = mend.edit;
    if (to > limit || (from === limit && to === from)) continue;
    mended = mended.slice(0, from) + next + mended.slice(to);
    limit = from;
    done.push(mend);
  }
  return { text: mended, done };
};

const isMend = (finding: MarkdownFinding): finding is Mend =>
  finding.edit !== undefined && finding.waived === undefined && !finding.place.file.startsWith('/');

/**
 * Mends what can be mended without losing a word, all files or none. Needs the writer's turn. What changed since it
 * was read stays as it is; so does all that lies outside of the root.
 */
export const fixMarkdown = (
  root: string,
  { documents }: LintedMarkdown,
  findings: readonly MarkdownFinding[],
): readonly LintFix[] => {
  const writes: Write[] = [];
  const fixes = documents.flatMap(({ path, text }): LintFix[] => {
    const mends = findings.filter(isMend).filter(({ place }) => place.file === path);
    if (mends.length === 0) return [];
    const standing = readMarkdown(join(root, path), path);
    const mark = standing.startsWith('\uFEFF') ? '\uFEFF' : '';
    if (standing.slice(mark.length) !== text) return [];
    const mended = applied(text, mends);
    writes.push({ path, content: mark + mended.text });
    return mended.done.toReversed().map(({ rule, edit }) => ({ file: path, rule, text: edit.says }));
  });
  writeAll(root, writes);
  return fixes;
};
