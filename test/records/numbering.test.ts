import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextNumbers, numberOf, prefixOf, recordName, widthOf } from '../../src/records/numbering.ts';

test.each([
  ['0007-primary-store.md', 7],
  ['7-x.md', 7],
  ['ADR012-x.md', 12],
  ['adr-003-x.md', 3],
  ['0004a-letters.md', 4],
  ['0000-use-adrs.md', 0],
  ['README.md', null],
  ['template.md', null],
  ['20240131-log4brains.md', null],
  ['2024-01-31-dated.md', null],
  ['12026-01-31-far.md', null],
  ['99999999999999999999-hash.md', null],
])('%s begins with %s', (name, number) => {
  expect(numberOf(name)).toBe(number);
});

test('new numbers follow the highest, whatever has gaps, letters, dates or another ending', () => {
  const names = ['0001-a.md', '0009-b.MD', '20240131-c.md', '0500-picture.svg', 'README.md'];
  expect(nextNumbers(names, [4], 3)).toEqual([10, 11, 12]);
  expect(nextNumbers([], [], 2)).toEqual([1, 2]);
  expect(nextNumbers(names, [30], 1)).toEqual([31]);
});

test('numbers take the width of their folder, and four digits where it has none of its own', () => {
  expect(widthOf(['001-a.md', '002-b.md', 'README.md'])).toBe(3);
  expect(widthOf(['1-a.md', '2-b.md'])).toBe(4);
  expect(widthOf(['001-a.md', '0002-b.md'])).toBe(4);
  expect(widthOf([])).toBe(4);
  expect(recordName(12, 'x', widthOf(['001-a.md']))).toBe('012-x');
  expect(recordName(12345, 'x')).toBe('12345-x');
});

test('names take what all of their folder have before the number', () => {
  expect(prefixOf(['adr-001-a.md', 'adr-002-b.md', 'README.md'])).toBe('adr-');
  expect(prefixOf(['ADR001-a.md'])).toBe('ADR');
  expect(prefixOf(['adr-001-a.md', '0002-b.md'])).toBe('');
  expect(prefixOf(['0001-a.md'])).toBe('');
  expect(prefixOf([])).toBe('');
  expect(recordName(3, 'x', 3, 'adr-')).toBe('adr-003-x');
});

test('a new number is that of no file in the folder', () => {
  const name = fc.tuple(
    fc.constantFrom('', 'adr-', 'ADR'),
    fc.nat(99_999),
    fc.constantFrom('-x.md', 'a-x.md', '.md'),
  );
  fc.assert(
    fc.property(fc.array(name), fc.array(fc.nat(99_999)), (parts, taken) => {
      const names = parts.map(([before, number, after]) => `${before}${number}${after}`);
      const [next = 0, following] = nextNumbers(names, taken, 2);
      expect(following).toBe(next + 1);
      for (const used of [...taken, ...names.flatMap(one => numberOf(one) ?? [])])
        expect(next).toBeGreaterThan(used);
      expect(numberOf(`${recordName(next, 'x')}.md`)).toBe(next);
    }),
  );
});
