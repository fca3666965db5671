import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadTopics } from '../../src/architects/catalogue/load-topics.ts';
import { readCatalogue } from '../../src/io/package-files.ts';
import type { Finding } from '../../src/model/finding.ts';
import { judge } from '../../src/rules/judge.ts';
import type { Design } from '../../src/stages/design.ts';
import { day, designFrom } from '../rules/designs.ts';
import { type Expected, type ExpectedDecision, readExpected } from './expected.ts';

const folder = 'test/cases';
const names = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const { topics } = loadTopics(readCatalogue());

/** Where a decision of the design is not what was expected, in words. */
const differences = (design: Design, topic: string, expected: ExpectedDecision): readonly string[] => {
  const made = design.decided.find(({ decision }) => decision.id === topic);
  if (made === undefined) return [`${topic}: not asked`];
  const chosen = made.chosen?.id ?? 'none';
  const verdict = made.weighed.assessment?.verdict;
  const { accept, standing } = expected;
  return [
    ...(chosen in accept ? [] : [`${topic}: ${chosen}, not ${Object.keys(accept).join(' or ')}`]),
    ...(expected.verdict === undefined || (verdict !== undefined && expected.verdict.includes(verdict))
      ? []
      : [`${topic}: ${verdict}, not ${expected.verdict.join(' or ')}`]),
    ...(standing === undefined || standing === made.standing.kind
      ? []
      : [`${topic}: ${made.standing.kind}, not ${standing}`]),
  ];
};

const tooMuch = ({ decided }: Design, { no_record }: Expected): readonly string[] =>
  decided.flatMap(({ decision, standing }) =>
    standing.kind === 'record' && no_record.includes(decision.id) ? [decision.id] : [],
  );

const brokenRules = (findings: readonly Finding[], about: Finding['about']): readonly string[] => [
  ...new Set(findings.filter(finding => finding.about === about).map(({ rule }) => rule)),
];

test('the cases are twenty, and no expectation names what the catalogue does not have', () => {
  expect(names).toHaveLength(20);
  const options = new Map(topics.map(({ id, options }) => [id, options.map(option => option.id)]));
  const unheardOf = names.flatMap(name => {
    const { decisions, no_record } = readExpected(`${folder}/${name}/expected.yaml`);
    return [
      ...no_record.filter(topic => !options.has(topic)),
      ...Object.entries(decisions).flatMap(([topic, { accept }]) =>
        Object.keys(accept).filter(id => id !== 'none' && options.get(topic)?.includes(id) !== true),
      ),
    ].map(id => `${name}: ${id}`);
  });
  expect(unheardOf).toEqual([]);
});

describe.each(names)('%s', name => {
  const expected = readExpected(`${folder}/${name}/expected.yaml`);

  test('is decided as an architect would', async () => {
    const design = await designFrom(readFileSync(`${folder}/${name}/requirements.yaml`, 'utf8'));
    const findings = judge(design, day);
    expect({
      differences: Object.entries(expected.decisions).flatMap(([topic, one]) =>
        differences(design, topic, one),
      ),
      records: tooMuch(design, expected),
      documents: brokenRules(findings, 'document'),
      unseen: expected.findings.filter(rule => !brokenRules(findings, 'system').includes(rule)),
      unwanted: expected.no_findings.filter(rule => brokenRules(findings, 'system').includes(rule)),
    }).toEqual({ differences: [], records: [], documents: [], unseen: [], unwanted: [] });
  });
});
