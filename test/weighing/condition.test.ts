import { describe, expect, test } from 'vitest';
import type { Facts, FactValue } from '../../src/model/facts.ts';
import { requirementsFile, skillLevels } from '../../src/model/requirements.ts';
import { evaluate, parseCondition, pathsOf, thresholdsOf } from '../../src/weighing/condition.ts';
import { wordsOfPath } from '../../src/weighing/condition-literals.ts';
import { ConditionError, deepestCondition, longestCondition } from '../../src/weighing/condition-tree.ts';

const number = (value: number): FactValue => ({ kind: 'number', value });
const word = (value: string): FactValue => ({ kind: 'word', value });
const list = (...values: string[]): FactValue => ({ kind: 'list', values });

const knowing =
  (known: Readonly<Record<string, FactValue>>): Facts =>
  path =>
    known[path] ?? { kind: 'unknown' };

const facts = knowing({
  'load.peak': number(4000),
  'quality.availability': number(0.9995),
  'timeline.mvp': number(60 * 86_400),
  'data.stored': number(3e12),
  'team.size': number(6),
  'team.on_call': word('24x7'),
  'team.skills.kafka': word('learning'),
  'team.skills.c#': word('expert'),
  compliance: list('GDPR', 'PCI-DSS'),
  'constraints.forbids': list('managed-service'),
  text: list('Customers search the catalogue with full-text queries', '顧客は商品を検索する'),
});

const says = (condition: string): string => evaluate(parseCondition(condition), facts);

describe('what conditions say', () => {
  test.each([
    ['load.peak > 4000/s', 'false'],
    ['load.peak >= 4000/s', 'true'],
    ['load.peak = 240k/min', 'true'],
    ['load.peak < 12,000', 'true'],
    ['quality.availability >= 99.95%', 'true'],
    ['quality.availability >= 99.99 %', 'false'],
    ['timeline.mvp < 3 months', 'true'],
    ['data.stored > 2 TB and team.size <= 6', 'true'],
    ['data.stored > 2 TB and(team.size < 6 or team.size != 6)', 'false'],
    ['team.on_call = 24x7', 'true'],
    ['team.on_call != "24x7"', 'false'],
    ['team.skills.kafka in [working, expert]', 'false'],
    ['team.skills.c# = expert', 'true'],
    ['team.skills."c#" = expert', 'true'],
    ['compliance has gdpr', 'true'],
    ['compliance has "PCI DSS"', 'true'],
    ['compliance has PCI', 'false'],
    ['constraints.forbids has managed-service', 'true'],
    ['not constraints.forbids has managed-service', 'false'],
    ['text has "FULL TEXT"', 'true'],
    ['text has quer', 'true'],
    ['text has uery', 'false'],
    ['text has 検索', 'true'],
    ['true', 'true'],
    ['not (true and not true)', 'true'],
  ])('%s is %s', (condition, expected) => {
    expect(says(condition)).toBe(expected);
  });

  test.each([
    ['budget.monthly < 500', 'unknown'],
    ['not budget.monthly < 500', 'unknown'],
    ['budget.monthly is known', 'false'],
    ['budget.monthly is unknown', 'true'],
    ['budget.monthly is known and budget.monthly < 500', 'false'],
    ['budget.monthly < 500 or load.peak > 1/s', 'true'],
    ['budget.monthly < 500 and load.peak > 1/s', 'unknown'],
    ['budget.monthly < 500 and load.peak < 1/s', 'false'],
    ['team.skills.rust in [none, learning]', 'unknown'],
  ])('without a value, %s is %s', (condition, expected) => {
    expect(says(condition)).toBe(expected);
  });

  test('numbers that were computed equal the number that is written', () => {
    const computed = knowing({ 'quality.availability': number(0.1 + 0.2) });
    expect(evaluate(parseCondition('quality.availability = 30%'), computed)).toBe('true');
    expect(evaluate(parseCondition('quality.availability > 30%'), computed)).toBe('false');
  });

  test('and binds tighter than or', () => {
    expect(parseCondition('true or true and true')).toEqual({
      op: 'or',
      parts: [{ op: 'true' }, { op: 'and', parts: [{ op: 'true' }, { op: 'true' }] }],
    });
  });

  test('paths and thresholds come in the order of the text', () => {
    const condition = parseCondition('load.peak > 6k/min or not (team.size < 4 and load.peak <= 50/s)');
    expect(pathsOf(condition)).toEqual(['load.peak', 'team.size']);
    expect(thresholdsOf(condition)).toEqual([
      { path: 'load.peak', value: 100, comparison: '>' },
      { path: 'team.size', value: 4, comparison: '<' },
      { path: 'load.peak', value: 50, comparison: '<=' },
    ]);
  });

  test('the same text gives the same condition', () => {
    expect(parseCondition('team.size > 2')).toBe(parseCondition('team.size > 2'));
  });
});

const faultOf = (condition: string) => {
  try {
    parseCondition(condition);
  } catch (error) {
    if (error instanceof ConditionError) return error.fault;
    throw error;
  }
  throw new Error(`it parses: ${condition}`);
};

describe('what is no condition', () => {
  test.each([
    ['', 'condition-syntax', 1],
    ['load.peek > 4/s', 'condition-path', 1],
    ['team.size > 3 and loda.peak > 1/s', 'condition-path', 19],
    ['load.peak has 4', 'condition-operator', 11],
    ['compliance = GDPR', 'condition-operator', 12],
    ['team.on_call < 24x7', 'condition-operator', 14],
    ['load.peak > fast', 'condition-value', 13],
    ['load.peak >', 'condition-value', 12],
    ['team.skills.kafka = good', 'condition-value', 21],
    ['constraints.forbids has cloud', 'condition-value', 25],
    ['team.on_call in [none, 24x7', 'condition-syntax', 28],
    ['(team.size > 3', 'condition-syntax', 15],
    ['team.size > 3 team.size < 5', 'condition-value', 13],
    ['text has "open', 'condition-syntax', 10],
    ['budget.monthly is cheap', 'condition-syntax', 19],
    ['compliance has PCI DSS', 'condition-syntax', 20],
  ])('%s', (condition, code, column) => {
    expect(faultOf(condition)).toMatchObject({ code, column });
  });

  test('length and nesting have a limit', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}true${')'.repeat(levels)}`;
    expect(evaluate(parseCondition(nested(deepestCondition)), facts)).toBe('true');
    expect(faultOf(nested(deepestCondition + 1)).code).toBe('condition-size');
    expect(faultOf(`${'not '.repeat(deepestCondition + 1)}true`).code).toBe('condition-size');
    expect(faultOf(`true${' or true'.repeat(longestCondition / 8)}`).code).toBe('condition-size');
  });
});

test('the words of team.on_call are those of the requirements file', () => {
  const inFile = (value: string) =>
    requirementsFile.safeParse({ system: 's', purpose: 'p', functional: ['f'], team: { on_call: value } })
      .success;
  const words = wordsOfPath('team.on_call') ?? [];
  expect(words.filter(inFile)).toEqual(words);
  expect([...words, ...skillLevels, 'always'].filter(inFile)).toEqual([...words, 'none']);
});
