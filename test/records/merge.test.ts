import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText } from '../../src/records/merge.ts';
import { proposalText } from '../../src/records/proposals.ts';
import { linesOf, sectionsOf } from '../../src/records/sections.ts';

const record = `---
status: proposed
date: 2026-01-01
---

# Store: PostgreSQL

## Context

Where does the state lie?

## Options

### PostgreSQL

* Good, because known

### SQLite

* Good, because small

## Outcome

PostgreSQL.
`;

const edit = (from: string, to: string, text = record): string => {
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
};

describe('sections', () => {
  const names = (text: string): string[] => sectionsOf(text).map(({ name }) => name);

  test('front matter, title and headings; fenced code has none', () => {
    expect(names(record)).toEqual([
      ...['front matter', 'title', 'Context', 'Options', 'PostgreSQL', 'SQLite', 'Outcome'],
    ]);
    expect(names('## A\n\n````md\n## no\n```\n## no\n````\n\n~~~\n# no\n')).toEqual(['A']);
    expect(names('---\nno end\n## A\n')).toEqual(['beginning', 'A']);
    expect(names('#no\n\n## A ##\r\n')).toEqual(['beginning', 'A']);
  });

  test('keys tell apart what is called alike, and do not hang on the title', () => {
    const keys = sectionsOf(`${record}\n## Context\n`).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const other = sectionsOf(edit('# Store: PostgreSQL', '# Store: SQLite'));
    expect(other.map(({ key }) => key)).toEqual(sectionsOf(record).map(({ key }) => key));
  });

  test('joined, they are the text', () => {
    const line = fc.constantFrom('# A', '## A', '## B', '### C', '```', '~~~~', '---', 'x', '', ' ', '\r');
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, ended) => {
        const text = lines.join('\n') + (ended ? '\n' : '');
        expect(sectionsOf(text).reduce((all, { body, gap }) => all + body + gap, '')).toBe(text);
        expect(linesOf(text).join('')).toBe(text);
      }),
    );
  });
});

describe('the table of the human edits', () => {
  test('edited, and nothing new: kept', () => {
    const mine = edit('because known', 'because we know it');
    expect(mergeText(record, mine, record)).toEqual({ text: mine, edited: ['PostgreSQL'], conflicts: [] });
  });

  test('edited here, changed there: both', () => {
    const mine = edit('because known', 'because we know it');
    const next = edit('PostgreSQL.\n', 'PostgreSQL with a standby.\n');
    const { text, edited, conflicts } = mergeText(record, mine, next);
    expect(text).toBe(edit('because known', 'because we know it', next));
    expect([edited, conflicts]).toEqual([['PostgreSQL'], []]);
  });

  test('one section, other lines: both', () => {
    const long = edit('* Good, because small', '* Good, one\n* Good, two\n* Good, three\n* Good, four');
    const { text, conflicts } = mergeText(
      long,
      edit('two', 'two of ours', edit('status: proposed', 'status: proposed\ndeciders: Ann', long)),
      edit('four', 'four anew', long),
    );
    expect(conflicts).toEqual([]);
    for (const words of ['two of ours', 'four anew', 'deciders: Ann']) expect(text).toContain(words);
  });

  test('the same line: the person’s words stay, the proposal is told', () => {
    const mine = edit('PostgreSQL.\n', 'PostgreSQL, after a long talk.\n');
    const { text, conflicts } = mergeText(record, mine, edit('PostgreSQL.\n', 'SQLite.\n'));
    expect(text).toBe(mine);
    expect(conflicts).toEqual([
      { name: 'Outcome', heading: '## Outcome', proposal: '## Outcome\n\nSQLite.\n' },
    ]);
  });

  test('both say the same: once', () => {
    const same = edit('PostgreSQL.\n', 'PostgreSQL with a standby.\n');
    const mine = edit('because known', 'because we know it', same);
    expect(mergeText(record, mine, same).text).toBe(mine);
  });

  test('a section that a person added stands where it stood, behind new ones of its neighbour', () => {
    const mine = edit('## Outcome', '## Notes\n\nOurs.\n\n## Outcome');
    const next = edit('## Outcome', '### MySQL\n\n* Good, because common\n\n## Outcome');
    const { text } = mergeText(record, mine, next);
    expect(text).toBe(
      edit('## Outcome', '### MySQL\n\n* Good, because common\n\n## Notes\n\nOurs.\n\n## Outcome'),
    );
  });

  test('a section that a person took away stays away while nothing is new in it, and is a conflict when there is', () => {
    const gone = '### SQLite\n\n* Good, because small\n\n';
    const mine = edit(gone, '');
    expect(mergeText(record, mine, edit('PostgreSQL.\n', 'Both.\n')).text).not.toContain('SQLite');
    const { text, conflicts } = mergeText(record, mine, edit('small', 'tiny'));
    expect(text).toBe(mine);
    expect(conflicts.map(({ name }) => name)).toEqual(['SQLite']);
  });

  test('a section that the requirements no longer call for goes, unless somebody edited it', () => {
    const gone = '### SQLite\n\n* Good, because small\n\n';
    const elsewhere = edit('because known', 'because we know it');
    expect(mergeText(record, elsewhere, edit(gone, '')).text).toBe(edit(gone, '', elsewhere));
    const mine = edit('because small', 'because we like it');
    const { text, conflicts } = mergeText(record, mine, edit(gone, ''));
    expect(text).toContain('we like it');
    expect(conflicts).toMatchObject([{ name: 'SQLite', proposal: null }]);
  });

  test('a text without a line end at its end does not run into what follows', () => {
    const mine = `${record.trimEnd()} Ours.`;
    const { text } = mergeText(record, mine, `${record}\n## More\n\nNew.\n`);
    expect(text).toContain('PostgreSQL. Ours.\n\n## More\n');
  });
});

const words = fc.constantFrom('a', 'b', 'c', '', '* d', '```');
const headings = fc.constantFrom('## A', '## B', '### C', '### D', '## E');
const texts = fc
  .array(fc.tuple(headings, fc.array(words, { maxLength: 4 })), { maxLength: 5 })
  .map(all => `${['# T', ...all.flatMap(([heading, lines]) => ['', heading, '', ...lines])].join('\n')}\n`);

/** A version with lines of its own in it. */
const editedFrom = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(40), fc.constantFrom('keep', 'drop', '## Mine', 'mine 1', 'mine 2')), {
      maxLength: 5,
    })
    .map(edits => {
      const lines = text.split('\n');
      for (const [at, what] of edits) {
        const place = at % lines.length;
        if (what === 'drop') lines.splice(place, 1);
        else if (what !== 'keep') lines.splice(place, 0, what);
      }
      return lines.join('\n');
    });

const counted = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
};

describe('for any three versions', () => {
  const versions = fc
    .tuple(texts, texts)
    .chain(([base, next]) => fc.tuple(fc.constant(base), editedFrom(base), fc.constant(next)));

  test('no line that a person wrote is lost', () => {
    fc.assert(
      fc.property(versions, ([base, current, next]) => {
        const [before, after] = [counted(base), counted(mergeText(base, current, next).text)];
        for (const [line, count] of counted(current)) {
          if (line.trim() === '') continue;
          expect(after.get(line) ?? 0).toBeGreaterThanOrEqual(count - (before.get(line) ?? 0));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('unedited is as generated; unchanged is as edited; both the same is once; merging again changes nothing', () => {
    fc.assert(
      fc.property(versions, ([base, current, next]) => {
        expect(mergeText(base, base, next).text).toBe(next);
        expect(mergeText(base, current, base).text).toBe(current);
        expect(mergeText(base, next, next).text).toBe(next);
        const { text } = mergeText(base, current, next);
        expect(mergeText(next, text, next).text).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the proposal', () => {
  const conflict = { name: 'Outcome', heading: '## Outcome', proposal: '## Outcome\n\nSQLite.\n' };

  test('says what would stand there; an earlier one stays until somebody deletes it', () => {
    expect(proposalText(null, [])).toBeNull();
    const first = proposalText(null, [conflict]) ?? '';
    expect(first).toMatch(/^<!--\n[\s\S]*-->\n\n## Outcome\n\nSQLite\.\n$/);
    expect(proposalText(first, [])).toBe(first);
    const other = { name: 'Context', heading: '## Context', proposal: null };
    const both = proposalText(first, [other]) ?? '';
    expect(both).toContain('SQLite.');
    expect(both).toContain('## Context\n\nThe requirements no longer call for this section');
    expect(proposalText(both, [{ ...conflict, proposal: '## Outcome\n\nBoth.\n' }])).not.toContain('SQLite.');
  });
});
