import { describe, expect, test } from 'vitest';
import { noConfiguration } from '../../src/model/configuration.ts';
import { Problem } from '../../src/model/problem.ts';
import { readConfiguration } from '../../src/requirements/read-configuration.ts';

const known = ['OPT-001', 'DEC-006', 'REL-001'];
const read = (text: string) => readConfiguration(text, 'adrgen.yaml', known);

/** `line:column code` of every issue. */
const issuesOf = (text: string): readonly string[] => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Problem)
      return error.issues.map(({ code, place }) => `${place?.line}:${place?.column} ${code}`);
    throw error;
  }
  return [];
};

test.each(['', '\n', '# nothing yet\n', '  # a\n\n# b'])('%j says nothing', text => {
  expect(read(text)).toEqual(noConfiguration);
});

test.each(['\n', '\r\n'])('rules and waivers, lines ending in %j', end => {
  const text = [
    'rules: { OPT-001: off, DEC-006: error }',
    'waivers:',
    '  - rule: REL-001',
    '    at: quality.availability',
    '    reason: Agreed on',
    '    until: 2027-01-31',
    '  - { rule: OPT-001, at: docs/adr/, reason: "old: all of them" }',
  ].join(end);
  expect(read(`\uFEFF${text}`)).toEqual({
    rules: { 'OPT-001': 'off', 'DEC-006': 'error' },
    waivers: [
      {
        rule: 'REL-001',
        at: 'quality.availability',
        reason: 'Agreed on',
        until: '2027-01-31',
        place: { file: 'adrgen.yaml', line: 3, column: 5 },
      },
      {
        rule: 'OPT-001',
        at: 'docs/adr/',
        reason: 'old: all of them',
        until: null,
        place: { file: 'adrgen.yaml', line: 7, column: 5 },
      },
    ],
    asking: {},
  });
});

test('how models are asked', () => {
  const text = [
    'asking:',
    '  model: qwen3:8b',
    '  effort: high',
    '  max_tokens: 8000',
    '  timeout_seconds: 600',
    '  concurrency: 1',
    '  prices:',
    '    opus: { input: 3, output: 15, cache_read: 0.3, cache_write: 4, up_to: 200000 }',
    '    qwen3:8b: { input: 0, output: 0 }',
  ].join('\n');
  expect(read(text).asking).toEqual({
    model: 'qwen3:8b',
    effort: 'high',
    maxTokens: 8000,
    timeoutSeconds: 600,
    concurrency: 1,
    prices: {
      opus: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 4, upTo: 200_000 },
      'qwen3:8b': { input: 0, output: 0 },
    },
  });
});

describe('what is wrong has a place', () => {
  test.each([
    ['a waiver without a reason', 'waivers:\n  - { rule: OPT-001, at: x }', ['2:5 missing-field']],
    ['an empty reason', 'waivers:\n  - { rule: OPT-001, at: x, reason: " " }', ['2:37 empty-value']],
    ['no date', 'waivers:\n  - { rule: OPT-001, at: x, reason: y, until: 2027-02-30 }', ['2:47 bad-format']],
    ['an unknown rule', 'rules:\n  OPT-01: off', ['2:3 unknown-rule']],
    ['an unknown rule of a waiver', 'waivers: [{ rule: X, at: x, reason: y }]', ['1:19 unknown-rule']],
    ['an unknown level', 'rules: { OPT-001: loud }', ['1:19 unknown-value']],
    ['an unknown key', 'rulez: {}', ['1:1 unknown-key']],
    ['no model', 'asking: { model: "" }', ['1:18 empty-value']],
    ['an effort that is none', 'asking: { effort: lots }', ['1:19 unknown-value']],
    ['words for a number', 'asking: { max_tokens: many }', ['1:23 wrong-type']],
    ['part of a token', 'asking: { max_tokens: 1000.5 }', ['1:23 wrong-type']],
    ['no concurrency', 'asking: { concurrency: 0 }', ['1:24 out-of-range']],
    ['a price below nothing', 'asking: { prices: { x: { input: -1, output: 1 } } }', ['1:33 out-of-range']],
    ['half a price', 'asking: { prices: { x: { input: 1 } } }', ['1:21 missing-field']],
    ['an unknown key of asking', 'asking: { tokens: 3 }', ['1:11 unknown-key']],
    ['a list', '- a', ['1:1 wrong-type']],
    ['a text for a map', 'rules: off', ['1:8 wrong-type']],
    ['a tab', 'rules:\n\tOPT-001: off', ['2:1 tab-indentation']],
    ['a key twice', 'rules: {}\nrules: {}', ['2:1 duplicate-key']],
    ['all at once', 'rules: { OPT-001: loud }\nwaiver: []', ['1:19 unknown-value', '2:1 unknown-key']],
  ])('%s', (_, text, issues) => {
    expect(issuesOf(text)).toEqual(issues);
  });
});
