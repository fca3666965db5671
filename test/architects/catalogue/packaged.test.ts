import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runGoldenTests } from '../../../src/architects/catalogue/golden-tests.ts';
import { lintTopics } from '../../../src/architects/catalogue/lint.ts';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { decide } from './decide.ts';

const directory = new URL('../../../agents/catalogue/', import.meta.url);
const files = readdirSync(directory)
  .filter(name => name.endsWith('.yaml'))
  .sort()
  .map(name => ({ name, text: readFileSync(new URL(name, directory), 'utf8') }));

/** The day on which the catalogue was last read over as a whole: later days add warnings alone. */
const today = '2026-11-22';

/** What an option leans on stands in another file. */
const whole = loadTopics(files).topics;

test('the catalogue has files', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files)('$name', file => {
  const { topics, issues, placeOf } = loadTopics([file]);

  test('loads under its own name', () => {
    expect(issues).toEqual([]);
    expect(topics.map(({ id }) => `${id}.yaml`)).toEqual([file.name]);
  });

  test('passes the linter without a warning', () => {
    const findings = lintTopics(topics, today, placeOf, whole);
    expect(
      findings.map(({ severity, code, message, place }) => `${severity} ${place?.line}: ${code}: ${message}`),
    ).toEqual([]);
  });

  const golden = topics.flatMap(topic => topic.tests.map(one => ({ name: one.name, topic, one })));

  test.each(golden)('$name', ({ topic, one }) => {
    const [result] = runGoldenTests([{ ...topic, tests: [one] }], decide);
    expect(result?.actual).toMatchObject(one.expect);
  });
});
