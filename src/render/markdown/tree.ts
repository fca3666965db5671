import type { Definition, ListItem, PhrasingContent, Root, RootContent, Table, TableCell } from 'mdast';
import { asText, lineOfSpans, portableText, spansOfParagraph, withContent } from './spans.ts';

/**
 * The same document with only what every docs site shows alike: HTML and footnotes become text,
 * addresses that may not be linked lose their link, bare addresses become code (no reader may turn
 * text into links), empty blocks go. The tree that comes in is left alone.
 */
export const portableTree = (tree: Root): Root => {
  const [first, ...rest] = tree.children;
  const blocks = portableBlocks(first?.type === 'yaml' ? rest : tree.children);
  const body = withoutFirstRules(blocks);
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
      return withContent(lineOfSpans(node.children), children => ({
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
        spread: children.some(item => item.spread),
        children,
      }));
    case 'table':
      return [portableTable(node)];
    case 'code':
      return [
        { type: 'code', lang: portableLanguage(node.lang), meta: null, value: portableText(node.value) },
      ];
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'definition':
      return isMarker(node)
        ? [{ type: 'definition', identifier: '//', url: '#', title: node.title ?? '' }]
        : [];
    case 'footnoteDefinition':
      return portableBlocks(node.children);
    case 'html':
      return paragraph([{ type: 'text', value: node.value }]);
    default:
      return 'children' in node ? paragraph(node.children as PhrasingContent[]) : paragraph([asText(node)]);
  }
};

const portableTable = (table: Table): Table => {
  const rows = table.children.map(row => row.children.map(cell => tableCell(lineOfSpans(cell.children))));
  const columns = Math.max(...rows.map(row => row.length), table.align?.length ?? 0);
  while (rows[0] && rows[0].length < columns) rows[0].push(tableCell([]));
  const align = Array.from({ length: columns }, (_, column) => table.align?.[column] ?? null);
  return { type: 'table', align, children: rows.map(children => ({ type: 'tableRow', children })) };
};

const tableCell = (children: PhrasingContent[]): TableCell => ({ type: 'tableCell', children });

const portableBlocks = (nodes: readonly RootContent[]): RootContent[] =>
  joinLists(nodes.flatMap(portableBlock));

/** Neighbouring lists of one kind as one: not every reader tells them apart. */
const joinLists = (blocks: readonly RootContent[]): RootContent[] => {
  const joined: RootContent[] = [];
  for (const node of blocks) {
    const last = joined.at(-1);
    if (node.type === 'list' && last?.type === 'list' && node.ordered === last.ordered) {
      const children = [...last.children, ...node.children];
      joined[joined.length - 1] = { ...last, spread: children.some(item => item.spread), children };
    } else joined.push(node);
  }
  return joined;
};

const portableItem = (item: ListItem): ListItem[] =>
  withContent(withoutFirstRules(portableBlocks(item.children)), children => ({
    type: 'listItem',
    // Only lists and code can follow a paragraph without a blank line.
    spread: children.slice(1).some(({ type }) => type !== 'list' && type !== 'code'),
    checked: item.checked ?? null,
    children: children as ListItem['children'],
  }));

/** A rule on the first line would open front matter; right behind a bullet it takes the bullet in. */
const withoutFirstRules = (blocks: RootContent[]): RootContent[] => {
  const start = blocks.findIndex(node => node.type !== 'thematicBreak');
  return start === -1 ? [] : blocks.slice(start);
};

/** `[//]: # (adrgen:…)`: a comment that no reader shows. */
const isMarker = (node: Definition): boolean =>
  node.identifier === '//' && node.url === '#' && /^adrgen:[^()\\\r\n<>{}&"]*$/.test(node.title ?? '');

const portableLanguage = (language: string | null | undefined): string | null =>
  /^[\w+#.-]+$/.test(language ?? '') ? (language ?? null) : null;

const paragraph = (children: readonly PhrasingContent[]): RootContent[] =>
  withContent(spansOfParagraph(children), content => ({ type: 'paragraph', children: content }));
