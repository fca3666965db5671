import type { Nodes, PhrasingContent, Text } from 'mdast';
import { portableAddress, splitAtAddresses } from './address.ts';

declare module 'mdast' {
  interface TextData {
    /** The plain text of the paragraph, heading or cell around it. */
    block?: string;
  }
}

/** What a paragraph holds, its line ends kept; empty if nothing of it can be seen. */
export const spansOfParagraph = (children: readonly PhrasingContent[]): PhrasingContent[] =>
  topSpans(children, value => value);

/** What a heading or a cell holds: one line. */
export const lineOfSpans = (children: readonly PhrasingContent[]): PhrasingContent[] =>
  topSpans(children, oneLine);

const topSpans = (
  children: readonly PhrasingContent[],
  lines: (value: string) => string,
): PhrasingContent[] => {
  const parts = joinAlike(portableSpans(children, [])).map(node =>
    node.type === 'text'
      ? { ...node, value: lines(node.value.replace(/(?<![ \t])[ \t]*\n\s*/g, '\n')) }
      : node,
  );
  const first = parts[0];
  if (first?.type === 'text') first.value = first.value.replace(/^\n/, '');
  const last = parts.at(-1);
  if (last?.type === 'text') last.value = last.value.replace(/\n$/, '');
  const content = withAddressesAsCode(parts);
  if (!isVisible(content)) return [];
  const block = plainText(content);
  return content.map(node => withBlock(node, block));
};

/** @param within the types of the spans around these: none stands inside its like. */
const portableSpans = (nodes: readonly PhrasingContent[], within: readonly string[]): PhrasingContent[] =>
  joinTags(nodes).flatMap(node => portableSpan(node, within));

const portableSpan = (node: PhrasingContent, within: readonly string[]): PhrasingContent[] => {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: portableText(node.value) }];
    case 'break':
      return [{ type: 'text', value: '\n' }];
    case 'inlineCode': {
      const value = oneLine(portableText(node.value));
      return value.trim() === '' ? [] : [{ type: 'inlineCode', value }];
    }
    case 'emphasis':
    case 'strong':
    case 'delete':
      if (within.includes(node.type)) return portableSpans(node.children, within);
      return withContent(innerSpans(node.children, [...within, node.type]), children => ({
        type: node.type,
        children,
      }));
    case 'link': {
      const url = within.includes('link') ? undefined : portableAddress(node.url, 'link');
      if (url === undefined) return portableSpans(node.children, within);
      return withContent(innerSpans(node.children, [...within, 'link']), children => ({
        type: 'link',
        url,
        children,
      }));
    }
    case 'image': {
      const url = portableAddress(node.url, 'image');
      const alt = oneLine(portableText(node.alt ?? ''));
      return [url === undefined ? { type: 'text', value: alt } : { type: 'image', url, alt }];
    }
    case 'linkReference':
      return portableSpans(node.children, within);
    case 'imageReference':
      return [{ type: 'text', value: oneLine(portableText(node.alt ?? '')) }];
    case 'footnoteReference':
      return [{ type: 'text', value: `[^${portableText(node.label ?? node.identifier)}]` }];
    default:
      return [asText(node)];
  }
};

/** Inside emphasis and links no line ends: they would have to be encoded at its edges. */
const innerSpans = (nodes: readonly PhrasingContent[], within: readonly string[]): PhrasingContent[] => {
  const content = joinAlike(portableSpans(nodes, within)).map(node =>
    node.type === 'text' ? { ...node, value: oneLine(node.value) } : node,
  );
  if (!isVisible(content)) return [];
  return within.includes('link') ? content : withAddressesAsCode(content);
};

/** `<code>`, text, `</code>` is how code that holds `{{` was written: it is code again. */
const joinTags = (nodes: readonly PhrasingContent[]): PhrasingContent[] => {
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

/** Neighbours of one kind as one: next to each other their marks would run together. */
const joinAlike = (nodes: readonly PhrasingContent[]): PhrasingContent[] => {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    const both = last && joinTwo(last, node);
    if (both) joined[joined.length - 1] = both;
    else if (node.type !== 'text' || node.value !== '') joined.push(node);
  }
  return joined;
};

const joinTwo = (left: PhrasingContent, right: PhrasingContent): PhrasingContent | undefined => {
  if (left.type === 'text' && right.type === 'text') return { ...left, value: left.value + right.value };
  if (left.type === 'inlineCode' && right.type === 'inlineCode')
    return { ...left, value: left.value + right.value };
  if (left.type === 'emphasis' && right.type === 'emphasis')
    return { ...left, children: joinChildren(left, right) };
  if (left.type === 'strong' && right.type === 'strong')
    return { ...left, children: joinChildren(left, right) };
  if (left.type === 'delete' && right.type === 'delete')
    return { ...left, children: joinChildren(left, right) };
  return undefined;
};

type Holder = { readonly children: readonly PhrasingContent[] };

const joinChildren = (left: Holder, right: Holder): PhrasingContent[] =>
  joinAlike([...left.children, ...right.children]);

/** No reader may make a link of text, and entities do not keep them all from it; code does. */
const withAddressesAsCode = (nodes: readonly PhrasingContent[]): PhrasingContent[] =>
  joinAlike(
    nodes.flatMap((node): PhrasingContent[] => {
      if (node.type !== 'text') return [node];
      return splitAtAddresses(node.value).map((value, index) =>
        index % 2 === 1 ? { type: 'inlineCode', value } : { type: 'text', value },
      );
    }),
  );

const withBlock = (node: PhrasingContent, block: string): PhrasingContent => {
  if (node.type === 'text') return { ...node, data: { block } };
  if (!('children' in node)) return node;
  return { ...node, children: node.children.map(child => withBlock(child, block)) } as PhrasingContent;
};

const plainText = (nodes: readonly Nodes[]): string =>
  nodes
    .map(node => {
      if ('value' in node) return node.value;
      return 'children' in node ? plainText(node.children) : '';
    })
    .join('');

const isVisible = (nodes: readonly Nodes[]): boolean =>
  nodes.some(node => {
    if ('value' in node) return node.value.trim() !== '';
    return node.type === 'image' || ('children' in node && isVisible(node.children));
  });

/** Any other node as the text in it. */
export const asText = (node: Nodes): Text => ({
  type: 'text',
  value: portableText('value' in node ? node.value : plainText('children' in node ? node.children : [])),
});

/** A node around children, or none around nothing. */
export const withContent = <Child, Node>(children: Child[], node: (children: Child[]) => Node): Node[] =>
  children.length === 0 ? [] : [node(children)];

const oneLine = (value: string): string => value.replace(/(?<!\s)\s*\n\s*/g, ' ');

/** Without what no text file should hold: control characters and halves of surrogate pairs. */
export const portableText = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
