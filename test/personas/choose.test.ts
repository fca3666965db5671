import { expect, test } from 'vitest';
import { choosePersonas, type PersonaFolder, type PersonaOrigin } from '../../src/personas/choose.ts';
import { readPersona } from '../../src/personas/read.ts';

const folder = (origin: PersonaOrigin, ...names: string[]): PersonaFolder => ({
  origin,
  folder: origin,
  readings: names.map((name, index) =>
    readPersona(`---\nname: ${name}\ndescription: d\n---\n${origin}`, `${origin}/${index}.md`),
  ),
});

const standings = (...folders: PersonaFolder[]) =>
  choosePersonas(folders).personas.map(({ origin, name, standing }) => `${origin} ${name} ${standing}`);

test('--agents wins over the repository, and both over the package, whatever the order', () => {
  const folders = [
    folder('option', 'Decision Critic'),
    folder('package', 'decision-critic', 'options-explorer'),
    folder('repository', 'decision_critic', 'linter'),
  ];
  const expected = [
    'package decision-critic replaced',
    'package options-explorer used',
    'repository decision_critic replaced',
    'repository linter unasked',
    'option Decision Critic used',
  ];
  expect(standings(...folders)).toEqual(expected);
  expect(standings(...folders.toReversed())).toEqual(expected);
  expect(choosePersonas(folders).byStage.get('critique')?.prompt).toBe('option');
  expect(choosePersonas(folders).issues).toEqual([]);
});

test('the same name twice in one folder is an error at the second file, and the first is used', () => {
  const { personas, issues } = choosePersonas([folder('repository', 'decision-critic', 'decision-critic')]);
  expect(personas.map(({ file }) => file)).toEqual(['repository/0.md']);
  expect(issues).toMatchObject([
    { level: 'error', code: 'duplicate-name', place: { file: 'repository/1.md' } },
  ]);
});

test('a folder named on purpose of which nothing is used is a warning', () => {
  const { issues, byStage } = choosePersonas([
    folder('package', 'decision-critic'),
    folder('option', 'toString', 'helper'),
  ]);
  expect(issues).toMatchObject([{ level: 'warning', code: 'no-persona-used', received: 'toString, helper' }]);
  expect(byStage.get('critique')?.origin).toBe('package');
});
