import { describe, expect, test } from 'vitest';
import { type Candidate, readLibrary } from '../../../src/records/reading/library.ts';

const candidate = (path: string, text: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ path, text, log4brains: false, package: null, amongRecords: true },
  ...more,
});

const one = (path: string, text: string, more: Partial<Candidate> = {}) =>
  readLibrary([candidate(path, text, more)]).records[0]?.record;

const turned: readonly (readonly [string, (text: string) => string])[] = [
  ['line feeds', text => text],
  ['Windows line endings', text => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', text => `\uFEFF${text}`],
  ['both', text => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
];

describe.each(turned)('with %s', (_, turn) => {
  test('a record of adr-tools, both spellings', () => {
    const texts = {
      'doc/adr/0001-record.md':
        '# 1. Record *decisions*\n\nDate: 2016-02-12\n\n## Status\n\nSuperceded by [2. Log](0002-log.md)\n\n## Context\n\nA\n\n## Decision\n\nB\n\n## Consequences\n\nC\n',
      'doc/adr/0002-log.md':
        '# 2. Log\n\nDate: 2016-02-13\n\n## Status\n\nAccepted\n\nSupersedes [1. Record](0001-record.md)\n\nAmended by [3. More](0003-more.md)\n\n## Context\n\nA\n\n## Decision\n\nB\n',
    };
    const { records } = readLibrary(Object.entries(texts).map(([path, text]) => candidate(path, turn(text))));
    expect(records.map(({ record }) => record)).toEqual([
      {
        ...{ id: '0001-record', number: 1, title: 'Record decisions', status: 'superseded' },
        ...{ statusText: 'Superceded by [2. Log](0002-log.md)', date: '2016-02-12' },
        ...{ path: 'doc/adr/0001-record.md', format: 'nygard', deciders: [], tags: [] },
        links: [{ relation: 'superseded-by', id: '0002-log', target: '0002-log.md' }],
      },
      {
        ...{ id: '0002-log', number: 2, title: 'Log', status: 'accepted', statusText: 'Accepted' },
        ...{ date: '2016-02-13', path: 'doc/adr/0002-log.md', format: 'nygard', deciders: [], tags: [] },
        links: [
          { relation: 'supersedes', id: '0001-record', target: '0001-record.md' },
          { relation: 'amended-by', id: null, target: '0003-more.md' },
        ],
      },
    ]);
  });

  test('MADR 4, 3 and 2', () => {
    const body =
      '\n## Context and Problem Statement\n\nA\n\n## Considered Options\n\n* B\n\n## Decision Outcome\n\nChosen option: "B", because C.\n';
    const four = one(
      'docs/decisions/0005-x.md',
      turn(
        `---\nstatus: "superseded by ADR-0123"\ndate: 2024-01-31\ndecision-makers: [Ann, "Bo B"]\ntags:\n  - data\n  - 'cost'\n---\n# Use \`X\`\n${body}`,
      ),
    );
    expect(four).toMatchObject({
      ...{ format: 'madr', title: 'Use X', status: 'superseded', statusText: 'superseded by ADR-0123' },
      ...{ date: '2024-01-31', deciders: ['Ann', 'Bo B'], tags: ['data', 'cost'] },
      links: [{ relation: 'superseded-by', id: null, target: 'ADR-0123' }],
    });
    const three = one(
      'docs/decisions/0005-x.md',
      turn(`---\nstatus: accepted\ndeciders: Ann, Bo and Cy\n---\n# X\n${body}`),
    );
    expect(three).toMatchObject({
      format: 'madr',
      status: 'accepted',
      date: null,
      deciders: ['Ann', 'Bo', 'Cy'],
    });
    const two = one(
      'docs/adr/0005-x.md',
      turn(
        `# X\n\n* Status: proposed\n* Deciders: Ann, Bo\n* Date: 2020-02-29\n\nTechnical Story: #12\n${body}\n## Links\n\n* Refined by [ADR-0006](0006-y.md)\n`,
      ),
    );
    expect(two).toMatchObject({
      ...{ format: 'madr-2', status: 'proposed', date: '2020-02-29', deciders: ['Ann', 'Bo'] },
      links: [{ relation: 'amended-by', id: null, target: '0006-y.md' }],
    });
  });

  test('log4brains with packages: days first, a number that many bear', () => {
    const text = (status: string, links: string): string =>
      turn(
        `# Use X\n\n- Status: ${status}\n- Date: 31/01/2021\n- Tags: data, cost\n\n## Context and Problem Statement\n\nA\n\n## Decision Outcome\n\nB\n\n## Links\n\n${links}\n`,
      );
    const { records } = readLibrary([
      candidate('shop/adr/20210131-x.md', text('superseded by [20210131-x-2](20210131-x-2.md)', ''), {
        ...{ package: 'shop', log4brains: true },
      }),
      candidate('shop/adr/20210131-x-2.md', text('accepted', '- Supersedes [20210131-x](20210131-x.md)'), {
        ...{ package: 'shop', log4brains: true },
      }),
    ]);
    expect(records.map(({ record }) => record)).toMatchObject([
      {
        ...{ id: 'shop/20210131-x-2', number: 20210131, date: '2021-01-31', tags: ['data', 'cost'] },
        ...{ format: 'log4brains', status: 'accepted' },
        links: [{ relation: 'supersedes', id: 'shop/20210131-x' }],
      },
      {
        ...{ id: 'shop/20210131-x', status: 'superseded' },
        links: [{ relation: 'superseded-by', id: 'shop/20210131-x-2' }],
      },
    ]);
  });
});

test.each([
  [
    'front matter goes before a section',
    '---\nstatus: rejected\n---\n# T\n\n## Status\n\nAccepted\n',
    'rejected',
  ],
  ['a line', '# T\n\nStatus: Accepted\n', 'accepted'],
  ['bold label', '# T\n\n**Status**: Accepted\n', 'accepted'],
  ['a row', '# T\n\n| Status | Accepted |\n|---|---|\n', 'accepted'],
  ['a column', '# T\n\n| Date | Status |\n|---|---|\n| 2020-01-01 | Accepted |\n', 'accepted'],
  ['a badge', '# T\n\n![s](https://img.shields.io/badge/status-accepted-green)\n', 'accepted'],
  ['prose', '# T\n\n## Status\n\nAccepted, but superseded in part by 4\n', 'accepted'],
  ['brackets that were left', '# T\n\n## Status\n\n[accepted]\n', 'accepted'],
  ['struck out', '# T\n\n## Status\n\n~~Proposed~~ Accepted\n', 'accepted'],
  ['a successor below', '# T\n\n## Status\n\nAccepted\n\nSuperseded by [5](0005-x.md)\n', 'superseded'],
  ['a heading', '# T\n\n## Status: Accepted\n', 'accepted'],
  ['a history', '# T\n\n## Status\n\n- 2020-01-01: proposed\n- 2021-01-01: accepted\n', 'accepted'],
  ['German', '# T\n\n## Status\n\nErsetzt durch [5](0005-x.md)\n', 'superseded'],
  ['Chinese', '# T\n\n## 状态\n\n已接受\n', 'accepted'],
  ['Japanese', '# T\n\n## ステータス\n\n承認済み\n', 'accepted'],
  ['Russian', '# T\n\n## Статус\n\nПринято\n', 'accepted'],
  ['a comment before it', '# T\n\n## Status\n\n<!-- proposed\nor -->\n\nAccepted\n', 'accepted'],
  ['a template', '# T\n\n## Status\n\n[proposed | rejected | accepted | deprecated]\n', 'unknown'],
  [
    'a question',
    '# T\n\n## Status\n\nWhat is the status, such as proposed, accepted, rejected, deprecated?\n',
    'unknown',
  ],
  ['code', '# T\n\n```\nStatus: accepted\n```\n', 'unknown'],
  ['denied', '# T\n\n## Status\n\nNot accepted\n', 'unknown'],
  ['its own word', '# T\n\n## Status\n\nOn ice\n', 'unknown'],
  ['nothing', '', 'unknown'],
])('%s', (_, text, status) => {
  expect(one('docs/adr/0001-x.md', text)?.status).toBe(status);
});

test.each([
  ['# 12. Use X', 'Use X'],
  ['# ADR-0012: Use X', 'Use X'],
  ['# ADR 12 - Use X', 'Use X'],
  ['# [ADR-12] Use X', 'Use X'],
  ['# ADR012: Use **X** and [Y](y.md)', 'Use X and Y'],
  ['# 0012 Use X', 'Use X'],
  ['# ADR-20260320-02: Use X', 'Use X'],
  ['# 2FA for all', '2FA for all'],
  ['# 3-tier architecture', '3-tier architecture'],
  ['# 3 tiers', '3 tiers'],
  ['# 1.5 times as fast', '1.5 times as fast'],
  ['# 3.x of X', '3.x of X'],
  ['# Decision-making in groups', 'Decision-making in groups'],
  ['# Use snake_case_names', 'Use snake_case_names'],
  ['Use X\n=====', 'Use X'],
  ['---\ntitle: "ADR012: Use X"\n---\n', 'Use X'],
  ['## Use X\n\n### Status\n\nAccepted', 'Use X'],
  ['## Context\n\nA', 'use y'],
  ['', 'use y'],
])('the title of %j is %s', (text, title) => {
  expect(one('docs/adr/0012-use-y.md', `${text}\n`)?.title).toBe(title);
});

test.each([
  ['Date: 2024-01-31', '2024-01-31'],
  ['Date: 31.01.2024', '2024-01-31'],
  ['Date: 31/01/2024', '2024-01-31'],
  ['Date: January 31, 2024', '2024-01-31'],
  ['Date: 31 Jan 2024', '2024-01-31'],
  ['日付: 2024年1月31日', '2024-01-31'],
  ['Date: 2024-01-31T10:00:00Z', '2024-01-31'],
  ['Date: 01/02/2024', null],
  ['Date: 12026-01-31', null],
  ['Date: 2024-02-30', null],
  ['Date: soon', null],
  ['Status: accepted (2024-01-31)', '2024-01-31'],
  ['', null],
])('%j is of %s', (line, date) => {
  expect(one('docs/adr/0001-x.md', `# T\n\n${line}\n`)?.date).toBe(date);
});

test.each([
  ['0012-x.md', 12],
  ['ADR012-x.md', 12],
  ['adr-003-x.md', 3],
  ['0004a-x.md', 4],
  ['7-x.md', 7],
  ['20240131-x.md', 20240131],
  ['2024-01-31-x.md', 20240131],
  ['名前.md', null],
])('%s has the number %s', (name, number) => {
  const text = '# T\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n';
  expect(one(`docs/adr/${name}`, text)).toMatchObject({ number, id: name.slice(0, -3) });
});

test.each([
  ['README.md', '# T\n\n## Status\n\nAccepted\n\n## Decision\n', 'its name is that of a page beside records'],
  ['index.md', '', 'its name is that of a page beside records'],
  ['0000-adr-template.md', '# T\n', 'it is a template'],
  ['templates/0001-x.md', '# T\n', 'it stands in a folder for templates'],
  ['notes.md', '# T\n', 'it has neither a number in its name nor the sections of a record'],
  ['notes.md', '', 'it is empty, and its name has no number'],
  ['decision.md', '# {short title}\n\n## Considered Options\n\n## Decision Outcome\n', 'it is a template'],
])('%s is skipped: %#', (name, text, reason) => {
  expect(readLibrary([candidate(`docs/adr/${name}`, text)])).toEqual({
    ...{ records: [], skipped: [{ path: `docs/adr/${name}`, reason }] },
  });
});

test('a record on templates is one, and so are empty files with a number', () => {
  expect(one('docs/adr/0003-use-handlebars-templates.md', '# T\n')?.id).toBe('0003-use-handlebars-templates');
  expect(one('docs/adr/0004-x.md', '')).toMatchObject({ title: 'x', status: 'unknown', statusText: '' });
});
