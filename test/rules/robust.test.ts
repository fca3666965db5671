import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadTopics } from '../../src/architects/catalogue/load-topics.ts';
import { think } from '../../src/commands/think.ts';
import { readCatalogue } from '../../src/io/package-files.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Requirements } from '../../src/model/requirements.ts';
import { constraintTags, qualityNames, skillLevels } from '../../src/model/requirements.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { judge } from '../../src/rules/judge.ts';
import { architect, day } from './designs.ts';

const some = <T>(values: readonly [T, ...T[]]) => fc.constantFrom(...values);
const optional = <T extends object>(shape: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(shape, { requiredKeys: [] });

const sentence = fc.oneof(
  some([
    'Shops place orders',
    'A nightly batch settles accounts',
    'Search “best” offers?',
    '注文を受ける',
    '# | `x`',
  ]),
  fc.string({ minLength: 1, maxLength: 30 }).filter(text => text.trim() !== ''),
);
const share = some(['90%', '99%', '99.9%', '99.99%']);
const duration = some(['50 ms', '300 ms', '2 s', '1 min', '1 h', 'unknown']);
const owner = some(['sales', 'logistics', 'finance', "d'achats, etc."]);
const quality = Object.fromEntries(
  qualityNames.map(name => [
    name,
    ['availability', 'error_rate', 'durability'].includes(name)
      ? share
      : name === 'throughput'
        ? some(['5/s', '9k/s'])
        : duration,
  ]),
);
const tags = fc.subarray(Object.keys(constraintTags), { maxLength: 2 });
const option = fc.record(
  {
    name: some(['PostgreSQL', 'Kafka', 'Kubernetes', 'Zebra', 'Brother', 'Modular monolith', 'Redis']),
    pros: fc.array(sentence, { maxLength: 2 }),
    cons: fc.array(sentence, { maxLength: 2 }),
    ratings: fc.dictionary(
      some(['cost', 'complexity', 'performance', 'taste']),
      fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant([1, 3])),
    ),
  },
  { requiredKeys: ['name'] },
);
const unique = <T>(item: fc.Arbitrary<T>, key: (one: T) => unknown, maxLength: number) =>
  fc.uniqueArray(item, { selector: key, maxLength });

const files = fc.record(
  {
    system: sentence,
    purpose: sentence,
    functional: fc.uniqueArray(sentence, { minLength: 1, maxLength: 4 }),
    entities: unique(
      fc.record(
        {
          name: some(['Order', 'Shipment', 'Refund', 'Part', '注文', `Bill'; -- "x`]),
          owner,
          size: some(['1 kB', '3 MB']),
          count: some(['200/day', '4M', '90k/s']),
          commands: some([['place order'], ['refund, then close'], ['注文する', '-- (']]),
          classification: some(['public', 'personal', 'secret']),
          retention: some(['1 day', '10 years', 'unknown']),
          fields: fc.dictionary(
            some(['id', 'state', `it's "a"`, '金額', 'x-y (z']),
            some(['uuid', 'text', 'money', 'nonsense']),
            { maxKeys: 3 },
          ),
        },
        { requiredKeys: ['name'] },
      ),
      one => one.name,
      3,
    ),
    flows: fc.array(
      fc.record({
        from: owner,
        to: some(['Warehouse', 'Bank', 'finance']),
        kind: some(['event', 'stream', 'query', 'command', 'file']),
        rate: some(['5/s', '9k/s']),
      }),
      {
        maxLength: 2,
      },
    ),
    external_systems: unique(
      fc.record(
        {
          name: some(['Mail', 'Bank', 'Bank (new)']),
          criticality: some(['hard', 'soft']),
          availability: share,
          protocol: some(['SMTP', 'HTTPS with webhooks', 'a wire']),
        },
        { requiredKeys: ['name'] },
      ),
      one => one.name,
      2,
    ),
    quality: optional(quality),
    quality_scenarios: fc.constant([{ id: 'Q1', stimulus: 'rain', response: 'umbrella' }]),
    load: fc.oneof(
      optional({
        dau: some(['100', '4M']),
        requests_per_user_day: some(['1', '900']),
        peak_factor: some(['1', '60']),
        payload: some(['2 kB']),
      }),
      optional({
        rps: some(['0/s', '5/s', '90k/s']),
        read_write: some(['90/10', '1:1']),
        growth: some(['2x/year', '0%/month']),
      }),
    ),
    constraints: fc.array(
      fc.record(
        { text: sentence, forbids: tags, requires: tags, hard: fc.boolean() },
        { requiredKeys: ['text'] },
      ),
      {
        maxLength: 2,
      },
    ),
    stakeholders: fc.constant([{ role: 'Shop' }]),
    existing: fc.record({
      components: unique(
        fc.record(
          {
            id: some(['web', 'core', 'store']),
            kind: some(['web', 'service', 'database']),
            replicas: some([1, 3]),
            zone: some(['north', 'south']),
          },
          { requiredKeys: ['id', 'kind'] },
        ),
        one => one.id,
        3,
      ),
      connections: fc.array(
        fc.record({
          from: some(['web', 'core']),
          to: some(['core', 'store']),
          kind: some(['sync', 'async']),
        }),
        { maxLength: 3 },
      ),
      pain_points: fc.array(sentence, { maxLength: 1 }),
    }),
    decided: fc.subarray([
      { question: 'How are events published?', answer: 'Event sourcing' },
      { question: 'Which database?', answer: 'Oracle 19' },
      { question: 'What is our release strategy?', answer: 'By hand.' },
    ]),
    compliance: fc.subarray(['GDPR', 'PCI DSS']),
    budget: optional({ monthly: some(['unknown', '0', '50', '20k']) }),
    timeline: optional({ mvp: some(['2 weeks', '9 months']) }),
    team: optional({
      size: some(['1', '6', '90']),
      teams: some(['1', 'unknown']),
      skills: fc.dictionary(
        some(['docker', 'kubernetes', 'PostgreSQL', 'linux']),
        some(skillLevels as readonly [string, ...string[]]),
      ),
      on_call: some(['none', '24x7']),
    }),
    priorities: fc.subarray(['cost', 'reliability', 'performance', 'team-fit']),
    decisions: unique(
      fc.record(
        {
          id: some(['printer', 'primary-store', 'decomposition']),
          question: some(['Which one?', 'Which? And why?', 'Into how many units is it split?']),
          options: unique(option, one => one.name, 3),
        },
        { requiredKeys: ['id', 'question'] },
      ),
      one => one.id,
      2,
    ),
  },
  { requiredKeys: ['system', 'purpose', 'functional'] },
);

/** Null where the reader refuses the file: only valid ones count here. */
const requirementsOf = (file: object): Requirements | null => {
  try {
    return readRequirements(stringify(file, { aliasDuplicateObjects: false }), 'requirements.yaml')
      .requirements;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};

const defectsOf = async (requirements: Requirements) =>
  judge(await think(architect, requirements), day).filter(({ about }) => about === 'document');

test('no valid file makes an error about our document', { timeout: 240_000 }, async () => {
  let valid = 0;
  await fc.assert(
    fc.asyncProperty(files, async file => {
      const requirements = requirementsOf(file);
      fc.pre(requirements !== null);
      valid += 1;
      expect((await defectsOf(requirements)).filter(({ level }) => level === 'error')).toEqual([]);
    }),
    {
      numRuns: Number(process.env.RULES_RUNS ?? 15),
      interruptAfterTimeLimit: 120_000,
      markInterruptAsFailure: false,
    },
  );
  expect(valid).toBeGreaterThan(5);
});

describe.each(loadTopics(readCatalogue()).topics)('the first golden file of $id', ({ tests }) => {
  test('makes no error about our document', async () => {
    for (const { given } of tests.slice(0, 1)) {
      const requirements = requirementsOf(given);
      if (requirements === null) throw new Error('a golden file is not valid');
      expect((await defectsOf(requirements)).filter(({ level }) => level === 'error')).toEqual([]);
    }
  });
});
