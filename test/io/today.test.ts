import { expect, test } from 'vitest';
import { today } from '../../src/io/today.ts';
import { Problem } from '../../src/model/problem.ts';

const now = new Date('2026-12-31T23:30:00Z');

test.each([
  [undefined, '2026-12-31'],
  ['', '2026-12-31'],
  ['0', '1970-01-01'],
  ['951782400', '2000-02-29'],
  ['253402300799', '9999-12-31'],
])('SOURCE_DATE_EPOCH=%s gives %s', (epoch, day) => {
  expect(today({ SOURCE_DATE_EPOCH: epoch }, now)).toBe(day);
});

test.each(['now', '-1', '1e9', '1.5', ' 1', '253402300800', '99999999999999999999'])(
  '%j is refused',
  epoch => {
    expect(() => today({ SOURCE_DATE_EPOCH: epoch }, now)).toThrow(Problem);
  },
);
