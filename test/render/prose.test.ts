import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readRequirements } from '../../src/requirements/read.ts';
import { maskFor } from '../bench/prose/masked.ts';
import { sentencesOf } from '../bench/prose/sentences.ts';
import { type MadeSystem, madeFrom, requirementFiles } from '../bench/prose/systems.ts';
import { tooLong } from '../bench/prose/words.ts';
import { complete } from '../rules/designs.ts';

let systems: readonly MadeSystem[] = [];
beforeAll(async () => {
  const examples = requirementFiles().filter(({ path }) => path.startsWith('docs/examples/'));
  systems = await Promise.all(examples.map(({ name, path }) => madeFrom(name, readFileSync(path, 'utf8'))));
}, 600_000);

test('no record of the examples is longer than 1,200 words', () => {
  expect(systems.length).toBeGreaterThan(3);
  expect(tooLong(systems)).toEqual([]);
});

test('nor in the format of Nygard', async () => {
  const path = 'docs/examples/ticket-shop';
  const made = await madeFrom(path, readFileSync(`${path}/requirements.yaml`, 'utf8'), 'nygard');
  expect(made.records.length).toBeGreaterThan(4);
  expect(tooLong([made])).toEqual([]);
});

test('the mask leaves words, and takes names, ids, numbers and units', () => {
  const file = { ...complete, entities: [{ name: 'Shop', owner: 'sales' }] };
  const { requirements } = readRequirements(stringify(file), 'requirements.yaml');
  const mask = maskFor(requirements);
  expect(
    mask('Orders takes ≈ 9,700/s of 3.2 TB at 99.95 % (`load.dau`) from each Shop, sales and Shop'),
  ).toBe('§ takes # of # at # (§) from each §');
});

test('headings, tables, cited lines and front matter are no sentences', () => {
  const markdown = [
    '---\nstatus: proposed\n---\n\n# Title of it\n',
    'First sentence. Second one?\n',
    '* A claim ([1](#more-information))\n* Another claim\n',
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
  for (const { records, design } of systems.filter(({ name }) => name.startsWith('docs/examples/p'))) {
    const appendix = design().split('## Appendix: how the decisions were weighed')[1] ?? '';
    const told = records.flatMap(({ markdown }) =>
      [...markdown.matchAll(/^\* (?:Good|Bad), because ([^\n(;`“]{12,}?) \(/gmu)].flatMap(
        ([, text]) => text ?? [],
      ),
    );
    expect(told.length).toBeGreaterThan(10);
    for (const text of told) expect(appendix).toContain(text);
  }
});
