import type { Nodes, Root, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

/** Line and column of a text; both count from 1. */
export type Spot = { readonly line: number; readonly column: number };
/** What stands somewhere, as a reader sees it, on one line. */
export type Words = { readonly text: string; readonly at: Spot };

const reader = remark().use(remarkFrontmatter, ['yaml']).use(remarkGfm);

/** Levels of quotations and lists; the parser takes longer with the square of them. */
const deepest = 100;

const markers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/;

/** Whether a text is nested as nobody writes: found out before it is parsed. */
export const isTooDeep = (text: string): boolean =>
  text.split('\n').some(line => {
    const [begun = ''] = markers.exec(line.slice(0, 10 * deepest)) ?? [];
    return (
      (begun.match(/>|[-*+.)]/g)?.length ?? 0) > deepest ||
      (line.startsWith(' '.repeat(2 * deepest)) && /^ +(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line))
    );
  });

/** The tree of a text without byte order mark: its offsets and places are those of the text. */
export const treeOf = (text: string): Root => reader.parse(text);

export const spotOf = (node: Nodes): Spot => ({
  line: node.position?.start.line ?? 1,
  column: node.position?.start.column ?? 1,
});

const plain = (node: Nodes): string => {
  if (node.type === 'html') return ' ';
  if (node.type === 'break') return ' ';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const isBlocks = node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell';
  return node.children.map(plain).join(isBlocks && !isInline(node) ? ' ' : '');
};

const isInline = (node: Nodes): boolean =>
  ['emphasis', 'strong', 'delete', 'link', 'linkReference'].includes(node.type);

/** The text that a reader sees, on one line. */
export const textOf = (node: Nodes): string => plain(node).replace(/\s+/g, ' ').trim();

export const wordsOf = (node: Nodes): Words => ({ text: textOf(node), at: spotOf(node) });

/** A heading with the blocks up to the next one; the beginning has none. */
export type Part = {
  readonly heading: Words | null;
  /** 1 to 6; 0 for the beginning. */
  readonly depth: number;
  readonly blocks: readonly RootContent[];
};

/** A document by its headings, front matter left out. */
export const partsOf = (tree: Root): readonly Part[] => {
  const parts: { heading: Words | null; depth: number; blocks: RootContent[] }[] = [
    { heading: null, depth: 0, blocks: [] },
  ];
  for (const node of tree.children) {
    if (node.type === 'heading') parts.push({ heading: wordsOf(node), depth: node.depth, blocks: [] });
    else if (node.type !== 'yaml') parts.at(-1)?.blocks.push(node);
  }
  return parts;
};

/** Every node below one, itself first, in the order of the text. */
export const nodesBelow = function* (
  node: Nodes,
  enter: (node: Nodes) => boolean = () => true,
): Generator<Nodes> {
  if (!enter(node)) return;
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesBelow(child, enter);
};

/** First lines of the entries of lists among blocks, without the lists inside of them. */
export const entriesOf = (blocks: readonly RootContent[]): readonly Words[] =>
  blocks.flatMap(block =>
    block.type === 'list'
      ? block.children.map(item => ({
          text: textOf({ ...item, children: item.children.filter(({ type }) => type !== 'list') }),
          at: spotOf(item),
        }))
      : [],
  );
