import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/records/written/document.ts';
import { markdownRules } from '../../../src/rules/markdown/table.ts';
import { breachesOf, inRecord, libraryOf, madr, nygard } from './library.ts';

const spots = (id: string, text: string) => inRecord(id, text).map(({ at }) => `${at?.line}:${at?.column}`);

describe.each([
  ['MADR', madr],
  ['Nygard', nygard],
  ['MADR with Windows line endings', madr.replaceAll('\n', '\r\n')],
  ['Nygard with a byte order mark', `\uFEFF${nygard}`],
])('a good record in %s', (_, text) => {
  test.each(markdownRules.map(({ id }) => id))('passes %s', id => {
    expect(inRecord(id, text)).toEqual([]);
  });
});

/** The good record with one thing changed; the change has to change something. */
const but = (from: string | RegExp, to: string, text = madr): string => {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return changed;
};

describe('OPT-001', () => {
  test('a single option is an error', () => {
    const [breach] = inRecord('OPT-001', but('* Table in the database\n', ''));
    expect(breach?.text).toContain('Queue of the cloud');
    expect(breach?.level).toBeUndefined();
    expect(spots('OPT-001', but('* Table in the database\n', ''))).toEqual(['12:1']);
  });
  test('so is the same option twice, and one that the template left', () => {
    expect(inRecord('OPT-001', but('* Table in the database', '* **queue of the cloud**'))).toHaveLength(1);
    expect(inRecord('OPT-001', but('* Table in the database', '* {title of option 2}'))).toHaveLength(1);
  });
  test('headings and rows are options as well', () => {
    const list = '* Queue of the cloud\n* Table in the database\n';
    expect(inRecord('OPT-001', but(list, '### Queue of the cloud\n\n### Table in the database\n'))).toEqual(
      [],
    );
    expect(
      inRecord('OPT-001', but(list, '| Option | Cost |\n| - | - |\n| Queue | 1 |\n| Table | 2 |\n')),
    ).toEqual([]);
  });
  test('options in prose are not counted', () => {
    const list = '* Queue of the cloud\n* Table in the database\n';
    expect(inRecord('OPT-001', but(list, 'We thought of a queue and of a table.\n'))).toEqual([]);
  });
  test('a record of Nygard that speaks of nothing else is a warning', () => {
    const alone = but(' We compared a queue with a table in the database.', '', nygard);
    expect(inRecord('OPT-001', alone)).toMatchObject([{ level: 'warning' }]);
  });
});

/** In German, with what is said of the second option beside one argument for it. */
const german = (said: string): string => `---
status: angenommen
---

# Benachrichtigungen über eine Warteschlange senden

## Kontext und Problemstellung

Die Anbieter sind mittags langsam, und der Laden darf nicht auf sie warten.

## Betrachtete Optionen

* Warteschlange des Anbieters
* Tabelle in der Datenbank

## Entscheidung

Gewählte Option: „Warteschlange des Anbieters“, weil sie die Spitze am Mittag ohne eigenen Server aufnimmt.

### Konsequenzen

* Gut, weil Bestellungen nicht mehr warten
* Schlecht, weil Nachrichten doppelt ankommen können

## Vor- und Nachteile der Optionen

### Warteschlange des Anbieters

* Gut, weil sie von selbst wächst
* Schlecht, weil sie uns an einen Anbieter bindet

### Tabelle in der Datenbank

* Gut, weil sie mit der Bestellung geschrieben wird
${said}
`;

describe('OPT-004', () => {
  test('an option without a downside, at its heading', () => {
    expect(spots('OPT-004', but('* Bad, because it polls\n', ''))).toEqual(['37:1']);
  });
  test('bad consequences are those of the chosen option', () => {
    expect(inRecord('OPT-004', but('* Bad, because it ties us to one provider\n', ''))).toEqual([]);
  });
  test.each([
    ['a list below a label', '\nCons:\n\n* it polls\n'],
    ['a list in a list', '* Disadvantages\n  * it polls\n'],
    ['a heading', '#### Drawbacks\n\n* it polls\n'],
    ['a sentence', '* However, it has to be polled\n'],
    ['a mark', '* 👎 it polls\n'],
  ])('%s says it too', (_, said) => {
    expect(inRecord('OPT-004', but('* Bad, because it polls\n', said))).toEqual([]);
  });
  test('a rating that another option beats says it too', () => {
    const rated = (mark: string): string =>
      but(
        '* Bad, because it polls\n',
        '',
        but(
          '### Queue of the cloud\n\n* Good',
          `| Criterion | Queue of the cloud | Table in the database |\n| - | - | - |\n| cost | ++ | ${mark} |\n\n### Queue of the cloud\n\n* Good`,
        ),
      );
    expect(inRecord('OPT-004', rated('+'))).toEqual([]);
    expect(inRecord('OPT-004', rated('++'))).toHaveLength(1);
  });
  test('in another language only what is certain counts', () => {
    const text = german('* Die Tabelle wird von jedem Dienst in jeder Sekunde abgefragt');
    expect(readDocument('docs/adr/0007-queue.md', text, true).english).toBe(false);
    expect(inRecord('OPT-004', text)).toEqual([]);
    for (const { id } of markdownRules) expect(inRecord(id, text)).toEqual([]);
    const [breach] = inRecord('OPT-004', german(''));
    expect(breach?.text).toContain('Tabelle in der Datenbank');
  });
});

test('DEC-002: the chosen option is one of those considered, by whatever part of its name', () => {
  expect(spots('DEC-002', but('option: "Queue of the cloud"', 'option: "Kafka"'))).toEqual(['19:1']);
  expect(inRecord('DEC-002', but('option: "Queue of the cloud"', 'option: Option 1: queue'))).toEqual([]);
  expect(inRecord('DEC-002', but('"Queue of the cloud"', '“Queue of the cloud”'))).toEqual([]);
});

describe('DEC-003', () => {
  const reason = /, because it takes.*/;
  test.each([
    ['nothing', '.'],
    ['an empty because', ', because.'],
    ['what the template says', ', because {justification. e.g., only option which meets k.o. criterion}.'],
  ])('%s is no reason', (_, said) => {
    expect(spots('DEC-003', but(reason, said))).toEqual(['19:1']);
  });
  test.each([
    ['weil es mittags reicht', ', weil es mittags reicht.'],
    ['a list below', '.\n\n* It takes the peak of noon'],
    ['other scripts', '，因为它能承受中午的高峰'],
  ])('%s is one', (_, said) => {
    expect(inRecord('DEC-003', but(reason, said))).toEqual([]);
  });
  test('a section that decides nothing', () => {
    const [breach] = inRecord('DEC-003', but(/## Decision\n\n.*\n/, '## Decision\n', nygard));
    expect(breach?.text).toBe('The record decides nothing.');
  });
  test('a decision of Nygard with neither context nor reason', () => {
    const bare = but(
      /## Context\n\n.*\n\n/,
      '',
      but(', because the table would have to be polled', '', nygard),
    );
    expect(inRecord('DEC-003', bare)).toHaveLength(1);
  });
});

test('DEC-005: no bad consequence, or none at all', () => {
  const without = but(/\* Bad, because messages.*\n/, '');
  // What speaks against the chosen option is what its choice costs.
  expect(inRecord('DEC-005', without)).toEqual([]);
  expect(spots('DEC-005', but('* Bad, because it ties us to one provider\n', '', without))).toEqual(['21:1']);
  expect(spots('DEC-005', but(/Orders no longer.*/, 'All are happy.', nygard))).toEqual(['17:1']);
  expect(spots('DEC-005', but(/## Consequences[\s\S]*/, '', nygard))).toEqual(['13:1']);
});

test('DEC-006: no confirmation, in a section or in a sentence', () => {
  const without = but(/### Confirmation[\s\S]*?(?=## Pros)/, '');
  expect(spots('DEC-006', without)).toEqual(['17:1']);
  expect(
    inRecord('DEC-006', but('must not wait', 'must not wait, as our monitoring shows,', without)),
  ).toEqual([]);
});

test('HON-002: praise, where it stands; not in code, quotations, headings or names of links', () => {
  const praised = but('it takes the noon', 'it is the most popular choice and takes the noon');
  expect(spots('HON-002', praised)).toEqual(['19:56']);
  const quoted = but(
    'must not wait for them.',
    'must not wait for them at best. `best`\n\n> It is the best.\n\n[The best queues](https://example.org)',
  );
  expect(inRecord('HON-002', quoted)).toEqual([]);
});

describe('what is judged', () => {
  const bad = but(/, because it takes.*/, '.');
  test('history is not', () => {
    expect(inRecord('DEC-003', bad)).toHaveLength(1);
    expect(inRecord('DEC-003', but('status: proposed', 'status: rejected', bad))).toEqual([]);
    expect(inRecord('DEC-003', but('status: proposed', 'status: superseded by ADR-0009', bad))).toEqual([]);
  });
  test('what stands as adrgen wrote it was judged before', () => {
    const path = 'docs/adr/0007-queue.md';
    expect(breachesOf('DEC-003', libraryOf({ [path]: bad }, [path]))).toEqual([]);
    expect(
      breachesOf('REC-001', libraryOf({ [path]: bad.replace(/^---[\s\S]*?---\n/, '') }, [path])),
    ).toHaveLength(1);
  });
});

/** The text after the one edit that a rule offers. */
const mended = (id: string, texts: Readonly<Record<string, string>>): string | undefined => {
  const [breach] = breachesOf(id, libraryOf(texts));
  const text = texts[breach?.path ?? '']?.replace(/^\uFEFF/, '');
  if (breach?.edit === undefined || text === undefined) return undefined;
  const { from, to, text: next } = breach.edit;
  return text.slice(0, from) + next + text.slice(to);
};

describe('edits', () => {
  const path = 'docs/adr/0007-queue.md';
  test.each([
    ['an empty front matter key', madr.replace('status: proposed\n', '')],
    ['no front matter', madr.replace(/^---[\s\S]*?---\n\n/, '')],
    ['Nygard', nygard.replace('## Status\n\nAccepted\n\n', '')],
  ])('a missing status becomes proposed: %s', (_, text) => {
    for (const one of [text, text.replaceAll('\n', '\r\n')]) {
      const after = mended('REC-001', { [path]: one }) ?? '';
      expect(readDocument(path, after, true).record?.status?.standing).toBe('open');
      expect(after.includes('\r\n')).toBe(one.includes('\r\n'));
      expect(/(?<!\r)\n/.test(after)).toBe(!one.includes('\r\n'));
      expect(inRecord('REC-001', after)).toEqual([]);
    }
  });
  test('a status that the template left is no gap to write into', () => {
    expect(
      mended('REC-001', { [path]: madr.replace('proposed', '{proposed | rejected | accepted}') }),
    ).toBeUndefined();
  });
  test('a link to a record that was renamed', () => {
    const text = but('must not wait', 'must not ([see](0003-old%20name.md#why)) wait');
    const other = { 'docs/adr/0003-new-name.md': nygard };
    const after = mended('REC-003', { [path]: text, ...other });
    expect(after).toContain('[see](0003-new-name.md#why)');
    expect(mended('REC-003', { [path]: text, ...other, 'docs/adr/0003-newer.md': nygard })).toBeUndefined();
    expect(mended('REC-003', { [path]: but('proposed', 'accepted', text), ...other })).toBeUndefined();
  });
  test('a decided record keeps its form', () => {
    const open = but('status: proposed', 'status: "proposed"').trimEnd();
    expect(inRecord('REC-006', open).map(({ edit }) => edit?.text)).toEqual(['proposed', '\n']);
    const decided = but('proposed', 'accepted', open);
    expect(inRecord('REC-006', decided).map(({ edit }) => edit)).toEqual([undefined, undefined]);
  });
});

test('REC-003 looks at links of every document, relative ones only', () => {
  const library = libraryOf({
    'docs/adr/README.md': [
      '[a](0007-queue.md) [b](./gone.md) ![c](../there.png) ![d](../gone.png "t")',
      '[e](https://example.org/x.md) [f](/x.md) [g](#x) [h](mailto:a@b.c) [i](../../../outside.md)',
      '`[j](gone.md)` [k](0007-queue) [l][m]',
      '',
      '[m]: <gone too.md>',
    ].join('\n'),
    'docs/adr/0007-queue.md': madr,
  });
  const found = breachesOf('REC-003', library).map(({ text, at }) => `${at?.line}:${at?.column} ${text}`);
  expect(found).toEqual([
    '1:20 The link leads to docs/adr/gone.md, and nothing is there.',
    '1:54 The picture leads to docs/gone.png, and nothing is there.',
    '5:1 The link leads to docs/adr/gone too.md, and nothing is there.',
  ]);
});

test('REC-002: numbers of one folder; letters make another number, dates are none', () => {
  const names = ['0004-a.md', '4-b.md', '0004a-c.md', '20240131-d.md', '20240131-e.md', 'sub/0004-f.md'];
  const library = libraryOf(Object.fromEntries(names.map(name => [`docs/adr/${name}`, madr])));
  expect(breachesOf('REC-002', library).map(({ path }) => path)).toEqual(['docs/adr/4-b.md']);
});

test('any text is judged, the same each time, and places lie in it', () => {
  const words = fc.constantFrom(
    '# T',
    '## Decision Outcome',
    '## Status',
    '---',
    'status: "x',
    '* Bad, because',
    'Chosen option: "',
    '![a](b',
    '| a |',
    '| - |',
    '```',
    '\r\n',
    '\uFEFF',
    '\u0000',
    '> ',
    '[x]: <',
    '## Considered Options',
    '* {',
    '🙂',
    'Status: [',
    '&#x0;',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n', ' '),
      (parts, end) => {
        const text = parts.join(end);
        const library = libraryOf({ 'docs/adr/0001-x.md': text });
        const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).length;
        for (const rule of markdownRules) {
          const found = rule.check(library);
          expect(rule.check(library)).toEqual(found);
          for (const { at, edit } of found) {
            expect((at?.line ?? 1) <= lines && (at?.column ?? 1) >= 1).toBe(true);
            if (edit !== undefined)
              expect(0 <= edit.from && edit.from <= edit.to && edit.to <= text.length).toBe(true);
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});

describe('records of several parts, and names in other words', () => {
  const decided = (text: string): string =>
    nygard.replace(/## Decision\n[\s\S]*?## Consequences/, `## Decision\n\n${text}\n\n## Consequences`);

  test('a decision below headings of its own is one', () => {
    expect(inRecord('DEC-003', decided('### Store\n\nWe take PostgreSQL, because it is there.'))).toEqual([]);
    expect(inRecord('DEC-003', decided('### Store'))).toHaveLength(1);
  });

  test.each([
    ['Option 2', 0],
    ['Option 3', 1],
    ['The queue that the cloud offers', 0],
    ['A spreadsheet', 1],
  ])('%s is found among the options, or not', (name, many) => {
    const record = madr.replace('Chosen option: "Queue of the cloud"', `Chosen option: "${name}"`);
    expect(inRecord('DEC-002', record)).toHaveLength(many);
  });
});

describe('records beside each other', () => {
  const older = (status: string): string => nygard.replace('Accepted', status);
  const newer = nygard
    .replace('# 7. Send', '# 9. Stream')
    .replace('Accepted', 'Accepted\n\nSupercedes [7. Queue](0007-queue.md)');
  const found = (status: string) =>
    breachesOf(
      'REC-008',
      libraryOf({ 'docs/adr/0007-queue.md': older(status), 'docs/adr/0009-stream.md': newer }),
    );

  test('a link that changes the other stands on both ends', () => {
    expect(found('Accepted')).toMatchObject([{ path: 'docs/adr/0007-queue.md', at: { line: 7 } }]);
  });

  test.each(['Superceded by [9. Stream](0009-stream.md)', 'Superseded by ADR-9', 'Superseded by ADR 0009'])(
    'is named by "%s"',
    status => {
      expect(found(status)).toEqual([]);
    },
  );

  test.each(['2024-02-29', '31/12/2020', '12/31/2020', 'yesterday', '2020-01-01 (draft 99-99)'])(
    'the date %s can be',
    date => {
      expect(inRecord('REC-010', nygard.replace('2026-11-22', date))).toEqual([]);
    },
  );

  test.each(['2023-02-29', '12026-01-01', '2024-13-01', '31/31/2020', '1024-01-01'])(
    'the date %s cannot be',
    date => {
      expect(inRecord('REC-010', nygard.replace('2026-11-22', date))).toMatchObject([{ at: { line: 3 } }]);
    },
  );

  const log = (rows: string): string => `# Log\n\n<!-- adrgen:index -->\n${rows}\n<!-- /adrgen:index -->\n`;

  test('a stale log is made anew by its edit, byte for byte as the command writes it', () => {
    const text = log('old');
    const texts = { 'docs/adr/0007-queue.md': nygard, 'docs/adr/README.md': text };
    const [breach] = breachesOf('REC-011', libraryOf(texts));
    if (breach?.edit === undefined) throw new Error('no edit');
    const { from, to, text: next } = breach.edit;
    const mended = text.slice(0, from) + next + text.slice(to);
    expect(mended).toContain(
      '| 0007 | [Send notifications through a queue](./0007-queue.md) | accepted | 2026-11-22 |',
    );
    expect(breachesOf('REC-011', libraryOf({ ...texts, 'docs/adr/README.md': mended }))).toEqual([]);
  });

  test('of a log whose records were not all looked at nothing is said', () => {
    const texts = { 'docs/adr/0007-queue.md': nygard, 'docs/adr/README.md': log('[x](0008-x.md)') };
    const library = libraryOf(texts);
    const partly = {
      ...library,
      isThere: (path: string) => path === 'docs/adr/0008-x.md' || library.isThere(path),
    };
    expect(breachesOf('REC-011', partly)).toEqual([]);
  });
});
