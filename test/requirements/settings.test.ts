import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { Problem } from '../../src/model/problem.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { plainNumber, readChanged, settingOf } from '../../src/requirements/settings.ts';

const head = `
system: Shop
purpose: Sell books
functional:
  - { id: order-book, text: A customer orders a book }
`;
const changed = (text: string, ...settings: readonly string[]) =>
  readChanged(`${head}${text}`, 'shop.yaml', settings.map(settingOf), 5).after.requirements;
const issuesOf = (text: string, ...settings: readonly string[]) => {
  try {
    changed(text, ...settings);
  } catch (error) {
    if (error instanceof Problem) return error.issues;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a setting reads as the file would with it', () => {
  test.each<[setting: string, text: string, same: string]>([
    ['load.dau=4M', 'load: { dau: 100k }', 'load: { dau: 4M }'],
    ['load.dau=4M', '', 'load: { dau: 4M }'],
    ['team.skills.node.js=expert', 'team: { size: 3 }', 'team: { size: 3, skills: { node.js: expert } }'],
    ['team.skills.kafka=expert', 'team: { skills: { Kafka: none } }', 'team: { skills: { Kafka: expert } }'],
    ['priorities=cost, reliability', 'priorities: [reliability]', 'priorities: [cost, reliability]'],
    ['priorities=[[cost, reliability], security]', '', 'priorities: [[cost, reliability], security]'],
    ['quality.availability=99.90%', 'quality: { rto: 1 h }', 'quality: { rto: 1 h, availability: 99.90% }'],
    ['budget.monthly=unknown', 'budget: { monthly: 500 }', 'budget: { monthly: unknown }'],
    ['compliance=GDPR, SOX', '', 'compliance: [GDPR, SOX]'],
    [
      'entities.Order.count=5/s',
      'entities: [{ name: Cart }, { name: Order, count: 1/s }]',
      'entities: [{ name: Cart }, { name: Order, count: 5/s }]',
    ],
    [
      'entities[0].count=5/s',
      'entities: [{ name: Order, count: 1/s }]',
      'entities: [{ name: Order, count: 5/s }]',
    ],
    [
      'load=x10',
      'load: { dau: 100k, requests_per_user_day: 7 }',
      'load: { dau: 1000000, requests_per_user_day: 7 }',
    ],
    ['load=x2.5', 'load: { rps: 2/s }', 'load: { rps: 5/s }'],
    [
      'load.peak=4000/s',
      'load: { dau: 100k, requests_per_user_day: 40, peak_factor: 4 }',
      'load: { rps: 1000/s, peak_factor: 4 }',
    ],
    ['load.tenfold=4000/s', 'load: { dau: 100k }', 'load: { rps: 80/s }'],
    [
      'load.dau=7',
      'load: &a { dau: 5, payload: 2 kB }\nexisting: { purpose: x }'.replace(
        '\nexisting: { purpose: x }',
        '',
      ),
      'load: { dau: 7, payload: 2 kB }',
    ],
    ['decided.primary-store=MongoDB', '', 'decided: [{ question: primary store, answer: MongoDB }]'],
    [
      'decided.Primary store=MongoDB',
      'decided: [{ question: Primary store, answer: SQLite }]',
      'decided: [{ question: Primary store, answer: MongoDB }]',
    ],
  ])('%s', (setting, text, same) => {
    const texts = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, inner) => (key === 'text' ? undefined : inner)));
    expect(texts(changed(text, setting))).toEqual(
      texts(readRequirements(`${head}${same}`, 'same.yaml').requirements),
    );
  });

  test('what stands behind an anchor or a merge key is changed where it is used alone', () => {
    const text = 'flows:\n  - &f { from: a, to: b, kind: event, rate: 1/s }\n  - { <<: *f, to: c }\n';
    const { flows } = changed(text, 'flows[1].rate=9/s');
    expect(flows.map(({ rate }) => rate?.value)).toEqual([1, 9]);
  });

  test('a constraint is added beside those that stand', () => {
    const { constraints } = changed(
      'constraints: [{ id: C1, text: Own machines., forbids: [internet] }]',
      'constraints.forbids=public-cloud, containers',
    );
    expect(constraints.map(({ forbids, hard }) => ({ forbids, hard }))).toEqual([
      { forbids: ['internet'], hard: true },
      { forbids: ['public-cloud', 'containers'], hard: true },
    ]);
  });
});

describe('what is refused names the setting, and no line of the file', () => {
  test.each<[setting: string, code: string, hint: RegExp]>([
    ['load.dua=3', 'unknown-key', /dau/],
    ['load.dau=lots', 'not-a-quantity', /number/],
    ['team.skills.kafka=guru', 'unknown-value', /expert/],
    ['priorities=cost, speed', 'unknown-value', /performance/],
    ['entities.Foo.count=3', 'unknown-path', /entities/],
    ['load.peak=much', 'not-a-quantity', /4000/],
    ['load=x3', 'no-load', /load\.rps/],
    ['functional=[', 'yaml-syntax', /bracket/],
    ['system=unknown', 'not-unknown', /Write/],
  ])('%s', (setting, code, hint) => {
    const [issue] = issuesOf('team: { size: 3 }\nentities: [{ name: Order }]', 'team.size=4', setting);
    expect(issue).toMatchObject({ code, message: expect.stringContaining(`--set ${setting}: `) });
    expect(`${issue?.expected} ${issue?.hint}`).toMatch(hint);
    expect(issue?.place).toBeUndefined();
  });

  test('what is wrong with the file itself keeps its place', () => {
    const [issue] = issuesOf('lod: {}', 'team.size=4');
    expect(issue).toMatchObject({ code: 'unknown-key', place: { file: 'shop.yaml', line: 6 } });
    expect(issue?.message).not.toContain('--set');
  });

  test.each(['x', '=3', 'load.dau=', ''])('%j is no setting', text => {
    expect(() => settingOf(text)).toThrow(Problem);
  });
});

test('a number is written so that it is read as the same', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), value => {
      const read = changed('', `load.rps=${plainNumber(value)}/s`).load?.rps?.value ?? Number.NaN;
      expect(Math.abs(read / value - 1)).toBeLessThan(1e-5);
    }),
  );
});

/** Every single value of a file, with its path. */
const leavesOf = (text: string): readonly (readonly [path: string, value: string])[] => {
  const leaves: [string, string][] = [];
  const document = parseDocument(text);
  visit(document, {
    Scalar(key, node, path) {
      if (key === 'key') return;
      const steps: (string | number)[] = [];
      for (const [at, one] of path.entries()) {
        const next = path[at + 1] ?? node;
        if (typeof one === 'object' && 'items' in one) {
          const index = (one.items as readonly unknown[]).indexOf(next);
          if (!('key' in (next as object))) steps.push(index);
        } else if (typeof one === 'object' && 'key' in one) steps.push(String(one.key));
      }
      const written = steps.reduce<string>(
        (sum, one) => (typeof one === 'number' ? `${sum}[${one}]` : sum === '' ? one : `${sum}.${one}`),
        '',
      );
      const { source } = node;
      if (source !== undefined && source !== '' && node.type === 'PLAIN') leaves.push([written, source]);
    },
  });
  return leaves;
};

const examples = new URL('../../docs/examples/', import.meta.url);

test.each(readdirSync(examples))('%s: setting a value to what it is changes nothing', name => {
  const text = readFileSync(new URL(`${name}/requirements.yaml`, examples), 'utf8');
  const leaves = leavesOf(text).filter(([path]) => !path.startsWith('decided'));
  expect(leaves.length).toBeGreaterThan(15);
  const { requirements } = readRequirements(text, name);
  const settings = leaves.map(([path, value]) => ({ path, value }));
  expect(readChanged(text, name, settings, 5).after.requirements).toEqual(requirements);
  const other = readChanged(text, name, [...settings, { path: 'system', value: 'Another' }], 5);
  expect(other.after.requirements).toEqual({ ...requirements, system: 'Another' });
});
