import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tradeOffView } from '../../src/model/diagram.ts';
import { Problem } from '../../src/model/problem.ts';
import {
  containersDiagram,
  systemContextDiagram,
  tradeOffDiagram,
} from '../../src/render/diagrams/diagrams.ts';
import { wrap } from '../../src/render/diagrams/wrap.ts';
import {
  manyContainers,
  templates,
  typicalContainers,
  typicalContext,
  typicalTradeOff,
} from './diagram-samples.ts';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    return error instanceof Problem ? error.issues[0]?.code : String(error);
  }
  return undefined;
};

test('lines break between words as long as each fits a line by itself, and fit', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9()-]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 12, max: 30 }),
      (all, width) => {
        const lines = wrap(all.join(' '), width);
        expect(lines.join(' ')).toBe(all.join(' '));
        expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test.each([
  ['no answer within ≈ 750 ms', 18, ['no answer within', '≈ 750 ms']],
  ['Internationalisation-as-a-service', 22, ['Internationalisation-', 'as-a-service']],
  ['Donaudampfschiff', 10, ['Donaudampf', 'schiff']],
])('%s in lines of %d', (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test('the same view gives the same text', () => {
  for (const draw of [
    () => systemContextDiagram(typicalContext, templates),
    () => containersDiagram(typicalContainers, templates),
    () => tradeOffDiagram(typicalTradeOff, templates),
  ])
    expect(draw()).toEqual(draw());
});

/** Without arrows, so that any part of the containers can be taken. */
const first = (amount: number) => ({
  ...typicalContainers,
  containers: typicalContainers.containers.slice(0, amount),
  edges: [],
});

test.each([
  ['in which each has a box', first(9), Array.from({ length: 13 }, (_, place) => `n${place + 1}`)],
  [
    'in which some share one, named after the first of them',
    first(12),
    ['n1', 'n2', 'n3', 'n4', 'n5', 'n8', 'n9', 'n10', 'n11', 'n12', 'n13', 'n14', 'n15', 'n16', 'n6more'],
  ],
])('ids come from places, never from text: a picture %s', (_, view, expected) => {
  const renamed = { ...view, containers: view.containers.map(c => ({ ...c, name: 'end' })) };
  const ids = (source: string) => [...source.matchAll(/^(n\d+(?:more)?)[[(]/gm)].map(([, id = '']) => id);
  expect(ids(containersDiagram(view, templates).source)).toHaveLength(expected.length);
  expect(new Set(ids(containersDiagram(view, templates).source))).toEqual(new Set(expected));
  expect(ids(containersDiagram(renamed, templates).source)).toEqual(
    ids(containersDiagram(view, templates).source),
  );
});

test('an arrow to something that is not shown is an error', () => {
  const view = { ...typicalContext, flows: [{ from: 'Shopper', to: 'Nowhere' }] };
  expect(codeOf(() => systemContextDiagram(view, templates))).toBe('unknown-box');
});

test.each([
  ['in a value', 'flowchart LR\nn1["{{sytem.name}}"]'],
  ['in a condition', 'flowchart LR\n{{#if typo}}n1{{/if}}'],
  ['in a list', 'flowchart LR\n{{#each people}}{{id}}["{{nmae}}"]{{/each}}'],
])('a typo in a template %s is an error', (_, template) => {
  const own = { ...templates, 'system-context': template };
  expect(codeOf(() => systemContextDiagram(typicalContext, own))).toBe('template-unknown-field');
});

test('a template of the user gets encoded text only', () => {
  const own = {
    ...templates,
    'system-context': 'flowchart LR\n{{#with system}}{{{name}}}{{&purpose}}{{/with}}',
  };
  const view = { ...typicalContext, system: 'a"];click', purpose: '<b>#35;</b>', flows: [] };
  const { source } = systemContextDiagram(view, own);
  expect(source).toBe('flowchart LR\na#34;#93;#59;click#60;b#62;#35;35#59;#60;/b#62;\n');
});

test('a template that is missing or broken is an error that names it', () => {
  expect(codeOf(() => systemContextDiagram(typicalContext, {}))).toBe('unknown-template');
  const broken = { ...templates, 'system-context': '{{#each people}}' };
  expect(codeOf(() => systemContextDiagram(typicalContext, broken))).toBe('template-syntax');
});

test('forty containers share boxes: each is named once, and every arrow is drawn or counted', () => {
  const view = manyContainers(19);
  const { source } = containersDiagram(view, templates);
  const text = source.replaceAll('<br/>', ' ');
  for (const { name } of view.containers)
    expect(text.match(new RegExp(`${name}(?!\\d)`, 'g'))).toHaveLength(1);
  const drawn = source.split('\n').filter(line => /^n\w+ (-->|-\.->)/.test(line));
  expect(drawn.length).toBeLessThan(30);
  const amounts = drawn.map(line => Number(/>(\d+) arrows</.exec(line)?.[1] ?? 1));
  const among = [...text.matchAll(/\((\d+) arrows? among them\)/g)].map(match => Number(match[1]));
  expect([...amounts, ...among].reduce((sum, amount) => sum + amount, 0)).toBe(view.edges.length);
});

test('alternative text names what is seen and stays short', () => {
  const { alt } = tradeOffDiagram(typicalTradeOff, templates);
  expect(alt).toContain('Chosen (leaning): ');
  expect(alt).toContain('Apache Kafka, good at 99th-percentile latency');
  expect(alt).toContain('weak at Monthly cost');
  expect(containersDiagram(typicalContainers, templates).alt).toContain('Shopper to Web shop (shops)');
  expect(systemContextDiagram(typicalContext, templates).alt).toContain('Stripe (hard)');
  const long = { ...typicalTradeOff, question: 'x '.repeat(600) };
  for (const text of [
    alt,
    containersDiagram(manyContainers(30), templates).alt,
    tradeOffDiagram(long, templates).alt,
  ])
    expect(text.length).toBeLessThanOrEqual(400);
});

test('a trade-off needs a mark for each criterion', () => {
  expect(tradeOffView.safeParse(typicalTradeOff).success).toBe(true);
  const [option] = typicalTradeOff.options;
  const short = { ...typicalTradeOff, options: [{ ...option, marks: ['+'] }] };
  expect(tradeOffView.safeParse(short).success).toBe(false);
});
