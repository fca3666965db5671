import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { sharedShare, sharesBy, toldIn } from '../bench/prose/shares.ts';
import { everySystem, type MadeSystem, madeFrom } from '../bench/prose/systems.ts';
import { tooLong } from '../bench/prose/words.ts';

let systems: readonly MadeSystem[] = [];
beforeAll(async () => {
  systems = await everySystem();
}, 600_000);

/** Sentences that would stand in another system's records as well. */
const mostShared = 0.1;

test('no record of any system is longer than 1,200 words', () => {
  expect(systems.length).toBeGreaterThan(20);
  expect(tooLong(systems)).toEqual([]);
});

test('records say what follows from their system, not what stands in any record', () => {
  const told = toldIn(systems);
  const worst = sharesBy(told, ({ masked }) => masked)
    .slice(0, 5)
    .map(({ of, shared }) => `${shared} × ${of}`);
  expect(told.length).toBeGreaterThan(500);
  expect(sharedShare(told), worst.join('\n')).toBeLessThan(mostShared);
});

test('the share is seen where sentences are the same but for names and numbers', async () => {
  const yaml = readFileSync('docs/examples/order-notifications/requirements.yaml', 'utf8');
  const twin = yaml.replaceAll('Order notifications', 'Parcel news').replace('dau: 100k', 'dau: 90k');
  const both = await Promise.all([madeFrom('one', yaml), madeFrom('other', twin)]);
  expect(sharedShare(toldIn(both))).toBeGreaterThan(0.9);
});
