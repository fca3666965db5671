import { expect, test } from 'vitest';
import { loadTopics, plainTopic } from '../../../src/architects/catalogue/load-topics.ts';
import { readCatalogue } from '../../../src/io/package-files.ts';

const texts = readCatalogue().map(({ name, text }) => ({ name, text }));
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('topics are the same, whether their files were parsed before or are now', () => {
  const before = loadTopics(texts.map(file => ({ ...file, value: stored(plainTopic(file.text)) })));
  const now = loadTopics(texts);
  expect(before.topics).toEqual(now.topics);
  expect(before.issues).toEqual([]);
  const id = now.topics[0]?.id ?? '';
  expect(before.placeOf(id, ['options', 1])).toEqual(now.placeOf(id, ['options', 1]));
});

test('a file that was parsed before is not parsed again', () => {
  const [first] = loadTopics(texts).topics;
  const { topics, issues } = loadTopics([{ name: 'unread', text: '{', value: stored(first) }]);
  expect([topics, issues]).toEqual([[first], []]);
});

test('what is no YAML has no value', () => {
  expect(plainTopic('a: [')).toBeUndefined();
});
