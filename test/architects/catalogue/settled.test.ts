import { expect, test } from 'vitest';
import { catalogueArchitect } from '../../../src/architects/catalogue/architect.ts';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { think } from '../../../src/commands/think.ts';
import { readCatalogue } from '../../../src/io/package-files.ts';
import { readRequirements } from '../../../src/requirements/read.ts';
import type { Decided } from '../../../src/stages/decide.ts';

const { topics } = loadTopics(readCatalogue());

/** How the primary store is decided where the file settled this before. */
const primaryStore = async (question: string, answer: string): Promise<Decided | undefined> => {
  const file = { apiVersion: 'adrgen/v1', system: 'Shop', purpose: 'Sells.', functional: ['Fans order.'] };
  const text = JSON.stringify({ ...file, load: { dau: '2M' }, decided: [{ question, answer }] });
  const { requirements } = readRequirements(text, 'requirements.yaml');
  const { decided } = await think(catalogueArchitect(topics), requirements);
  return decided.find(({ decision }) => decision.id === 'primary-store');
};

test.each([
  ['Which database?', 'PostgreSQL 16, run by the platform team', 'postgresql'],
  ['Primary store', 'MongoDB Atlas', 'mongodb'],
  ['WHICH  DATABASE do we use', 'We keep SQLite.', 'sqlite'],
])('%s %s: no record, and the design is drawn with it', async (question, answer, chosen) => {
  expect(await primaryStore(question, answer)).toMatchObject({
    chosen: { id: chosen },
    standing: { kind: 'default', because: 'settled before' },
  });
});

test('an answer that the catalogue does not know, or one of several, closes the topic all the same', async () => {
  expect(await primaryStore('Which database?', 'IMS on the mainframe')).toBeUndefined();
  expect(await primaryStore('Which database?', 'PostgreSQL, later MongoDB')).toBeUndefined();
});

test('another question leaves it open', async () => {
  const open = await primaryStore('Which payment provider?', 'PostgreSQL pays nobody');
  expect(open?.decision.origin).toBe('architect');
});

test('each topic is closed by its own title, and its words close no other', () => {
  for (const topic of topics)
    for (const words of [topic.title, ...topic.asked_as])
      expect([words, topics.filter(one => [one.title, ...one.asked_as].includes(words)).length]).toEqual([
        words,
        1,
      ]);
});
