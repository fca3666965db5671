import { expect, test } from 'vitest';
import { createQueue } from '../../../src/io/pictures/queue.ts';

const all = (items: readonly number[], takers: number): (readonly number[])[] => {
  const queue = createQueue(items, size => size, takers);
  const batches: (readonly number[])[] = [];
  for (let batch = queue.next(); batch.length > 0; batch = queue.next()) batches.push(batch);
  return batches;
};

test('hands out everything once, the largest first and alone, the small ones together', () => {
  const items = [1, 900, 2, 3, 800, ...Array.from({ length: 40 }, () => 1)];
  const batches = all(items, 2);
  expect(batches.flat()).toEqual([...items].sort((a, b) => b - a));
  expect(batches.slice(0, 2)).toEqual([[900], [800]]);
  expect(batches.some(batch => batch.length > 1)).toBe(true);
});

test('the last batches are small, so that no taker waits long for another', () => {
  const batches = all(
    Array.from({ length: 100 }, () => 10),
    2,
  );
  expect(batches[0]?.length).toBe(16);
  expect(batches.at(-1)).toHaveLength(1);
});

test('what is put back comes again: one alone at once, the others as before', () => {
  const queue = createQueue([5, 4, 3, 2], size => size, 1);
  expect(queue.next()).toEqual([5]);
  const batch = queue.next();
  queue.putBack(batch[0], batch.slice(1));
  expect(queue.next()).toEqual([4]);
  const rest: number[] = [];
  for (let next = queue.next(); next.length > 0; next = queue.next()) rest.push(...next);
  expect(rest).toEqual([3, 2]);
});
