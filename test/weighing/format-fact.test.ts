import { expect, test } from 'vitest';
import { formatFact } from '../../src/weighing/format-fact.ts';

const of = (path: string, value: number, currency?: string) =>
  formatFact(path, { kind: 'number', value }, currency);
const day = 86_400;

test.each<[path: string, value: number, text: string]>([
  ['load.peak', 231.48148, '≈ 230/s'],
  ['load.peak', 4000, '4,000/s'],
  ['load.peak', 23_148.148, '≈ 23,000/s'],
  ['load.average', 0.046, '≈ 2.8/min'],
  ['load.average', 0.0001, '≈ 8.6/day'],
  ['load.peak', 0, '0/s'],
  ['quality.throughput', 1234, '1,234/s'],
  ['quality.throughput', 100_000 / day, '≈ 1.2/s'],
  ['quality.availability', 0.999, '99.9 %'],
  ['quality.availability', 0.99995, '99.995 %'],
  ['load.reads', 10 / 11, '≈ 91 %'],
  ['load.reads', 0.9, '90 %'],
  ['quality.latency_p95', 0.3, '300 ms'],
  ['quality.latency_p95', 1.5, '1.5 s'],
  ['quality.rto', 3600, '1 h'],
  ['timeline.mvp', 90 * day, '3 months'],
  ['timeline.mvp', 30 * day, '1 month'],
  ['timeline.mvp', 45 * day, '45 days'],
  ['timeline.mvp', 730 * day, '2 years'],
  ['data.stored', 2e12, '2 TB'],
  ['data.stored', 14.6e9, '≈ 15 GB'],
  ['load.payload', 2000, '2 kB'],
  ['load.growth', 0.06, '6 % a month'],
  ['budget.monthly', 500, '500'],
  ['team.size', 6, '6'],
  ['load.dau', 4_320_000, '4,320,000'],
  ['data.entities', 12, '12'],
])('%s of %d is %s', (path, value, text) => {
  expect(of(path, value)).toBe(text);
});

test('money has the currency of the file', () => {
  expect(of('budget.monthly', 12_000, 'CHF')).toBe('12,000 CHF');
});

test('words, lists and what is not said', () => {
  expect(formatFact('team.on_call', { kind: 'word', value: '24x7' })).toBe('24x7');
  expect(formatFact('compliance', { kind: 'list', values: ['GDPR', 'PCI DSS'] })).toBe('GDPR, PCI DSS');
  expect(formatFact('compliance', { kind: 'list', values: [] })).toBe('none');
  expect(formatFact('budget.monthly', { kind: 'unknown' })).toBe('not stated');
});
