import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { exampleFile, exampleText } from './example-topic.ts';

const issuesOf = (text: string) => loadTopics([{ name: 'topic.yaml', text }]).issues;
const lineOf = (text: string, piece: string): number =>
  text.split('\n').findIndex(line => line.includes(piece)) + 1;

describe('a file that is no topic is named with its place', () => {
  test('a misspelt key', () => {
    const text = exampleText.replace('reversibility: 4', 'reversability: 4');
    expect(issuesOf(text)).toContainEqual({
      code: 'unknown-key',
      message: 'unknown key reversability',
      place: { file: 'topic.yaml', line: lineOf(text, 'reversability'), column: 5 },
      source: '    reversability: 4',
      hint: 'did you mean reversibility?',
    });
    expect(
      issuesOf(text)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['missing-key', 'unknown-key']);
  });

  test('a rating without its reason', () => {
    const text = exampleText.replace('        because: it is paid by use [assumption]\n', '');
    expect(issuesOf(text)).toEqual([
      expect.objectContaining({
        code: 'invalid-value',
        message: expect.stringContaining('base and range take a because'),
      }),
    ]);
  });

  test('a rating beyond the scale, and a rating twice over', () => {
    expect(issuesOf(exampleText.replace('rating: 0', 'rating: 7'))[0]).toMatchObject({
      code: 'invalid-value',
      place: { line: lineOf(exampleText, 'rating: 0') },
    });
    expect(
      issuesOf(exampleText.replace('{ base: 4, because:', '{ base: 4, range: [1, 2], because:'))[0]?.message,
    ).toContain('exactly one of base, range and from');
  });

  test('broken YAML, a duplicate key, an empty file', () => {
    expect(issuesOf('id: a\n  kind: b')).toMatchObject([
      { code: 'yaml-syntax', place: { line: expect.any(Number) } },
    ]);
    expect(issuesOf(`${exampleText}\nid: other`)).toMatchObject([{ code: 'yaml-syntax' }]);
    expect(issuesOf('')).toMatchObject([
      { code: 'invalid-value', place: { file: 'topic.yaml', line: 1, column: 1 } },
    ]);
  });

  test('aliases that expand without bound', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'
        .split('')
        .map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(', ')}]`),
    ].join('\n');
    expect(issuesOf(bomb)).toMatchObject([{ code: 'yaml-aliases' }]);
  });

  test('any text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...exampleText.split('\n')), fc.string())), lines => {
        const { topics, issues } = loadTopics([{ name: 'any.yaml', text: lines.join('\n') }]);
        expect(topics.length + issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});

test('byte order mark and CRLF are no matter', () => {
  const windows = { name: 'windows.yaml', text: `\uFEFF${exampleText.replaceAll('\n', '\r\n')}` };
  expect(loadTopics([windows]).topics).toEqual(loadTopics([exampleFile]).topics);
});

test('a bare true is a condition', () => {
  const { topics } = loadTopics([
    { ...exampleFile, text: exampleText.replace('if: team.teams >= 2', 'if: true') },
  ]);
  expect(topics[0]?.triggers[0]?.if).toBe('true');
});

describe('a team changes a topic', () => {
  const withExtension = (text: string) => loadTopics([exampleFile, { name: 'own.yaml', text }]);

  test('options are replaced, added and taken away, other keys replace', () => {
    const table = /( {2}- id: switch-table[\s\S]*?)\n {2}- id: switch-service/u.exec(exampleText)?.[1] ?? '';
    const own = [
      'extends: feature-switches',
      'title: Toggles',
      'disable: [switch-service]',
      'options:',
      table.replace('name: Switch table', 'name: Our table'),
      table
        .replace('id: switch-table', 'id: remote-table')
        .replace('name: Switch table', 'name: Remote table'),
    ].join('\n');
    const { topics, issues } = withExtension(own);
    expect(issues).toEqual([]);
    expect(topics).toHaveLength(1);
    expect(topics[0]).toMatchObject({ id: 'feature-switches', title: 'Toggles', criteria: ['reliability'] });
    expect(topics[0]?.options.map(({ id, name }) => `${id}: ${name}`)).toEqual([
      'configuration-file: Configuration file',
      'switch-table: Our table',
      'remote-table: Remote table',
    ]);
    expect(topics[0]?.tests.map(({ expect }) => expect.winner)).toEqual([
      'configuration-file',
      'switch-table',
    ]);
  });

  test('disable: true takes the topic away', () => {
    expect(withExtension('extends: feature-switches\ndisable: true')).toMatchObject({
      topics: [],
      issues: [],
    });
  });

  test('the extension may stand before what it extends', () => {
    const own = { name: 'a.yaml', text: 'extends: feature-switches\ntitle: Toggles' };
    expect(loadTopics([own, exampleFile]).topics[0]?.title).toBe('Toggles');
  });

  test('places lie in the file that says it', () => {
    const { placeOf } = withExtension('extends: feature-switches\ntitle: Toggles');
    expect(placeOf('feature-switches', ['title'])).toEqual({ file: 'own.yaml', line: 2, column: 1 });
    expect(placeOf('feature-switches', ['kind'])?.file).toBe('feature-switches.yaml');
    expect(placeOf('nothing', ['kind'])).toBeUndefined();
  });

  test('an unknown topic and a second topic of the same id are refused', () => {
    expect(withExtension('extends: feature-switch\ntitle: Toggles').issues).toEqual([
      {
        code: 'unknown-topic',
        message: 'there is no topic feature-switch to extend',
        place: { file: 'own.yaml', line: 1, column: 1 },
        source: 'extends: feature-switch',
        hint: 'did you mean feature-switches?',
      },
    ]);
    const twice = withExtension(exampleText);
    expect(twice.topics).toHaveLength(1);
    expect(twice.issues).toMatchObject([{ code: 'duplicate-topic', place: { file: 'own.yaml', line: 1 } }]);
  });
});
