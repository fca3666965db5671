import type { Definition, ListItem, Nodes, Paragraph, PhrasingContent, Root, RootContent, Text } from 'mdast';
import { portableAddress, splitAtAddresses } from './markdown-address.ts';

declare module 'mdast' {
  interface TextData {
    /** The plain text of the paragraph, heading or cell around it. */
    block?: string;
  }
}

/**
 * The same document with only what every docs site shows alike: HTML and footnotes become text,
 * addresses that may not be linked lose their link, bare addresses become code (no reader may turn
 * text into links), empty blocks go. The tree that comes in is left alone.
 */
export const portableTree = (tree: Root): Root => {
  const [first, ...rest] = tree.children;
  const blocks = (first?.type === 'yaml' ? rest : tree.children).flatMap(node => portableBlock(node));
  // A rule on the first line would open front matter.
  const start = blocks.findIndex(node => node.type !== 'thematicBreak');
  const body = start === -1 ? [] : blocks.slice(start);
  return {
    type: 'root',
    children: first?.type === 'yaml' ? [{ type: 'yaml', value: first.value }, ...body] : body,
  };
};

const portableBlock = (node: RootContent): RootContent[] => {
  switch (node.type) {
    case 'paragraph':
      return paragraph(node.children);
    case 'heading':
      return withContent(phrasingLine(node.children), children => ({
        type: 'heading',
        depth: node.depth,
        children,
      }));
    case 'blockquote':
      return withContent(
        portableBlocks(node.children),
        children => ({ type: 'blockquote', children }) as RootContent,
      );
    case 'list':
      return withContent(node.children.flatMap(portableItem), children => ({
        type: 'list',
        ordered: node.ordered ?? false,
        start: node.ordered ? (node.start ?? 1) : null,
        spread: node.spread ?? false,
        children,
      }));
    case 'table':
      return [
        {
          type: 'table',
          align: [...(node.align ?? [])],
          children: node.children.map(row => ({
            type: 'tableRow' as const,
            children: row.children.map(cell => ({
              type: 'tableCell' as const,
              children: phrasingLine(cell.children),
            })),
          })),
        },
      ];
    case 'code':
      return [
        { type: 'code', lang: portableLanguage(node.lang), meta: null, value: portableText(node.value) },
      ];
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'definition':
      return isMarker(node) ? [{ ...node }] : [];
    case 'footnoteDefinition':
      return portableBlocks(node.children);
    case 'html':
      return paragraph([{ type: 'text', value: node.value }]);
    default:
      return 'children' in node ? paragraph(node.children as PhrasingContent[]) : paragraph([asText(node)]);
  }
};

const portableBlocks = (nodes: readonly RootContent[]): RootContent[] => nodes.flatMap(portableBlock);

const portableItem = (item: ListItem): ListItem[] =>
  withContent(portableBlocks(item.children), children => ({
    type: 'listItem',
    spread: item.spread ?? false,
    checked: item.checked ?? null,
    children: children as ListItem['children'],
  }));

const withContent = <Child, Node>(children: Child[], node: (children: Child[]) => Node): Node[] =>
  children.length === 0 ? [] : [node(children)];

/** `[//]: # (adrgen:…)`: a comment that no reader shows. */
export const isMarker = (node: Definition): boolean =>
  node.identifier === '//' && node.url === '#' && /^adrgen:[^()\\\r\n<>{}&"]*$/.test(node.title ?? '');

const portableLanguage = (language: string | null | undefined): string | null =>
  /^[\w+#.-]+$/.test(language ?? '') ? (language ?? null) : null;

const paragraph = (children: readonly PhrasingContent[]): Paragraph[] =>
  withContent(phrasing(children), content => ({ type: 'paragraph', children: content }));

/** Phrasing on one line, for headings and cells. */
const phrasingLine = (children: readonly PhrasingContent[]): PhrasingContent[] =>
  phrasing(children, value => value.replace(/\s*\n\s*/g, ' '));

const phrasing = (
  children: readonly PhrasingContent[],
  lines: (value: string) => string = value => value,
): PhrasingContent[] => {
  const parts = joinTexts(portablePhrasing(children, false)).map(node =>
    node.type === 'text' ? { ...node, value: lines(node.value.replace(/[ \t]*\n\s*/g, '\n')) } : node,
  );
  const first = parts[0];
  if (first?.type === 'text') first.value = first.value.replace(/^\n/, '');
  const last = parts.at(-1);
  if (last?.type === 'text') last.value = last.value.replace(/\n$/, '');
  const content = parts.flatMap(node => (node.type === 'text' ? codeForAddresses(node.value) : [node]));
  const block = plainText(content);
  if (block.trim() === '' && !content.some(holdsImage)) return [];
  return content.map(node => withBlock(node, block));
};

const portablePhrasing = (nodes: readonly PhrasingContent[], inLink: boolean): PhrasingContent[] =>
  joinCode(nodes).flatMap(node => portableSpan(node, inLink));

const portableSpan = (node: PhrasingContent, inLink: boolean): PhrasingContent[] => {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: portableText(node.value) }];
    case 'break':
      return [{ type: 'text', value: '\n' }];
    case 'inlineCode':
      return node.value.trim() === ''
        ? []
        : [{ type: 'inlineCode', value: oneLine(portableText(node.value)) }];
    case 'emphasis':
    case 'strong':
    case 'delete':
      return withContent(spanContent(node.children, inLink), children => ({ type: node.type, children }));
    case 'link': {
      const url = inLink ? undefined : portableAddress(node.url, 'link');
      if (url === undefined) return portablePhrasing(node.children, inLink);
      return withContent(spanContent(node.children, true), children => ({ type: 'link', url, children }));
    }
    case 'image': {
      const url = portableAddress(node.url, 'image');
      const alt = oneLine(portableText(node.alt ?? ''));
      return [url === undefined ? { type: 'text', value: alt } : { type: 'image', url, alt }];
    }
    case 'linkReference':
      return portablePhrasing(node.children, inLink);
    case 'imageReference':
      return [{ type: 'text', value: oneLine(portableText(node.alt ?? '')) }];
    case 'footnoteReference':
      return [{ type: 'text', value: `[^${portableText(node.label ?? node.identifier)}]` }];
    default:
      return [asText(node)];
  }
};

/** Inside emphasis and links no line ends: they would have to be encoded at its edges. */
const spanContent = (nodes: readonly PhrasingContent[], inLink: boolean): PhrasingContent[] => {
  const content = joinTexts(portablePhrasing(nodes, inLink)).flatMap(node => {
    if (node.type !== 'text') return [node];
    const value = oneLine(node.value);
    return inLink ? [{ ...node, value }] : codeForAddresses(value);
  });
  return plainText(content).trim() === '' && !content.some(holdsImage) ? [] : content;
};

const asText = (node: Nodes): Text => ({
  type: 'text',
  value: portableText('value' in node ? node.value : plainText('children' in node ? node.children : [])),
});

/** `<code>`, text, `</code>` is how code that holds `{{` was written: it is code again. */
const joinCode = (nodes: readonly PhrasingContent[]): PhrasingContent[] => {
  const joined: PhrasingContent[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node) continue;
    const end = isTag(node, '<code>')
      ? nodes.findIndex((other, at) => at > index && isTag(other, '</code>'))
      : -1;
    if (end === -1) joined.push(node);
    else {
      joined.push({ type: 'inlineCode', value: plainText(nodes.slice(index + 1, end)) });
      index = end;
    }
  }
  return joined;
};

const isTag = (node: PhrasingContent, tag: string): boolean => node.type === 'html' && node.value === tag;

const joinTexts = (nodes: readonly PhrasingContent[]): PhrasingContent[] => {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else if (node.type !== 'text') joined.push(node);
    else if (node.value !== '') joined.push({ ...node });
  }
  return joined;
};

const codeForAddresses = (text: string): PhrasingContent[] =>
  splitAtAddresses(text).flatMap((value, index): PhrasingContent[] => {
    if (value === '') return [];
    return [index % 2 === 1 ? { type: 'inlineCode', value } : { type: 'text', value }];
  });

const withBlock = (node: PhrasingContent, block: string): PhrasingContent => {
  if (node.type === 'text') return { ...node, data: { block } };
  if (!('children' in node)) return node;
  return { ...node, children: node.children.map(child => withBlock(child, block)) } as PhrasingContent;
};

/** Text as people read it; code between backticks, pictures left out. */
const plainText = (nodes: readonly Nodes[]): string =>
  nodes
    .map(node => {
      if (node.type === 'image') return '';
      if ('value' in node) return node.value;
      return 'children' in node ? plainText(node.children) : '';
    })
    .join('');

const holdsImage = (node: Nodes): boolean =>
  node.type === 'image' || ('children' in node && node.children.some(holdsImage));

const oneLine = (value: string): string => value.replace(/\s*\n\s*/g, ' ');

/** Without what no text file should hold: control characters and halves of surrogate pairs. */
const portableText = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
