import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Dimension, dimensions } from '../../src/model/quantity.ts';
import { parseCondition } from '../../src/weighing/condition.ts';
import { wordsOfPath } from '../../src/weighing/condition-literals.ts';
import { type FactPath, factPaths } from '../../src/weighing/facts.ts';

const page = new URL('../../docs/conditions.md', import.meta.url);

const skills: FactPath = {
  path: 'team.skills.<technology>',
  type: 'word',
  means: 'how well the team knows it',
  from: ['team.skills'],
};

const literals = ({ path, type }: FactPath): string => {
  if (type !== 'word' && type !== 'list')
    return `${type}: ${dimensions[type as Dimension].examples.map(one => `\`${one}\``).join(', ')}`;
  const words = wordsOfPath(path);
  return words === undefined ? `${type}` : `${type} of ${words.map(one => `\`${one}\``).join(', ')}`;
};

const row = (fact: FactPath): string =>
  `| \`${fact.path}\` | ${fact.means} | ${literals(fact)} | ${fact.from.map(one => `\`${one}\``).join(', ')} |`;

const table = [
  '| path | means | values | from the fields |',
  '|---|---|---|---|',
  ...[...factPaths, skills].map(row),
].join('\n');

const region = /(<!-- paths:[^\n]*-->\n)[\s\S]*(\n?<!-- \/paths -->)/u;

test('the page lists the vocabulary', () => {
  const text = readFileSync(page, 'utf8');
  const expected = text.replace(region, (_, start: string) => `${start}\n${table}\n\n<!-- /paths -->`);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
  expect(readFileSync(page, 'utf8')).toBe(expected);
  expect(text).toMatch(region);
});

test('the examples of the page parse', () => {
  const block = /```\n([\s\S]*?)```/u.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
  const examples = block.trim().split('\n');
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) expect(() => parseCondition(example)).not.toThrow();
});
