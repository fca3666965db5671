import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mended, mentionsIn } from '../../../src/records/renumber/mentions.ts';
import { type Move, movesOf } from '../../../src/records/renumber/moves.ts';
import { sampleRecord } from '../log/samples.ts';

const folder = 'docs/adr/';
const record = (name: string, date: string | null = null) => sampleRecord({ path: `${folder}${name}`, date });
const none = (): readonly number[] => [];
const plan = (
  names: readonly (readonly [name: string, since: number | null, date?: string])[],
  reserved = none,
): readonly string[] =>
  movesOf(
    names.map(([name, , date]) => record(name, date ?? null)),
    new Map(names.flatMap(([name, since]) => (since === null ? [] : [[folder + name, since] as const]))),
    reserved,
  ).map(({ from, to, because }) => `${from.slice(folder.length)} → ${to.slice(folder.length)} (${because})`);

describe('the plan of new numbers', () => {
  it('moves the one that was committed later', () => {
    expect(
      plan([
        ['0001-a.md', 5],
        ['0002-b.md', 20],
        ['0002-c.md', 10],
      ]),
    ).toEqual(['0002-b.md → 0003-b.md (history)']);
  });

  it('takes what was never committed for newer', () => {
    expect(
      plan([
        ['0002-a.md', null],
        ['0002-b.md', 10],
      ]),
    ).toEqual(['0002-a.md → 0003-a.md (history)']);
  });

  it('goes by dates, then by names, where history says nothing', () => {
    expect(
      plan([
        ['0002-a.md', null, '2024-02-02'],
        ['0002-b.md', null, '2024-01-01'],
      ]),
    ).toEqual(['0002-a.md → 0003-a.md (date)']);
    expect(
      plan([
        ['0002-b.md', 7],
        ['0002-a.md', 7],
      ]),
    ).toEqual(['0002-b.md → 0003-b.md (name)']);
  });

  it('keeps width, letters apart and prefixes', () => {
    expect(
      plan([
        ['ADR007-a.md', 1],
        ['ADR007-b.md', 2],
      ]),
    ).toEqual(['ADR007-b.md → ADR008-b.md (history)']);
    expect(
      plan([
        ['0004-a.md', 1],
        ['0004a-b.md', 2],
      ]),
    ).toEqual([]);
    expect(
      plan([
        ['9-a.md', 1],
        ['9-b.md', 2],
      ]),
    ).toEqual(['9-b.md → 10-b.md (history)']);
  });

  it('passes dates by, and counts numbers of other branches', () => {
    expect(
      plan([
        ['20240131-a.md', 1],
        ['20240131-b.md', 2],
      ]),
    ).toEqual([]);
    expect(
      plan(
        [
          ['0002-a.md', 1],
          ['0002-b.md', 2],
          ['0002-c.md', 3],
        ],
        () => [41],
      ),
    ).toEqual(['0002-b.md → 0042-b.md (history)', '0002-c.md → 0043-c.md (history)']);
  });
});

const move: Move = {
  ...{ id: '0030-new', title: 'New', from: 'docs/adr/0030-new.md', to: 'docs/adr/0042-new.md' },
  ...{ number: 30, letter: '', next: 42, digits: '0030', stays: 'docs/adr/0030-old.md', because: 'history' },
};
const renames = [{ from: move.from, to: move.to, move }];
const found = (path: string, text: string, there: readonly string[] = []) =>
  mentionsIn(path, text, [move], renames, one => there.includes(one));
const mend = (path: string, text: string, there: readonly string[] = []): string =>
  mended(text, found(path, text, there));

describe('mentions of a moved record', () => {
  it.each([
    ['docs/adr/0031-x.md', 'Superceded by [30. New](0030-new.md)', 'Superceded by [42. New](0042-new.md)'],
    ['docs/adr/0031-x.md', 'see [ADR-0030](./0030-new.md#a)', 'see [ADR-0042](./0042-new.md#a)'],
    ['README.md', '* [ADR 30: New](docs/adr/0030-new.md)', '* [ADR 42: New](docs/adr/0042-new.md)'],
    ['README.md', '`docs/adr/0030-new.md`', '`docs/adr/0042-new.md`'],
    ['web/a.ts', '// see docs/adr/0030-new', '// see docs/adr/0042-new'],
    [
      'x.md',
      'https://forge.example/o/r/docs/adr/0030-new.md',
      'https://forge.example/o/r/docs/adr/0042-new.md',
    ],
    ['docs/adr/0031-x.md', '[[0030-new]]', '[[0042-new]]'],
  ])('are mended where a name says whom they mean: %s: %s', (path, text, next) => {
    expect(mend(path, text)).toBe(next);
  });

  it.each([
    ['docs/adr/0031-x.md', '[30. Old](0030-old.md), [ADR-0030](0030-old.md)'],
    ['docs/adr/0031-x.md', '0030-newer.md, x0030-new.md, 0030-new-x.svg'],
    ['web/adr/README.md', '[other](0030-new.md)'],
  ])('are left where they mean another one: %s: %s', (path, text) => {
    expect(mend(path, text, ['web/adr/0030-new.md'])).toBe(text);
  });

  it.each([
    '# 30. New\n',
    '# ADR-0030: New\n',
    '# [ADR 30] New\n',
    '# 0030 - New\n',
    '---\nid: ADR-0030\n---\n',
  ])('its own number is mended in %j', text => {
    expect(mend(move.from, text)).toBe(
      text.replace(/(0*)30/, (_, zeros: string) => (zeros === '' ? '42' : '0042')),
    );
    expect(mend('docs/adr/0030-old.md', text)).toBe(text);
  });

  it.each(['ADR-0030', 'ADR 30', 'adr-0030', 'ADR30', 'ADR #30', 'decision 30', 'adr_030'])(
    'by number alone (%s) are found, and nobody can tell by the text',
    words => {
      const [one, ...others] = found('README.md', `As ${words} says,`);
      expect(others).toEqual([]);
      expect(one).toMatchObject({ meaning: null, line: 1 });
      expect(one?.after).toMatch(/^0*42$/);
    },
  );

  it.each(['ADR-300', 'ADR-1030', 'ADR-0030-old', 'RADR-30', 'ADR-30.1', 'page 30', '30', 'adr/30'])(
    'are not found in %s',
    words => {
      expect(found('README.md', `As ${words} says.`)).toEqual([]);
    },
  );

  it('are mended alone: every other byte stays', () => {
    const piece = fc.constantFrom(
      '0030-new.md',
      'ADR-0030',
      ' ',
      '\r\n',
      'é',
      '(',
      '[x](',
      ')',
      '0030-old.md',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), pieces => {
        const text = pieces.join('');
        expect(mend('docs/adr/0031-x.md', text).replaceAll('0042', '0030')).toBe(text);
      }),
    );
  });
});
