import type { Definition, Image, InlineCode, Link, ListItem, Parents, Root, Text } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { escapeText, type TextPlace } from './text.ts';
import { portableTree } from './tree.ts';

/** What the serializer hands to a node's handler, as far as it is used here. */
type Around = { readonly before: string; readonly after: string };
type Serializer = {
  readonly stack: readonly string[];
  readonly bulletCurrent: string | undefined;
  enter(construct: 'link' | 'image' | 'label' | 'listItem'): () => void;
  containerPhrasing(node: Link, info: Position & Around): string;
  containerFlow(node: ListItem, info: Position): string;
  indentLines(text: string, indented: (line: string, index: number, blank: boolean) => string): string;
  createTracker(info: Position): {
    current(): Position;
    move(text: string): string;
    shift(columns: number): void;
  };
};
type Position = {
  readonly now: { readonly line: number; readonly column: number };
  readonly lineShift: number;
};

const placeOf = (stack: readonly string[], around: Around, block: string): TextPlace => ({
  before: around.before.slice(-1),
  after: around.after.slice(0, 1),
  inHeading: stack.includes('headingAtx'),
  inCell: stack.includes('tableCell'),
  inLabel: stack.includes('label'),
  atRoot: !stack.includes('listItem') && !stack.includes('blockquote'),
  inTags: false,
  block,
});

const text = (node: Text, _: Parents | undefined, state: Serializer, around: Around): string =>
  escapeText(node.value, placeOf(state.stack, around, node.data?.block ?? node.value));

/**
 * Vue fills in `{{` in code too, and VitePress reads files in at `<!-- @include: … -->` wherever it stands; in cells
 * and labels readers disagree about `|` and brackets.
 */
const needsTags = (value: string, stack: readonly string[]): boolean =>
  value.includes('{{') ||
  value.includes('<!--') ||
  (stack.includes('tableCell') && value.includes('|')) ||
  (stack.includes('label') && /[[\]]/.test(value));

const inlineCode = (node: InlineCode, _: Parents | undefined, state: Serializer): string => {
  if (needsTags(node.value, state.stack)) {
    const place = placeOf(state.stack, { before: '>', after: '<' }, node.value);
    const inner = escapeText(node.value, { ...place, inTags: true });
    return `<code>${inner}</code>`;
  }
  const runs = new Set(node.value.match(/`+/g));
  let fence = '`';
  while (runs.has(fence)) fence += '`';
  const padded = /^`|`$|^ .*[^ ].* $/s.test(node.value) ? ` ${node.value} ` : node.value;
  return fence + padded + fence;
};

const codePeek = (node: InlineCode, _: Parents | undefined, state: Serializer): string =>
  needsTags(node.value, state.stack) ? '<' : '`';

/** The address was made portable with the tree; what is left is what looks like an entity. */
const destination = (url: string): string => url.replace(/&(?=#?[0-9A-Za-z]+;)/g, '&amp;');

const link = (node: Link, _: Parents | undefined, state: Serializer, info: Position & Around): string => {
  const exits = [state.enter('link'), state.enter('label')];
  const tracker = state.createTracker(info);
  tracker.move('[');
  const label = state.containerPhrasing(node, { ...tracker.current(), before: '[', after: ']' });
  for (const exit of exits.reverse()) exit();
  return `[${label}](${destination(node.url)})`;
};

const image = (node: Image, _: Parents | undefined, state: Serializer): string => {
  const alt = node.alt ?? '';
  const place = placeOf([...state.stack, 'label'], { before: '[', after: ']' }, alt);
  return `![${escapeText(alt, place)}](${destination(node.url)})`;
};

const marker = (node: Definition): string => `[//]: # (${node.title ?? ''})`;

/**
 * One space after the bullet, as other tools expect, but four columns for what follows the first
 * paragraph: CommonMark takes up to three columns more than it needs, Python-Markdown none fewer.
 */
const listItem = (node: ListItem, parent: Parents | undefined, state: Serializer, info: Position): string => {
  const sign = state.bulletCurrent ?? '*';
  const number =
    parent?.type === 'list' && parent.ordered
      ? String((parent.start ?? 1) + parent.children.indexOf(node))
      : '';
  const bullet = `${number}${sign} `;
  const indent = node.children[0]?.type === 'paragraph' ? Math.max(4, bullet.length) : bullet.length;
  const tracker = state.createTracker(info);
  tracker.move(bullet);
  tracker.shift(indent);
  const exit = state.enter('listItem');
  const value = state.indentLines(state.containerFlow(node, tracker.current()), (line, index, blank) => {
    if (blank) return index === 0 ? bullet.trimEnd() : '';
    return (index === 0 ? bullet : ' '.repeat(indent)) + line;
  });
  exit();
  return value;
};

/** Reads the Markdown that templates produce and that this file writes. */
export const markdown = remark()
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { tableCellPadding: true, tablePipeAlign: false })
  .use({
    settings: {
      bullet: '*',
      bulletOther: '-',
      emphasis: '*',
      fences: true,
      resourceLink: true,
      rule: '-',
      handlers: {
        definition: marker,
        image,
        inlineCode: Object.assign(inlineCode, { peek: codePeek }),
        link: Object.assign(link, { peek: () => '[' }),
        listItem,
        text,
      },
    },
  })
  .freeze();

/**
 * The one way from a tree to Markdown. Every docs site shows the text letter for letter, whatever is
 * in it, and nothing in it becomes structure. Writing what was read gives the same bytes. LF, one
 * final newline.
 */
export const emitMarkdown = (tree: Root): string => markdown.stringify(portableTree(tree));
