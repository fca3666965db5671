import type { Code, Nodes } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

/** A Mermaid block of a Markdown text. Offsets count characters of the text; `end` stands behind the last one. */
export type MermaidBlock = {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** Line of the text that holds the first line of the source; counts from 1. */
  readonly line: number;
  /** What stands before the block on its first line, such as the indent of a list. */
  readonly indent: string;
};

const parser = remark().use(remarkFrontmatter).use(remarkGfm);

const codesIn = (node: Nodes): readonly Code[] => {
  if (node.type === 'code') return [node];
  return 'children' in node ? node.children.flatMap(codesIn) : [];
};

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const indentAt = (text: string, offset: number): string =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

/** The form of Azure DevOps, which Markdown itself does not know. */
const colons = /^:::[^\S\n]*mermaid[^\S\n]*\r?\n([\s\S]*?)^:::[^\S\n]*$/gm;

/** All Mermaid blocks of a Markdown text, in its order: fenced ones wherever they stand, and those between `:::`. */
export const mermaidBlocks = (text: string): readonly MermaidBlock[] => {
  const codes = codesIn(parser.parse(text));
  const spans = codes.map(
    ({ position }) => [position?.start.offset ?? 0, position?.end.offset ?? 0] as const,
  );
  const fenced = codes.flatMap((code, index): readonly MermaidBlock[] => {
    const [start = 0, end = 0] = spans[index] ?? [];
    if (!/^\{?\.?mermaid\b/i.test(code.lang ?? '')) return [];
    return [{ source: code.value, start, end, line: lineAt(text, start) + 1, indent: indentAt(text, start) }];
  });
  const between = [...text.matchAll(colons)]
    .filter(({ index }) => !spans.some(([start, end]) => index >= start && index < end))
    .map(
      ({ 0: all, 1: source = '', index }): MermaidBlock => ({
        source,
        start: index,
        end: index + all.length,
        line: lineAt(text, index) + 1,
        indent: '',
      }),
    );
  return [...fenced, ...between].sort((a, b) => a.start - b.start);
};
