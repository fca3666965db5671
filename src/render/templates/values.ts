import type { Definition, Nodes, Root } from 'mdast';
import { fillFrontMatter } from '../front-matter.ts';

/** What a template can print. */
export type Printable = string | number | boolean;

/** Values stand as tokens in the Markdown until it was parsed: two private-use code points and an index. */
export const tokenEdges = /[\uE000\uE001]/;
const token = /\uE000(\d+)\uE001/g;

export const tokenFor = (index: number): string => `\uE000${index}\uE001`;

/**
 * Puts the values where their tokens stand in a parsed document, in place: as text, in code, in an
 * address, in front matter. Never as structure, which was decided before.
 */
export const placeValues = (tree: Root, values: readonly Printable[]): void => {
  const text = (at: string): string => inLine(values[Number(at)] ?? '');
  place(tree, values, source => source.replace(token, (_, at: string) => text(at)));
};

/** A value within a line: no space around it, line ends as spaces. */
const inLine = (value: Printable): string =>
  String(value)
    .trim()
    .replace(/(?<!\s)\s*[\r\n]\s*/g, ' ');

const place = (node: Nodes, values: readonly Printable[], fill: (source: string) => string): void => {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      node.value = fill(node.value);
      break;
    case 'code':
      node.value = fillCode(node.value, values);
      node.lang = fill(node.lang ?? '');
      break;
    case 'yaml':
      node.value = fillFrontMatter(node.value, token, values);
      break;
    case 'link':
      node.url = fill(node.url);
      break;
    case 'image':
      node.url = fill(node.url);
      node.alt = fill(node.alt ?? '');
      break;
    case 'definition':
      fillMarker(node, fill);
      break;
  }
  if ('children' in node) for (const child of node.children) place(child, values, fill);
};

/** Markers hold ids: whatever else a value has is percent-encoded. */
const fillMarker = (node: Definition, fill: (source: string) => string): void => {
  const encoded = (source: string): string => encodeURIComponent(source).replace(/[()']/g, '-');
  node.title = (node.title ?? '').replace(token, found => encoded(fill(found)));
};

/** Letter for letter; a value of many lines keeps the indentation that its token has. */
const fillCode = (source: string, values: readonly Printable[]): string =>
  source.replace(token, (_, at: string, offset: number) => {
    const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
    const value = String(values[Number(at)] ?? '')
      .replace(/\r\n?/g, '\n')
      .replace(/\n+$/, '');
    return /^[ \t]+$/.test(line) ? value.replace(/\n(?=[^\n])/g, `\n${line}`) : value;
  });
