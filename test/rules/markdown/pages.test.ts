import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { markdownRules } from '../../../src/rules/markdown/table.ts';
import { breachesOf, libraryOf } from './library.ts';

const pageOf = (id: string): string =>
  readFileSync(new URL(`../../../docs/rules/${id.toLowerCase()}.md`, import.meta.url), 'utf8');

/** The files that a section of a page shows, by their paths. */
const filesUnder = (page: string, heading: string): Readonly<Record<string, string>> => {
  const from = page.indexOf(`\n## ${heading}\n`);
  const to = heading === 'Fails' ? page.indexOf('\n## Mend\n') : undefined;
  const shown = page.slice(from, to).matchAll(/^`([^`]+)`:\n\n```markdown\n([\s\S]*?)^```/gm);
  return Object.fromEntries([...shown].map(([, path = '', text = '']) => [path, text]));
};

describe.each(markdownRules.filter(({ id }) => id.startsWith('REC-')))('$id', ({ id }) => {
  test('the example of its page fails, by this rule alone where it can', () => {
    const library = libraryOf(filesUnder(pageOf(id), 'Fails'));
    expect(library.documents.length).toBeGreaterThan(0);
    expect(breachesOf(id, library)).toHaveLength(1);
  });

  test('the mended one passes', () => {
    const library = libraryOf(filesUnder(pageOf(id), 'Mend'));
    expect(library.documents.length).toBeGreaterThan(0);
    expect(breachesOf(id, library)).toEqual([]);
  });
});

test.each(markdownRules.filter(({ id }) => !id.startsWith('REC-')))(
  'the page of $id says what it asks of Markdown',
  ({ id }) => {
    expect(pageOf(id)).toMatch(/^In Markdown, /m);
  },
);
