import { expect, test } from 'vitest';
import { runGoldenTests } from '../../../src/architects/catalogue/golden-tests.ts';
import { lintTopics } from '../../../src/architects/catalogue/lint.ts';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { decide } from './decide.ts';
import { exampleFile, exampleTopic } from './example-topic.ts';

test('the example of the manual loads and has no flaw', () => {
  const { topics, issues, placeOf } = loadTopics([exampleFile]);
  expect(issues).toEqual([]);
  expect(topics.map(({ id }) => id)).toEqual(['feature-switches']);
  expect(lintTopics(topics, '2026-11-22', placeOf)).toEqual([]);
});

test('its golden tests come out', () => {
  const results = runGoldenTests([exampleTopic()], decide);
  expect(results.map(({ actual }) => actual.winner)).toEqual(results.map(({ expected }) => expected.winner));
  expect(results).toHaveLength(3);
});

test('a golden test that comes out otherwise is reported', () => {
  const results = runGoldenTests([exampleTopic()], () => ({ winner: 'switch-table', verdict: 'clear' }));
  expect(results.map(({ ok }) => ok)).toEqual([false, true, false]);
});
