import { describe, expect, test } from 'vitest';
import { judgeWriting } from '../../src/rules/judge.ts';

const record = (status: string, rest = 'Text.'): string =>
  `---\nstatus: ${status}\n---\n# A record\n\n${rest}\n`;
const writing = (before: string | null, after: string | null) => [
  { document: 'primary-store', path: 'docs/adr/0001-store.md', before, after },
];
const rulesOf = (before: string | null, after: string | null): readonly string[] =>
  judgeWriting(writing(before, after)).map(({ rule }) => rule);

describe('DOC-004', () => {
  test.each([
    ['a proposed record', record('proposed'), record('proposed', 'New text.')],
    ['a decided record that stays', record('accepted'), null],
    ['a decided record that would be written as it stands', record('accepted'), record('accepted')],
    ['a new record', null, record('proposed')],
  ])('passes %s', (_name, before, after) => {
    expect(rulesOf(before, after)).toEqual([]);
  });

  test.each(['accepted', 'rejected', 'deprecated', 'superseded by ADR-0007'])(
    'finds new text for a record that is %s',
    status => {
      expect(judgeWriting(writing(record(status), record('proposed')))).toMatchObject([
        {
          rule: 'DOC-004',
          level: 'error',
          about: 'document',
          at: { kind: 'decision', id: 'primary-store' },
        },
      ]);
    },
  );
});

describe('HON-003', () => {
  test.each([
    ['a new record', null, record('accepted')],
    ['a proposed record', record('proposed'), record('accepted')],
    ['a record by Nygard', null, '# 1. A record\n\n## Status\n\nAccepted\n'],
  ])('finds an accepted status for %s', (_name, before, after) => {
    expect(judgeWriting(writing(before, after))).toMatchObject([
      { rule: 'HON-003', level: 'error', about: 'document' },
    ]);
  });

  test.each([
    ['proposed', record('proposed')],
    ['draft', record('draft')],
    ['no status at all', '# A record\n'],
  ])('passes %s', (_name, after) => {
    expect(rulesOf(null, after)).toEqual([]);
  });

  test('names the system where the document has no decision', () => {
    const [finding] = judgeWriting([
      { document: '_design', path: 'docs/design/orders.md', before: null, after: record('accepted') },
    ]);
    expect(finding?.at).toEqual({ kind: 'requirement', id: 'system' });
  });
});
