import fc from 'fast-check';
import type { Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { emitMarkdown, markdown } from '../../src/render/markdown/markdown.ts';
import { portableTree } from '../../src/render/markdown/tree.ts';
import { hostileText, readText } from './hostile-text.ts';

const root = (...children: RootContent[]): Root => ({ type: 'root', children });
const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });
const textDocument = (value: string): Root => root(paragraph({ type: 'text', value }));
const emitText = (value: string): string => emitMarkdown(textDocument(value)).slice(0, -1);

/** What text may lose on its way: control characters, and how space stands around a line's end. */
const normal = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/^\n|\n$/g, '');

describe('text that means something to a docs site', () => {
  it.each([
    ['<50ms', '&lt;50ms'],
    ['Map<string, n>', 'Map&lt;string, n>'],
    ['A <-> B', 'A &lt;-> B'],
    ['{tenantId}', '&#x7B;tenantId}'],
    ['{{ name }}', '&#x7B;&#x7B; name }}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text as it stands in workflows
    ['${{ secrets.X }}', '$&#x7B;&#x7B; secrets.X }}'],
    ['import x from y', '&#x69;mport x from y'],
    ['a\nexport default', 'a\n&#x65;xport default'],
    ['<!-- hidden -->', '&lt;!-- hidden -->'],
    [':::note', '&#x3A;::note'],
    ['[[toc]]', '&#x5B;&#x5B;toc]]'],
    ['[ ] to do', '&#x5B; ] to do'],
    ['1. a', '1\\. a'],
    ['#hashtag', '\\#hashtag'],
    ['$x$', '&#x24;x&#x24;'],
    ['~a~', '~a&#x7E;'],
    [':smile:', '&#x3A;smile:'],
    ['&copy;', '&amp;copy;'],
    ['at https://x.com/a.', 'at `https://x.com/a`.'],
    ['ask a.b@c.de', 'ask `a.b@c.de`'],
    ['x ', 'x&#x20;'],
  ])('%j is written %j', (text, markdown) => {
    expect(emitText(text)).toBe(markdown);
  });

  it.each([
    'snake_case, I/O, e.g. R&D and AT&T',
    'costs $5 and $10',
    'a * b is 10:30 (or ~50 ms) at 99.9 %',
    'see [FR-1] and items[0]',
    'x^2 | y - z + 1 = 3 # not a heading',
    '"quoted" \'text\'! really? yes',
    'C:\\temp\\file',
  ])('%j stays as it is', text => {
    expect(emitText(text)).toBe(text);
  });
});

const span: fc.Arbitrary<PhrasingContent> = fc.letrec<{ span: PhrasingContent }>(tie => ({
  span: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    hostileText.map((value): PhrasingContent => ({ type: 'text', value })),
    hostileText.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    hostileText.map((alt): PhrasingContent => ({ type: 'image', url: './a.svg', alt })),
    hostileText.map((value): PhrasingContent => ({ type: 'html', value })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc
      .tuple(fc.constantFrom('emphasis', 'strong', 'delete'), fc.array(tie('span'), { maxLength: 3 }))
      .map(([type, children]) => ({ type, children }) as PhrasingContent),
    fc
      .tuple(fc.oneof(hostileText, fc.constant('../a.md#b')), fc.array(tie('span'), { maxLength: 3 }))
      .map(([url, children]): PhrasingContent => ({ type: 'link', url, children })),
  ),
})).span;

const spans = fc.array(span, { maxLength: 4 });

const block: fc.Arbitrary<RootContent> = fc.letrec<{ block: RootContent }>(tie => {
  const blocks = fc.array(tie('block'), { maxLength: 3 });
  return {
    block: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      spans.map((children): RootContent => ({ type: 'paragraph', children })),
      fc
        .tuple(fc.integer({ min: 1, max: 6 }), spans)
        .map(([depth, children]) => ({ type: 'heading', depth, children }) as RootContent),
      fc
        .tuple(hostileText, hostileText)
        .map(([lang, value]): RootContent => ({ type: 'code', lang, meta: null, value })),
      hostileText.map((value): RootContent => ({ type: 'html', value })),
      fc.constant<RootContent>({ type: 'thematicBreak' }),
      fc.constant<RootContent>({ type: 'definition', identifier: '//', url: '#', title: 'adrgen:lock a/b' }),
      fc.array(fc.array(spans, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }).map(
        (rows): RootContent => ({
          type: 'table',
          children: rows.map(cells => ({
            type: 'tableRow',
            children: cells.map(children => ({ type: 'tableCell', children })),
          })),
        }),
      ),
      blocks.map(children => ({ type: 'blockquote', children }) as RootContent),
      fc.tuple(fc.boolean(), fc.boolean(), fc.array(blocks, { minLength: 1, maxLength: 3 })).map(
        ([ordered, spread, items]) =>
          ({
            type: 'list',
            ordered,
            spread,
            children: items.map(children => ({ type: 'listItem', spread, children })),
          }) as RootContent,
      ),
    ),
  };
}).block;

describe('the emitter', () => {
  it('keeps text letter for letter', () => {
    fc.assert(
      fc.property(hostileText, value => {
        fc.pre(value.trim() !== '');
        const written = emitMarkdown(textDocument(value));
        const read = markdown.parse(written);
        expect(read.children.map(child => child.type)).toEqual(
          normal(value).trim() === '' ? [] : ['paragraph'],
        );
        if (read.children.length > 0) expect(readText(read)).toBe(normal(value));
      }),
      { numRuns: 1500 },
    );
  });

  it('is read back as what it was given, and written to the same bytes again', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), children => {
        const given = portableTree(root(...children));
        const written = emitMarkdown(given);
        const read = markdown.parse(written);
        expect(portableTree(read)).toEqual(given);
        expect(emitMarkdown(read)).toBe(written);
      }),
      { numRuns: 800 },
    );
  });

  it('takes no longer than its length for text that repeats', () => {
    for (const fragment of [
      'a',
      ' ',
      ' \n',
      '_',
      'a_',
      '*',
      '$a ',
      '=',
      '^',
      '+',
      '[a',
      '!',
      '#',
      ':a',
      'a@',
      'www.',
      '&a',
      '\\',
    ]) {
      // Work that grows with the square of the length would outlast the test.
      expect(emitMarkdown(textDocument(`x${fragment.repeat(50_000)}x`))).not.toBe('');
    }
  });

  it('leaves no space at the end of a line outside of code', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), children => {
        const withoutCode = portableTree(root(...children));
        const written = emitMarkdown({ ...withoutCode, children: withoutCode.children.filter(hasNoCode) });
        expect(written).not.toMatch(/[ \t\r]$/m);
        expect(written).toMatch(/^$|[^\n]\n$/);
      }),
    );
  });
});

const hasNoCode = (node: Nodes): boolean =>
  node.type !== 'code' && (!('children' in node) || node.children.every(child => hasNoCode(child)));
