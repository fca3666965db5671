import { beforeAll, describe, expect, test } from 'vitest';
import { openapiOf } from '../../src/design/interfaces/openapi.ts';
import { type Sections, sectionsOf } from '../../src/design/sections.ts';
import { openapiFaults } from '../../src/rules/openapi-faults.ts';
import { unreadable } from '../../src/rules/snippet-rules.ts';
import type { Decided } from '../../src/stages/decide.ts';
import type { Design } from '../../src/stages/design.ts';
import { complete, designOf, found, withRecord } from './designs.ts';

/** A file that every section of the document has something to say about. */
const whole = {
  ...complete,
  stakeholders: [{ role: 'Shop' }],
  functional: ['A shop places an order.', 'A shop opens a shop of its own.'],
  entities: [
    {
      name: 'Order',
      owner: 'sales',
      size: '2 kB',
      count: '20000/day',
      classification: 'secret',
      fields: { id: 'uuid', state: 'text' },
      commands: ['place order'],
    },
    { name: 'Shop', owner: 'sales', size: '1 kB', count: 500, commands: ['open shop'] },
  ],
  flows: [
    { from: 'Orders', to: 'Warehouse', kind: 'event', delay: '10 s' },
    { from: 'Warehouse', to: 'Orders', kind: 'event' },
    { from: 'Orders', to: 'Bank', kind: 'command', rate: '5/s' },
  ],
  external_systems: [
    { name: 'Bank', criticality: 'hard', availability: '99.99%', protocol: 'HTTPS' },
    { name: 'Warehouse', criticality: 'soft', protocol: 'HTTPS' },
  ],
  existing: {
    components: [
      { id: 'web', kind: 'web' },
      { id: 'queue', kind: 'queue' },
      { id: 'store', kind: 'database' },
    ],
    connections: [
      { from: 'web', to: 'queue', kind: 'async' },
      { from: 'queue', to: 'store', kind: 'async' },
    ],
  },
};

let sound: Design;
beforeAll(async () => {
  sound = await designOf(whole);
});

/** The design with sections as a defect would leave them: those of a copy are made once, and kept. */
const broken = (change: (sections: Sections) => void): Design => {
  const copy = { ...sound };
  change(sectionsOf(copy));
  return copy;
};

const withFigures = (change: (figure: Design['analysis']['figures'][number]) => object): Design => ({
  ...sound,
  analysis: {
    ...sound.analysis,
    figures: sound.analysis.figures.map(figure => ({ ...figure, ...change(figure) })),
  },
});

const withChosen = (
  change: (chosen: NonNullable<Decided['chosen']>) => object,
  more: Partial<Decided> = {},
) =>
  withRecord(sound, ({ chosen }) => ({
    chosen: chosen === null ? null : { ...chosen, ...change(chosen) },
    ...more,
  }));

const experiment = {
  href: '',
  title: 'Primary store',
  firmness: 'Toss-up',
  hypothesis: 'It bears the peak.',
  time_box: '1 day',
  passes: 'It does.',
  fails: 'It does not.',
};
const trial = { hypothesis: 'It bears the peak.', time_box: '1 day', pass: 'It does.', fail: 'It does not.' };

/** By rule: its level, what a defect of ours would look like, and the design that has it. */
const defects: readonly (readonly [
  rule: string,
  level: 'error' | 'warning',
  name: string,
  make: () => Design,
])[] = [
  [
    'EVT-001',
    'error',
    'a command that no row has',
    () =>
      broken(({ events }) => {
        events.rows = events.rows.slice(1);
      }),
  ],
  [
    'EVT-001',
    'error',
    'a row without an event',
    () =>
      broken(({ events }) => {
        events.rows = events.rows.map(row => ({ ...row, event: '' }));
      }),
  ],
  [
    'EVT-003',
    'warning',
    'a receiver that no row has',
    () =>
      broken(({ events }) => {
        events.subscribers = [];
      }),
  ],
  [
    'EVT-003',
    'warning',
    'a way in without a word about duplicates',
    () =>
      broken(({ events }) => {
        events.inbound = events.inbound.map(row => ({ ...row, duplicates: ' ' }));
      }),
  ],
  [
    'PAT-001',
    'warning',
    'event sourcing that nothing asks for',
    () => withChosen(() => ({ id: 'event-sourcing', name: 'Event sourcing' })),
  ],
  [
    'REL-005',
    'warning',
    'attempts without end',
    () =>
      withFigures(({ id, inputs }) =>
        id === 'call-timeout'
          ? { inputs: inputs.map(one => (one.name === 'attempts' ? { ...one, value: 99 } : one)) }
          : {},
      ),
  ],
  [
    'REL-005',
    'warning',
    'pauses of one length',
    () =>
      broken(({ reliability }) => {
        reliability.timeouts = ['One attempt may take 1 s.'];
      }),
  ],
  [
    'REL-005',
    'warning',
    'a repeated command without a key',
    () =>
      broken(({ reliability }) => {
        reliability.failures = reliability.failures.map(row => ({ ...row, contained: '2 attempts of 1 s' }));
      }),
  ],
  [
    'SEC-001',
    'error',
    'an operation without a right',
    () =>
      broken(({ security }) => {
        security.rights = [];
      }),
  ],
  [
    'SEC-002',
    'error',
    'secret data without protection',
    () =>
      broken(({ security }) => {
        security.classes = [];
      }),
  ],
  [
    'SEC-002',
    'error',
    'a border without a word about encryption',
    () =>
      broken(({ security }) => {
        security.boundaries = security.boundaries.map(row => ({ ...row, encrypted: '' }));
      }),
  ],
  [
    'SEC-003',
    'error',
    'no credentials',
    () =>
      broken(({ security }) => {
        security.secrets = [];
      }),
  ],
  [
    'SEC-003',
    'error',
    'no limits',
    () =>
      broken(({ security }) => {
        security.limits = [];
      }),
  ],
  [
    'SEC-004',
    'error',
    'nine risks',
    () =>
      broken(({ security }) => {
        security.risks = security.risks.slice(1);
      }),
  ],
  [
    'SEC-004',
    'error',
    'a risk without a test',
    () =>
      broken(({ security }) => {
        security.risks = security.risks.map(row => ({ ...row, test: '' }));
      }),
  ],
  [
    'OPS-001',
    'error',
    'an objective that nothing measures',
    () =>
      broken(({ operations }) => {
        operations.objectives = operations.objectives.slice(1);
      }),
  ],
  [
    'OPS-001',
    'error',
    'a runbook without first steps',
    () =>
      broken(({ operations }) => {
        operations.runbook = operations.runbook.map(row => ({ ...row, action: '' }));
      }),
  ],
  [
    'OPS-001',
    'error',
    'an external system that the runbook forgets',
    () =>
      broken(({ operations }) => {
        operations.runbook = operations.runbook.slice(1);
      }),
  ],
  [
    'OPS-002',
    'error',
    'a sender that no trace follows',
    () =>
      broken(({ operations }) => {
        operations.traces = [];
      }),
  ],
  [
    'OPS-002',
    'error',
    'secrets in the logs',
    () =>
      broken(({ data }) => {
        data.entities = data.entities.map(row => ({ ...row, protection: 'secret' }));
      }),
  ],
  [
    'OPS-003',
    'error',
    'a part that nothing describes',
    () =>
      broken(({ operations }) => {
        operations.described = operations.described.slice(1);
      }),
  ],
  [
    'OPS-004',
    'error',
    'no way out',
    () =>
      broken(({ operations }) => {
        operations.release = { ...operations.release, way: '' };
      }),
  ],
  [
    'OPS-004',
    'error',
    'a step without a way back',
    () =>
      broken(({ operations }) => {
        operations.release.steps = [{ step: 'All at once', goes_on: 'nobody calls', goes_back: '' }];
      }),
  ],
  [
    'DOC-001',
    'error',
    'an arrow to nowhere',
    () => ({
      ...sound,
      containers: {
        ...sound.containers,
        edges: [...sound.containers.edges, { from: 'nowhere', to: 'nobody', asynchronous: false }],
      },
    }),
  ],
  [
    'DOC-001',
    'error',
    'a box without a name',
    () => ({ ...sound, context: { ...sound.context, people: [{ name: ' ' }] } }),
  ],
  [
    'EX-002',
    'error',
    'a load test with a rate that is no number',
    () => withFigures(({ id }) => (id === 'peak-rate' ? { value: Number.POSITIVE_INFINITY } : {})),
  ],
  [
    'VAL-001',
    'warning',
    'a toss-up without an experiment',
    () =>
      withRecord(sound, ({ chosen, outcome, firmness }) => ({
        chosen: chosen === null ? null : { ...chosen, risks: [] },
        outcome: outcome === null ? null : { ...outcome, proof_of_concept: null },
        firmness: { ...firmness, word: 'Toss-up' },
      })),
  ],
  [
    'VAL-002',
    'error',
    'a plan without rates',
    () => withFigures(({ id }) => (id === 'peak-rate' ? { inputs: [] } : {})),
  ],
  [
    'VAL-002',
    'error',
    'runs that the document does not show',
    () =>
      broken(({ validation }) => {
        validation.scenarios = [];
      }),
  ],
  [
    'VAL-003',
    'error',
    'an experiment that cannot fail',
    () =>
      broken(({ validation }) => {
        validation.proofs = [{ ...experiment, fails: experiment.passes }];
      }),
  ],
  [
    'VAL-003',
    'error',
    'a risk that nobody can try in a known time',
    () =>
      withChosen(() => ({ risks: [{ id: 'slow', text: 'it is slow', test: { ...trial, time_box: '' } }] })),
  ],
  [
    'REV-001',
    'error',
    'a cut vertex that nobody names',
    () =>
      broken(({ reliability }) => {
        reliability.single_points = [];
      }),
  ],
  [
    'REV-003',
    'error',
    'a change in one step',
    () =>
      broken(({ operations }) => {
        operations.migration = { intro: 'At once:', steps: ['Change the table.'] };
      }),
  ],
];

const ofOurs = (design: Design, rule: string) =>
  found(design, rule).filter(({ about }) => about === 'document');

describe.each(defects)('%s (%s): %s', (rule, level, _name, make) => {
  test('is found', () => {
    const findings = ofOurs(make(), rule);
    expect(findings).not.toEqual([]);
    for (const { level: is, text } of findings) {
      expect(is).toBe(level);
      expect(text).toMatch(/^\p{Lu}.*\.$/su);
    }
  });

  test('is not found in the sound design', () => {
    expect(ofOurs(sound, rule)).toEqual([]);
  });
});

test('an experiment that can fail passes VAL-003', () => {
  const design = broken(({ validation }) => {
    validation.proofs = [experiment];
  });
  expect(ofOurs(design, 'VAL-003')).toEqual([]);
});

/** What DOC-002 asks of the document that stands beside the design. */
describe('the OpenAPI document', () => {
  const document = (): Record<string, unknown> => structuredClone({ ...openapiOf(sound) });

  test('of the sound design has no fault', () => {
    expect(openapiFaults(document())).toEqual([]);
  });

  test.each<readonly [string, object]>([
    ['has no operation', { paths: {} }],
    ['OpenAPI 3.1', { openapi: '2.0' }],
    ['no title or no version', { info: {} }],
    ['defined nowhere', { components: {} }],
    ['no security scheme', { security: [{ ghost: [] }] }],
    ['does not describe {id}', { paths: { '/orders/{id}': { get: { responses: { 200: {} } } } } }],
    [
      'its path does not have',
      {
        paths: { '/orders': { get: { parameters: [{ in: 'path', name: 'id' }], responses: { 200: {} } } } },
      },
    ],
    ['has no response', { paths: { '/orders': { get: {} } } }],
    [
      'two operations are called list',
      {
        paths: {
          '/a': { get: { operationId: 'list', responses: { 200: {} } } },
          '/b': { get: { operationId: 'list', responses: { 200: {} } } },
        },
      },
    ],
  ])('%s', (fault, change) => {
    expect(openapiFaults({ ...document(), ...change }).join('; ')).toContain(fault);
  });
});

/** What EX-002 asks of files of code. */
describe('a schema', () => {
  test.each([
    ["CREATE TABLE a (b text DEFAULT 'it''s'); -- don't\n", 'postgresql'],
    ['CREATE TABLE "a""(b" (c text);', 'sqlite'],
    ["CREATE TABLE a (b Enum16('it\\'s' = 1));", 'clickhouse'],
    ['-- nothing yet\n', 'postgresql'],
  ] as const)('can be read: %s', (sql, dialect) => {
    expect(unreadable('schema.sql', sql, dialect)).toBeNull();
  });

  test.each([
    ["CREATE TABLE a (b text DEFAULT 'it's');", 'quote'],
    ['CREATE TABLE "a (b text);', 'quote'],
    ['CREATE TABLE a (b text;', 'close'],
    ['CREATE TABLE a b text);', 'closes'],
    ['CREATE TABLE a (b text)', 'statement'],
  ])('cannot be read: %s', (sql, fault) => {
    expect(unreadable('schema.sql', sql, 'postgresql')).toContain(fault);
  });

  test('of JSON has to be JSON', () => {
    expect(unreadable('schema.mongodb.json', '[{}]', 'mongodb')).toBeNull();
    expect(unreadable('schema.mongodb.json', '[{]', 'mongodb')).not.toBeNull();
  });
});
