import type { Nodes, Paragraph, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

/** A sentence of a record, and the heading under which it stands. */
export type Sentence = { readonly text: string; readonly under: string };

/** What only introduces a list. */
const label = /^[^.?!]*:$/u;

/** Text of a node; code keeps its ticks, so that ids can be told from words. */
const textOf = (node: Nodes): string => {
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'image') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
};

const citesByLink = (node: Nodes): boolean =>
  (node.type === 'link' && /^(?:https?:|#more-information$)/u.test(node.url)) ||
  ('children' in node && node.children.some(citesByLink));

/** A link that stands alone says where to read on. */
const isBareLink = ({ children }: Paragraph): boolean => children.every(({ type }) => type === 'link');

/** Who wrote the record and from what, and a list of other records: asked for, and no statement about the system. */
const isImprint = (text: string): boolean => /^(?:Drafted by adrgen|Leaned on by) /u.test(text);

const parser = remark().use(remarkFrontmatter).use(remarkGfm);

/** Paragraphs, those of list items included; headings, tables, code and front matter are no prose. */
const paragraphsIn = (nodes: readonly RootContent[]): Paragraph[] =>
  nodes.flatMap(node => {
    if (node.type === 'paragraph') return [node];
    return node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
      ? paragraphsIn(node.children)
      : [];
  });

const split = (text: string): string[] => text.split(/(?<=[.?!])\s+(?=[\p{Lu}"“`])/u);

/**
 * The sentences of a record that must speak for themselves. Left out: what cites a source by link (unless
 * `withCited`), labels, and whatever `isLabel` names, such as the bare name of an option.
 */
export const sentencesOf = (
  markdown: string,
  isLabel: (text: string) => boolean = () => false,
  withCited = false,
): readonly Sentence[] => {
  let under = '';
  return parser.parse(markdown).children.flatMap(node => {
    if (node.type === 'heading') under = textOf(node);
    return paragraphsIn([node])
      .filter(paragraph => withCited || !citesByLink(paragraph))
      .filter(paragraph => !isBareLink(paragraph) && !isImprint(textOf(paragraph)))
      .flatMap(paragraph => split(textOf(paragraph).trim()))
      .map(text => text.trim())
      .filter(text => text !== '' && !label.test(text) && !isLabel(text))
      .map(text => ({ text, under }));
  });
};
