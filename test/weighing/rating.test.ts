import { expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts.ts';
import type { RatingRule } from '../../src/model/proposal.ts';
import { spanOf } from '../../src/weighing/rating.ts';

const because = (text: string) => ({ text, cites: [] });
const rule: RatingRule = {
  cases: [
    { if: 'load.peak > 4000/s', rating: 1, because: because('heavy'), depends_on: 'question-load' },
    { if: 'team.size <= 3', rating: [3, 4], because: because('small team') },
  ],
  otherwise: { rating: 2, because: because('ordinary') },
};
const facts =
  (known: Readonly<Record<string, number>>): Facts =>
  path => {
    const value = known[path];
    return value === undefined ? { kind: 'unknown' } : { kind: 'number', value };
  };

test('the first case that holds gives the rating', () => {
  const span = spanOf(rule, facts({ 'load.peak': 5000, 'team.size': 2 }));
  expect(span.interval).toEqual([1, 1]);
  expect(span.cases).toEqual([
    {
      condition: 'load.peak > 4000/s',
      interval: [1, 1],
      because: because('heavy'),
      dependsOn: 'question-load',
    },
  ]);
  expect(spanOf(rule, facts({ 'load.peak': 5, 'team.size': 2 })).interval).toEqual([3, 4]);
  expect(spanOf(rule, facts({ 'load.peak': 5, 'team.size': 9 })).interval).toEqual([2, 2]);
});

test('what may hold widens it to the hull of all that is possible', () => {
  const nothing = spanOf(rule, facts({}));
  expect(nothing.interval).toEqual([1, 4]);
  expect(nothing.reasons.map(({ text }) => text)).toEqual(['heavy', 'small team', 'ordinary']);
  expect(spanOf(rule, facts({ 'team.size': 2 })).interval).toEqual([1, 4]);
  expect(spanOf(rule, facts({ 'team.size': 2 })).cases.map(({ condition }) => condition)).toEqual([
    'load.peak > 4000/s',
    'team.size <= 3',
  ]);
  expect(spanOf(rule, facts({ 'team.size': 9 })).interval).toEqual([1, 2]);
});

test('a reason that several outcomes share is given once', () => {
  const shared: RatingRule = {
    cases: [{ if: 'team.size > 3', rating: 0, because: because('nobody said') }],
    otherwise: { rating: 4, because: because('nobody said') },
  };
  expect(spanOf(shared, facts({}))).toMatchObject({ interval: [0, 4], reasons: [because('nobody said')] });
});
