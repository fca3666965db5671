import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll } from 'vitest';
import { stringify } from 'yaml';
import { readRequirements } from '../../src/requirements/read.ts';
import type { Decided } from '../../src/stages/decide.ts';
import { type Design, design } from '../../src/stages/design.ts';
import { driversOf } from '../../src/weighing/drivers.ts';
import { figuresOf } from '../../src/weighing/figures-of.ts';
import { hostileText } from '../render/hostile-text.ts';
import { designFrom } from '../rules/designs.ts';

/** The requirements that the documentation shows, by name. */
export const examples = readdirSync('docs/examples').sort();
export const exampleDesign = (name: string): Promise<Design> =>
  designFrom(readFileSync(`docs/examples/${name}/requirements.yaml`, 'utf8'));

/** The designs of all examples for a file of tests, made before the first of them. */
export const useExamples = () => {
  const designs = new Map<string, Design>();
  beforeAll(async () => {
    const made = await Promise.all(examples.map(async name => [name, await exampleDesign(name)] as const));
    for (const [name, one] of made) designs.set(name, one);
  }, 120_000);
  const example = (name: string): Design => {
    const found = designs.get(name);
    if (found === undefined) throw new Error(`no example ${name}`);
    return found;
  };
  return { designs: designs as ReadonlyMap<string, Design>, example };
};

/** A design in which nothing is decided, without asking an architect: for many files in little time. */
export const undecided = (file: object): Design => {
  const { requirements } = readRequirements(
    stringify(file, { aliasDuplicateObjects: false }),
    'requirements.yaml',
  );
  return design(
    {
      requirements,
      drivers: driversOf(requirements),
      figures: figuresOf(requirements),
      assumptions: [],
      questions: [],
      decisions: [],
      settled: [],
    },
    [],
  );
};

/** The same design with another option chosen in one of its decisions. */
export const choosing = (whole: Design, decision: string, option: string): Design => {
  const one = whole.decided.find(decided => decided.decision.id === decision);
  const chosen = one?.weighed.proposal.options.find(({ id }) => id === option);
  if (one === undefined || chosen === undefined) throw new Error(`no option ${option} of ${decision}`);
  const turned: Decided = { ...one, chosen };
  return { ...whole, decided: whole.decided.map(decided => (decided === one ? turned : decided)) };
};

const words = [
  ...'order group user select table index row "quoted" ctid limit cursor values primary'.split(' '),
  ...[
    "O'Brien",
    'a;b',
    '--x',
    '/* x',
    'заказ',
    '注文',
    'عميل',
    'naïve',
    '__proto__',
    'constructor',
    '1st',
    '%s',
    '\\',
  ],
  ...[
    '$$',
    '{id}',
    '../x',
    '?a=b',
    '#',
    '~1',
    'sqlite_master',
    'Problem',
    'New order',
    'Order page',
    'outbox',
  ],
];
const typeWords = [
  ...'text uuid int bigint money decimal timestamp date bool json real bytes duration time'.split(' '),
  ...[
    'enum(a, b\'s, "c")',
    'enum()',
    'decimal(12, 2)',
    'varchar(80)',
    'text[]',
    'list of int',
    'date?',
    'GeoPoint',
    'int--',
  ],
];

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc.string({ minLength: 60, maxLength: 90, unit: fc.constantFrom('a', 'é', '漢') }),
  },
);

const entity = fc.record(
  {
    name,
    owner: fc.constantFrom('sales', 'Lager "1"'),
    size: fc.constantFrom('1 kB', '2 MB'),
    count: fc.constantFrom('100', '80/day', '5M/day'),
    retention: fc.constantFrom('3 years', '30 days'),
    classification: fc.constantFrom('public', 'personal', 'secret'),
    fields: fc.dictionary(name, fc.oneof(fc.constantFrom(...typeWords), hostileText), { maxKeys: 6 }),
    refers: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
    commands: fc.uniqueArray(fc.record({ name, event: fc.constantFrom('OrderPlaced', 'Заказан') }), {
      maxLength: 3,
      selector: one => one.name.trim().normalize('NFC'),
    }),
  },
  { requiredKeys: ['name'] },
);

/** Files with entities whose names are everything that a store, YAML or a URL stumbles over. */
export const hostileFile: fc.Arbitrary<object> = fc
  .uniqueArray(entity, { minLength: 1, maxLength: 5, selector: one => one.name.trim().normalize('NFC') })
  .map(entities => ({
    system: 'Hostile',
    purpose: 'Stumble over nothing.',
    functional: ['When an order changes, the system shall tell the customer.'],
    entities: entities.map(({ refers = [], ...one }) => ({
      ...one,
      references: [...new Set(refers.map(at => entities[at % entities.length]?.name ?? one.name))],
    })),
  }))
  .filter(file => {
    try {
      undecided(file);
      return true;
    } catch {
      // What reading refuses never comes this far.
      return false;
    }
  });
