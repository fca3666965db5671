import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { planConversion, runConversion } from '../../../src/commands/convert.ts';
import { convertedText } from '../../../src/records/convert/convert.ts';
import { type KnownRecord, readLibrary } from '../../../src/records/reading/library.ts';

const library = (text: string, extra = '# 2. Later\n\n## Status\n\nAccepted\n'): readonly KnownRecord[] =>
  readLibrary(
    [
      { path: 'docs/adr/0001-first.md', text },
      { path: 'docs/adr/0002-later.md', text: extra },
    ].map(one => ({ ...one, log4brains: false, package: null, amongRecords: true })),
  ).records;

const firstOf = (text: string): KnownRecord => {
  const [first] = library(text);
  if (first === undefined) throw new Error('no record');
  return first;
};

const converted = (text: string, to: 'madr' | 'nygard'): string =>
  convertedText(firstOf(text), to, library(text));

const said = ({ record: { status, date, title, deciders, tags, links } }: KnownRecord) => ({
  ...{ status, date, title, deciders, tags },
  links: links.map(({ relation, id, partial }) => `${relation} ${id} ${partial === true}`).sort(),
});

const nygard = `# 1. Use a queue

Date: 2024-03-01

## Status

Superseded by [2. Later](0002-later.md)

## Context

We wait.

### Load

Much of it.

## Decision

We queue.

## Consequences

Less waiting.

### Costs

A broker.

## Open ends

One.
`;

describe('conversion of a record', () => {
  it('writes MADR headings to the letter', () => {
    expect(converted(nygard, 'madr')).toBe(`---
status: superseded by ADR-0002
date: 2024-03-01
---

# Use a queue

## Context and Problem Statement

We wait.

### Load

Much of it.

## Decision Outcome

We queue.

### Consequences

Less waiting.

#### Costs

A broker.

## More Information

Status, as it was written:

Superseded by [2. Later](0002-later.md)

### Open ends

One.
`);
  });

  it('writes what Nygard has, and the rest below it', () => {
    const madr =
      '---\nstatus: accepted\ndate: 2024-03-01\ndecision-makers: Ann, Bo\n---\n\n# Queue\n\n## Context and Problem Statement\n\nWe wait.\n\n## Considered Options\n\n* Queue\n* None\n\n## Decision Outcome\n\nChosen option: "Queue".\n\n### Consequences\n\n* Good, because quick\n';
    expect(converted(madr, 'nygard')).toBe(
      '---\ndecision-makers: Ann, Bo\n---\n\n# 1. Queue\n\nDate: 2024-03-01\n\n## Status\n\nAccepted\n\n## Context\n\nWe wait.\n\n## Decision\n\nChosen option: "Queue".\n\n## Consequences\n\n* Good, because quick\n\n## More Information\n\n### Considered Options\n\n* Queue\n* None\n',
    );
  });

  const sentence = fc
    .array(fc.constantFrom('alpha', 'beta', '**gamma**', 'delta', '`code`', 'größe', '数据'), {
      minLength: 2,
      maxLength: 6,
    })
    .map(words => `${words.join(' ')}.`);
  const heading = fc.constantFrom(
    ...['Context', 'Background', 'Decision Drivers', 'Considered Options', 'Alternatives', 'Decision'],
    ...[
      'Decision Outcome',
      'Rationale',
      'Consequences',
      'Positive Consequences',
      'Confirmation',
      'Notes',
      'Kontext',
    ],
    ...['Pros and Cons of the Options', 'Links', 'More Information', 'Glossary'],
  );
  /** Names that say more than those of the new format do. */
  const own = [
    'Background',
    'Alternatives',
    'Rationale',
    'Positive Consequences',
    'Notes',
    'Kontext',
    'Links',
  ];
  const section = fc.record({
    heading,
    depth: fc.constantFrom(2, 2, 3, 4),
    body: fc.array(sentence, { maxLength: 3 }),
  });
  const status = fc.constantFrom(
    ...['Accepted', 'proposed', 'Accepted, but see the notes', 'Superseded by [2. Later](0002-later.md)'],
    ...['Superseded by ADR-0002', 'Deprecated'],
  );
  const source = fc
    .record({
      status,
      form: fc.constantFrom('front', 'section', 'entry'),
      date: fc.constantFrom('2024-03-01', '2023-12-31', ''),
      sections: fc.array(section, { minLength: 1, maxLength: 7 }),
      end: fc.constantFrom('\n', '\r\n'),
    })
    .map(({ status, form, date, sections, end }) => {
      // Every sentence has a number of its own, so that none can stand for another.
      let number = 0;
      const sentences: string[] = [];
      const body = sections.map(({ heading, depth, body }) => {
        const own = body.map(text => `S${String(++number).padStart(3, '0')}x ${text}`);
        sentences.push(...own);
        return [`${'#'.repeat(depth)} ${heading}`, ...own].join('\n\n');
      });
      const dated = date === '' ? [] : [date];
      const head = {
        front: ['---', `status: ${status}`, ...dated.map(day => `date: ${day}`), '---', '', '# Use a queue'],
        section: [
          '# 1. Use a queue',
          ...dated.flatMap(day => ['', `Date: ${day}`]),
          '',
          '## Status',
          '',
          status,
        ],
        entry: [
          '# Use a queue',
          '',
          `* Status: ${status}`,
          '* Deciders: Ann, Bo',
          ...dated.map(day => `* Date: ${day}`),
        ],
      }[form as 'front'];
      const text = `${[head.join('\n'), ...body].join('\n\n')}\n`.replaceAll('\n', end);
      return { text, sentences, headings: sections.map(one => one.heading), end };
    });

  it.each(['madr', 'nygard'] as const)('loses no sentence and says the same: to %s', to => {
    fc.assert(
      fc.property(source, ({ text, sentences, headings, end }) => {
        const next = converted(text, to);
        for (const one of sentences) expect(next.split(one)).toHaveLength(2);
        for (const one of headings.filter(name => own.includes(name)))
          expect(next.split(end).filter(line => line.replace(/^#+ /, '') === one)).toHaveLength(
            headings.filter(name => name === one).length,
          );
        expect(said(firstOf(next))).toEqual(said(firstOf(text)));
        expect(next.replaceAll(end, '')).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 150 },
    );
  });
});

describe('adrgen convert', () => {
  const root = mkdtempSync(join(tmpdir(), 'adrgen-convert-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('writes only when told, keeps the mark of the file, and has nothing to do afterwards', async () => {
    mkdirSync(join(root, 'docs/adr'), { recursive: true });
    mkdirSync(join(root, '.git'));
    const file = join(root, 'docs/adr/0001-first.md');
    const before = `\uFEFF${nygard.replaceAll('\n', '\r\n')}`;
    writeFileSync(file, before);
    writeFileSync(join(root, 'docs/adr/0002-later.md'), '# 2. Later\n\n## Status\n\nAccepted\n');
    const options = { cwd: root, names: ['1'], to: 'madr' } as const;
    const [plan] = planConversion(options);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await runConversion(options);
    expect(readFileSync(file, 'utf8')).toBe(`\uFEFF${plan?.text}`);
    expect(planConversion(options)[0]?.text).toBeNull();
    expect(() => planConversion({ ...options, names: ['9'] })).toThrow('there is no record 9');
    writeFileSync(join(root, 'docs/adr/0001-other.md'), nygard);
    expect(() => planConversion(options)).toThrow('1 is the name of 2 records');
    writeFileSync(join(root, 'docs/adr/0003-open.md'), `${nygard}\n\`\`\`\ncode\n`);
    expect(() => planConversion({ ...options, names: ['3'] })).toThrow('has no end');
  });
});
