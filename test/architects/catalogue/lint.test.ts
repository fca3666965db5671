import { expect, test } from 'vitest';
import { lintTopics } from '../../../src/architects/catalogue/lint.ts';
import { longestReason } from '../../../src/architects/catalogue/lint-sentences.ts';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { exampleText, exampleTopic, exampleWith } from './example-topic.ts';

const today = '2026-11-22';
const found = (topic: ReturnType<typeof exampleTopic>, day = today) =>
  lintTopics([topic], day).map(({ severity, code, message }) => ({ severity, code, message }));

/** The example of the manual passes every rule; each row breaks it in one place. */
test.each<[code: string, severity: string, message: string, from: string, to: string]>([
  ['ambiguous-name', 'error', 'names two options', 'aliases: [config file]', 'aliases: [Switch Table]'],
  [
    'duplicate-option',
    'error',
    'two options have the id switch-table',
    '- id: switch-service',
    '- id: switch-table',
  ],
  [
    'no-downside',
    'error',
    'no bad consequence',
    '- text: A switch can be changed without a review',
    '- if: team.size > 9\n          text: A switch can be changed without a review',
  ],
  [
    'not-rated',
    'error',
    'options.switch-table.rate: cost is not rated',
    '      cost: { base: 4, because: "it lives in the store that is there [assumption]" }\n',
    '',
  ],
  [
    'unknown-criterion',
    'error',
    'speed is no criterion',
    'criteria: [reliability]',
    'criteria: [reliability, speed]',
  ],
  ['unknown-criterion', 'error', "none of the topic's criteria", 'criteria: [reliability]', 'criteria: []'],
  [
    'range-order',
    'error',
    '[3, 1] has its higher end first',
    'rating: 0\n            because: it takes',
    'rating: [3, 1]\n            because: it takes',
  ],
  [
    'no-skills',
    'warning',
    'lists none',
    'cost: { base: 4, because: "nothing runs beside the application [assumption]" }',
    'cost: { from: skills }',
  ],
  [
    'unknown-container',
    'error',
    'applicaton is no container',
    '    skills: [openfeature]',
    '    design: { edges: [{ from: applicaton, to: application, label: asks }] }\n    skills: [openfeature]',
  ],
  ['condition-path', 'error', 'team.team', 'if: team.teams >= 2\n    score', 'if: team.team >= 2\n    score'],
  ['condition-value', 'error', 'budget.monthly < little', 'budget.monthly < 200', 'budget.monthly < little'],
  ['unknown-fact', 'error', 'there is no fact vendor-neutrl', '[vendor-neutral]', '[vendor-neutrl]'],
  ['no-basis', 'error', 'cites no fact and no requirement', 'paid by use [assumption]', 'paid by use'],
  [
    'stray-mark',
    'error',
    '[vendor-neutral] would be printed',
    'pushes changes to {system}.',
    'pushes changes to {system} [vendor-neutral]',
  ],
  [
    'unknown-path',
    'error',
    '{budget.month} is no fact',
    '{budget.monthly} a month',
    '{budget.month} a month',
  ],
  [
    'unsure-quote',
    'warning',
    '{quality.availability} may be unknown',
    'if: quality.availability is known and quality.availability >= 99.9%\n    score',
    'if: team.teams >= 2\n    score',
  ],
  ['empty-words', 'warning', '"best" is praise', 'it is paid by use', 'the best ones are paid by use'],
  ['empty-words', 'warning', '"most popular" is praise', 'it is paid by use', 'it is the most popular one'],
  ['long-reason', 'warning', `aim at ${longestReason}`, 'it is paid by use', 'it is paid '.repeat(20).trim()],
  [
    'full-stop',
    'warning',
    'ends with a full stop',
    'it is paid by use [assumption]',
    'it is paid by use. [assumption]',
  ],
  [
    'unknown-source',
    'error',
    'there is no source openfeatures',
    'source: openfeature\n',
    'source: openfeatures\n',
  ],
  [
    'unused-source',
    'warning',
    'no fact comes from it',
    'sources:\n',
    'sources:\n  other: { title: Other, url: "https://example.org/" }\n',
  ],
  ['unused-fact', 'error', 'no sentence cites [vendor-neutral]', '[vendor-neutral]', '[assumption]'],
  [
    'fact-dates',
    'error',
    'review_after must lie after as_of',
    'review_after: 2027-11-22',
    'review_after: 2026-11-22',
  ],
  [
    'unknown-winner',
    'error',
    'there is no option switches',
    'expect: { winner: switch-table }',
    'expect: { winner: switches }',
  ],
  [
    'never-wins',
    'error',
    'options.switch-table: wins no golden test',
    'expect: { winner: switch-table }',
    'expect: { winner: switch-service }',
  ],
  [
    'dummy-alternative',
    'error',
    'differs by 4 fields',
    '      <<: *one\n      quality: { availability: 99.9% }\n      priorities: [reliability, maintainability]',
    '      system: Other\n      purpose: Lend books\n      functional: [A reader borrows a book]\n      team: { size: 4, teams: 1, skills: { openfeature: working } }\n      quality: { availability: 99% }\n      priorities: [reliability]',
  ],
])('%s (%s): %s', (code, severity, message, from, to) => {
  expect(found(exampleWith([from, to]))).toContainEqual({
    severity,
    code,
    message: expect.stringContaining(message),
  });
});

const leaningOn = (topic: string, option: string): readonly [string, string] => [
  '    skills: [openfeature]',
  `    leans_on: [{ topic: ${topic}, any_of: [${option}], because: it says so }]\n    skills: [openfeature]`,
];

test.each<[code: string, topic: string, option: string, message: string, hint: string | undefined]>([
  ['unknown-topic', 'stores', 'table', 'there is no topic stores', 'did you mean store?'],
  ['unknown-option', 'store', 'tabel', 'store has no option tabel', 'did you mean table?'],
  ['leans-on-itself', 'feature-switches', 'switch-table', 'feature-switches is the topic itself', undefined],
])('%s: an option leans on what another topic of the catalogue has', (code, topic, option, text, hint) => {
  const leaning = exampleWith(leaningOn(topic, option));
  const [known] = leaning.options;
  if (known === undefined) throw new Error('no option');
  const store = { ...leaning, id: 'store', options: [{ ...known, id: 'table' }] };
  const issues = lintTopics([leaning], today, undefined, [leaning, store]);
  expect(issues).toContainEqual({
    severity: 'error',
    code,
    message: expect.stringContaining(text),
    ...(hint === undefined ? {} : { hint }),
  });
  expect(issues.map(one => one.code)).toContain('no-basis');
});

test('too-few-options: a favourite and one other are no topic', () => {
  const topic = exampleTopic();
  const codes = found({ ...topic, options: topic.options.slice(0, 2) }).map(({ code }) => code);
  expect(codes).toContain('too-few-options');
});

test('duplicate-fact: what two options share is the same word for word', () => {
  const topic = exampleTopic();
  const [first, second, third] = topic.options;
  const fact = third?.facts[0];
  if (first === undefined || second === undefined || third === undefined || fact === undefined)
    throw new Error('no fact');
  const sharing = (text: string) => ({
    ...topic,
    options: [first, { ...second, facts: [{ ...fact, text }] }, third],
  });
  expect(found(sharing(fact.text))).toEqual([]);
  expect(found(sharing('Something else.')).map(({ code }) => code)).toEqual([
    'duplicate-fact',
    'duplicate-fact',
  ]);
});

test('stale-fact: a fact is to be read again after its date, not on it', () => {
  expect(found(exampleTopic(), '2027-11-22')).toEqual([]);
  expect(found(exampleTopic(), '2027-11-23').map(({ code, severity }) => ({ code, severity }))).toEqual([
    { code: 'stale-fact', severity: 'warning' },
  ]);
});

test('words that only look like praise pass', () => {
  expect(
    found(
      exampleWith([
        'it is paid by use',
        'best-effort delivery, at best within a minute, slows popular items',
      ]),
    ),
  ).toEqual([]);
});

test.each([
  ['a condition that is false for any other reason', 'data.entities > 3 or quality.availability >= 99%', 1],
  ['a comparison', 'quality.availability >= 99%', 0],
  ['a comparison that does not hold', 'not quality.availability >= 99%', 0],
  ['both ways of an or', '(quality.availability > 99% and team.size > 3) or quality.availability < 90%', 0],
])('a quoted value is sure under %s', (_, condition, warnings) => {
  const topic = exampleWith([
    'quality.availability is known and quality.availability >= 99.9%\n    score',
    `${condition}\n    score`,
  ]);
  expect(found(topic).filter(({ code }) => code === 'unsure-quote')).toHaveLength(warnings);
});

test('what an earlier case rules out is known in the base', () => {
  const base = ['it is paid by use [assumption]', 'it costs a part of {budget.monthly}'] as const;
  expect(found(exampleWith(base)).map(({ code }) => code)).toEqual(['unsure-quote']);
  expect(
    found(
      exampleWith(base, ['budget.monthly is known and budget.monthly < 200', 'budget.monthly is unknown']),
    ).map(({ message }) => message),
  ).toEqual([expect.stringContaining('rate.cost.when.0')]);
});

test('findings know file, line and column', () => {
  const text = exampleText.replace('[vendor-neutral]', '[vendor-neutrl]');
  const { topics, placeOf } = loadTopics([{ name: 'own/switches.yaml', text }]);
  const line = text.split('\n').findIndex(one => one.includes('[vendor-neutrl]')) + 1;
  expect(lintTopics(topics, today, placeOf)).toContainEqual({
    severity: 'error',
    code: 'unknown-fact',
    message:
      'feature-switches: options.switch-service.rate.complexity.because: there is no fact vendor-neutrl',
    hint: 'did you mean vendor-neutral?',
    place: { file: 'own/switches.yaml', line, column: 9 },
  });
});
