import type { MermaidBlock } from './mermaid-blocks.ts';
import { titleOfSource } from './mermaid-source.ts';

/** What takes the place of a block: the picture's address, relative to the text. */
export type PictureLink = { readonly block: MermaidBlock; readonly address: string };

const summary = '<summary>Diagram source</summary>';

const altOf = (source: string): string =>
  (titleOfSource(source) ?? 'diagram').replace(/[\\[\]`*_<>&]/g, '\\$&').replace(/\s+/g, ' ');

/** An address that Markdown takes as one, whatever the file is called. */
const escaped = (address: string): string =>
  address
    .split('/')
    .map(part => encodeURIComponent(part).replace(/[()'!*]/g, one => `%${one.charCodeAt(0).toString(16)}`))
    .join('/');

/** True for a block that an earlier run put into a details block, below the link to its picture. */
const isKept = (text: string, { start }: MermaidBlock): boolean =>
  text
    .slice(0, start)
    .replace(/[\s>]+$/, '')
    .endsWith(summary.slice(0, -1));

/**
 * A Markdown text with links to pictures in the place of its blocks. `inline` keeps each source in a details block
 * below its picture; such a block stays as it is when the text is rendered again.
 */
export const withPictureLinks = (
  text: string,
  links: readonly PictureLink[],
  { inline }: { readonly inline: boolean },
): string =>
  links
    .filter(({ block }) => !isKept(text, block))
    .toSorted((a, b) => b.block.start - a.block.start)
    .reduce((whole, { block, address }) => {
      const { start, end, indent } = block;
      const eol = whole.includes('\r\n') ? '\r\n' : '\n';
      const deeper = indent.replace(/[^\s>]/g, ' ');
      const lines = [`![${altOf(block.source)}](${escaped(address)})`];
      const kept = inline ? ['', '<details>', summary, '', null, '', '</details>'] : [];
      const all = [...lines, ...kept]
        .map((line, index) => {
          const before = index === 0 ? '' : line === '' ? deeper.trimEnd() : deeper;
          return `${before}${line ?? whole.slice(start, end)}`;
        })
        .join(eol);
      return `${whole.slice(0, start)}${all}${whole.slice(end)}`;
    }, text);
