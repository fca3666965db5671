import { expect, test } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import { readLock } from '../../src/records/lock.ts';

const whole = {
  adrgen: 1,
  system: 'orders',
  document: 'store',
  number: 3,
  path: 'docs/adr/0003-store.md',
  date: '2026-01-01',
  architect: 'catalogue',
  files: {
    'docs/adr/0003-store.md': { content: 'd' },
    'docs/adr/images/0003.svg': { content: 'e', source: 'f' },
  },
};

const codeOf = (text: string): string | undefined => {
  try {
    readLock(text, '.adrgen/locks/orders/store.json');
  } catch (error) {
    if (error instanceof Problem) return error.issues[0]?.code;
    throw error;
  }
  return undefined;
};

test('reads back what was written, with Windows line endings too', () => {
  const text = JSON.stringify(whole, null, 2);
  expect(readLock(text, 'x')).toEqual(whole);
  expect(readLock(text.replaceAll('\n', '\r\n'), 'x')).toEqual(whole);
});

test('a lock of a later version says so, whatever else is in it', () => {
  expect(codeOf(JSON.stringify({ adrgen: 2, anything: [] }))).toBe('newer-lock');
});

test.each(['', 'null', '[]', '{', '<<<<<<< HEAD\n{}\n=======', '"x"', '{"adrgen":1}', '\0\x01'])(
  '%j is no lock',
  text => {
    expect(codeOf(text)).toBe('broken-lock');
  },
);

test.each(Object.keys(whole))('a lock without %s is none', key => {
  expect(codeOf(JSON.stringify({ ...whole, [key]: undefined }))).toBe('broken-lock');
});
