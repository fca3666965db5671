import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { maskFor } from '../bench/prose/masked.ts';
import { sentencesOf } from '../bench/prose/sentences.ts';
import { sharedShare, sharesBy, toldIn } from '../bench/prose/shares.ts';
import { everySystem, type MadeSystem, madeFrom } from '../bench/prose/systems.ts';
import { wordsIn } from '../bench/prose/words.ts';
import { complete } from '../rules/designs.ts';

let systems: readonly MadeSystem[] = [];
beforeAll(async () => {
  systems = await everySystem();
}, 600_000);

const mostWords = 1_200;
/** Sentences that would stand in another system's records as well. */
const mostShared = 0.1;

const tooLong = (made: readonly MadeSystem[]): readonly string[] =>
  made.flatMap(({ name, records }) =>
    records
      .filter(({ markdown }) => wordsIn(markdown) > mostWords)
      .map(({ decision, markdown }) => `${name} ${decision}: ${wordsIn(markdown)}`),
  );

test('no record is longer than 1,200 words', () => {
  expect(systems.length).toBeGreaterThan(20);
  expect(tooLong(systems)).toEqual([]);
});

test('nor in the format of Nygard', async () => {
  const path = 'docs/examples/ticket-shop';
  const made = await madeFrom(path, readFileSync(`${path}/requirements.yaml`, 'utf8'), 'nygard');
  expect(made.records.length).toBeGreaterThan(4);
  expect(tooLong([made])).toEqual([]);
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

test('the mask leaves words, and takes names, ids, numbers and units', () => {
  const mask = maskFor({
    ...({ purpose: '', functional: [], flows: [], stakeholders: [], external_systems: [] } as never),
    system: complete.system,
    entities: [{ name: 'Shop', owner: 'sales' }] as never,
  });
  expect(
    mask('Orders takes ≈ 9,700/s of 3.2 TB at 99.95 % (`load.dau`) from each Shop, sales and Shop'),
  ).toBe('§ takes # of # at # (§) from each §');
});

test('headings, tables, cited lines and front matter are no sentences', () => {
  const markdown = [
    '---\nstatus: proposed\n---\n\n# Title of it\n',
    'First sentence. Second one?\n',
    '* A claim ([1](#sources))\n* Another claim\n',
    '| a | b |\n| - | - |\n| cell one | two |\n',
    '![alt text](./images/a.svg)\n',
  ].join('\n');
  expect(sentencesOf(markdown).map(({ text }) => text)).toEqual([
    'First sentence.',
    'Second one?',
    'Another claim',
  ]);
});

/** What a record leaves out stands in the design document. */
test('every argument of a record stands in the appendix of the design document, with those that it leaves out', () => {
  for (const { records, design } of systems.filter(({ name }) => name.startsWith('docs/examples/c'))) {
    const appendix = design().split('## Appendix: how the decisions were weighed')[1] ?? '';
    const told = records.flatMap(({ markdown }) =>
      [...markdown.matchAll(/^\* (?:Good|Bad), because ([^(;`“]{12,}?) \(/gmu)].flatMap(
        ([, text]) => text ?? [],
      ),
    );
    expect(told.length).toBeGreaterThan(10);
    for (const text of told) expect(appendix).toContain(text);
  }
});
