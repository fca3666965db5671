import fc from 'fast-check';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { logTable } from '../../../src/render/log/table.ts';
import { sampleRecord } from '../../records/log/samples.ts';
import { hostileText, readText } from '../hostile-text.ts';

const store = sampleRecord({ path: 'docs/adr/0002-store.md', title: 'Store orders', tags: ['data'] });
const queue = sampleRecord({
  path: 'docs/adr/0010-queue.md',
  title: 'Queue',
  status: 'superseded',
  date: null,
  links: [{ relation: 'superseded-by', id: '0002-store', target: '0002-store.md' }],
});

describe('the decision log', () => {
  it('has a row a record, by number, with what is known of it', () => {
    expect(logTable([queue, store], 'docs/adr/README.md')).toBe(
      [
        '| No. | Decision | Status | Date | Tags | Links |',
        '| - | - | - | - | - | - |',
        '| 0002 | [Store orders](./0002-store.md) | accepted | 2024-05-06 | data | – |',
        '| 0010 | [Queue](./0010-queue.md) | superseded | – | – | superseded by [0002](./0002-store.md) |',
        '',
      ].join('\n'),
    );
  });

  it('leaves columns out that would be empty, and leads from where it stands', () => {
    const table = logTable([{ ...store, tags: [] }], 'README.md');
    expect(table).toContain('| No. | Decision | Status | Date |\n');
    expect(table).toContain('[Store orders](./docs/adr/0002-store.md)');
  });

  it('names the folders where there are several', () => {
    const table = logTable([store, sampleRecord({ path: 'web/adr/0001-page.md' })], 'README.md');
    expect(table).toContain('| 0001 | web/adr | [page](./web/adr/0001-page.md) |');
  });

  it('says so where there is none', () => {
    expect(logTable([], 'README.md')).toBe('No decision is recorded yet.\n');
  });

  it('shows any title and tag letter for letter', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, tag) => {
        const path = 'docs/adr/0002-a b (1)#?%.md';
        const table = logTable([{ ...store, title, path, tags: [`t${tag}`] }], 'R.md');
        const [first, ...others] = remark().use(remarkGfm).parse(table).children;
        expect(others).toEqual([]);
        if (first?.type !== 'table') throw new Error('this is no table');
        expect(first.children.map(({ children }) => children.length)).toEqual([5, 5]);
        const [, decision, , , tags] = first.children[1]?.children ?? [];
        const [link] = decision?.children ?? [];
        expect(link).toMatchObject({ type: 'link', url: './docs/adr/0002-a%20b%20%281%29%23%3F%25.md' });
        const line = (text: string): string =>
          text
            .replace(/\s+/g, ' ')
            .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
            .replace(/ +/g, ' ')
            .trim();
        if (link !== undefined) expect(line(readText(link))).toBe(line(title) || '0002-store');
        expect(tags?.children.map(readText).join('')).toBe(line(`t${tag}`));
      }),
    );
  });
});
