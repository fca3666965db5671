import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/records/written/document.ts';
import { isTooDeep } from '../../../src/records/written/tree.ts';

const record = (text: string, path = 'docs/adr/0001-x.md') => readDocument(path, text, true).record;

describe('the status, wherever a format keeps it', () => {
  const body = '\n## Context\n\nA\n\n## Decision\n\nB\n';
  test.each([
    ['front matter', `---\nstatus: accepted\n---\n# T\n${body}`, 'accepted', '2:9'],
    [
      'front matter in quotes, with a comment',
      `---\nstatus: "accepted" # yes\n---\n# T\n${body}`,
      'accepted',
      '2:9',
    ],
    [
      'front matter before a section',
      `---\nstatus: rejected\n---\n# T\n\n## Status\n\nAccepted\n${body}`,
      'rejected',
      '2:9',
    ],
    ['a section', `# T\n\n## Status\n\nAccepted, but see below\n${body}`, 'Accepted, but see below', '5:1'],
    ['an entry', `# T\n\n* Status: accepted\n* Date: 2020-01-01\n${body}`, 'accepted', '3:3'],
    ['bold words', `# T\n\n**Status:** accepted\n${body}`, 'accepted', '3:1'],
    ['a line of several', `# T\n\nDate: 2020-01-01\nStatus: accepted\n${body}`, 'accepted', '4:1'],
    ['a row', `# T\n\n| Key | Value |\n| - | - |\n| Status | accepted |\n${body}`, 'accepted', '5:1'],
    [
      'a badge',
      `# T\n\n![s](https://img.shields.io/badge/status-accepted-green)\n${body}`,
      'accepted',
      '3:1',
    ],
    ['brackets of a template', `# T\n\n## Status\n\n[accepted]\n${body}`, '[accepted]', '5:1'],
    ['another language', `# T\n\n* Estado: aceptado\n${body}`, 'aceptado', '3:3'],
  ])('%s', (_, text, status, at) => {
    for (const one of [text, `\uFEFF${text.replaceAll('\n', '\r\n')}`]) {
      const found = record(one)?.status;
      expect([found?.text, `${found?.at.line}:${found?.at.column}`]).toEqual([status, at]);
    }
  });
  test.each([
    ['nothing', '# T\n'],
    ['an empty key', '---\nstatus:\n---\n# T\n'],
    ['a choice of the template', '---\nstatus: "{proposed | rejected}"\n---\n# T\n'],
    ['an empty section', '# T\n\n## Status\n\n## Context\n'],
    ['a word below', '# T\n\n## Context\n\nStatus: it depends\n'],
  ])('%s is no status', (_, text) => {
    expect(record(text)?.status).toBeNull();
  });
  test.each([
    ['Proposed', 'open'],
    ['Accepted, but see 4', 'accepted'],
    ['Superceded by [2. X](0002-x.md)', 'past'],
    ['deprecated', 'past'],
    ['angenommen', 'accepted'],
    ['on ice', 'unknown'],
  ])('%s is %s', (status, standing) => {
    expect(record(`# T\n\n## Status\n\n${status}\n`)?.status?.standing).toBe(standing);
  });
});

test.each([
  ['docs/adr/0012-x.md', '12'],
  ['docs/adr/ADR-007-x.md', '7'],
  ['docs/adr/0004a-x.md', '4a'],
  ['docs/adr/20240131-x.md', null],
  ['docs/adr/2024-01-31-x.md', null],
  ['docs/adr/名前.md', null],
])('%s has the number %s', (path, number) => {
  const text = '# T\n\n## Context\n\nA\n\n## Decision\n\nB\n';
  expect(record(text, path)?.number).toBe(number);
});

test.each([
  ['docs/adr/0001-x.md', 'No sections at all', true],
  ['docs/adr/notes.md', 'No sections at all', false],
  ['docs/adr/README.md', '# T\n\n## Context\n\nA\n\n## Decision\n\nB\n', false],
  ['docs/adr/0000-template.md', '# T\n\n## Context\n\nA\n\n## Decision\n\nB\n', false],
  ['docs/adr/名前.md', '# T\n\n## Context\n\nA\n\n## Decision\n\nB\n', true],
  ['docs/adr/0001-x.md', '', true],
])('%s with %j is a record: %s', (path, text, isRecord) => {
  expect(readDocument(path, text, true).record !== null).toBe(isRecord);
  if (/Decision/.test(text)) expect(readDocument(path, text, false).record !== null).toBe(isRecord);
});

test.each([
  ['"A, or B"', 'A, or B', 'it fits us'],
  ['A', 'A', 'it fits us'],
  ['**A**', 'A', 'it fits us'],
  ['[A](#a)', 'A', 'it fits us'],
])('the option chosen as %s', (written, name, reason) => {
  const { outcome } =
    record(`# T\n\n## Decision Outcome\n\nChosen option: ${written}, because it fits us.\n`) ?? {};
  expect([outcome?.chosen?.text, outcome?.reason]).toEqual([name, reason]);
});

test.each([
  ['quotations', '>'.repeat(200), true],
  ['lists on one line', `${'- '.repeat(200)}a`, true],
  ['lists below lists', `${' '.repeat(300)}- a`, true],
  ['a few of each', '> - 1. a\n>   - b\n', false],
  ['a rule, emphasis and code', `${'-'.repeat(300)}\n\n***a***\n\n${' '.repeat(300)}code\n`, false],
])('%s are nested too deeply: %#', (_, text, isDeep) => {
  expect(isTooDeep(text)).toBe(isDeep);
});
