import { expect, test } from 'vitest';
import { settledAnswer, storeOf } from '../../src/design/store.ts';
import { designOf } from '../rules/designs.ts';

const settled = (question: string, answer: string) =>
  designOf({
    system: 'Orders',
    purpose: 'Take orders.',
    functional: ['A shop places an order.'],
    decided: [{ question, answer }],
  });

test('a store that only the file knows is the store of the design', async () => {
  const design = await settled('Primary store', 'Firebird 5, as before');
  expect(storeOf(design)).toEqual({ name: 'Firebird 5, as before', dialect: null });
});

test('an answer closes the topics that its question is about, and no other', async () => {
  const design = await settled('Which cache?', 'The proxy that is there');
  expect(settledAnswer(design, 'caching')).toBe('The proxy that is there');
  expect(settledAnswer(design, 'primary-store')).toBeUndefined();
});
