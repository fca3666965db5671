import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Issue, Problem } from '../../src/model/problem.ts';
import { largestFile } from '../../src/requirements/decode.ts';
import { readRequirements } from '../../src/requirements/read.ts';

const page = readFileSync(new URL('../../docs/requirements.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n(system|apiVersion)([\s\S]*?)```/g)].map(
  ([, first, rest]) => `${first}${rest}`,
);
const [ten = '', , full = ''] = examples;

const read = (source: string | Uint8Array) => readRequirements(source, 'r.yaml').requirements;
const issues = (source: string | Uint8Array): readonly Issue[] => {
  try {
    read(source);
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.issues;
    throw error;
  }
};
const codes = (source: string | Uint8Array): string[] => issues(source).map(({ code }) => code);
const minimal = 'system: a\npurpose: b\nfunctional: [c]\n';

describe('readRequirements', () => {
  it('reads the ten-line version', () => {
    const requirements = read(ten);
    expect(requirements).toMatchObject({
      system: 'Order notifications',
      load: { dau: { value: 100_000, text: '100k', dimension: 'count' } },
      quality: { availability: { value: 0.999 }, latency_p95: { value: 0.3 } },
      priorities: ['reliability', 'time-to-market', 'cost'],
      team: { skills: { typescript: 'expert' } },
      entities: [],
      unknowns: [],
    });
    expect(requirements.functional.map(({ priority }) => priority)).toEqual(['must', 'must']);
    expect(requirements).not.toHaveProperty('apiVersion');
  });

  it('reads every example of the page, and spells shorthand out', () => {
    expect(examples).toHaveLength(4);
    for (const example of examples.slice(0, 3)) expect(issues(example)).toEqual([]);
    const requirements = read(full);
    expect(requirements.entities[0]?.commands.map(({ event }) => event)).toEqual([
      'OrderPlaced',
      'ItemAddedToOrder',
      'OrderCheckedOut',
    ]);
    expect(requirements.entities[0]?.count).toEqual({
      dimension: 'rate',
      value: 1.15740740740741,
      text: '100k/day',
    });
    expect(requirements.constraints.map(({ hard }) => hard)).toEqual([true, false]);
    expect(requirements.decided[0]?.record).toBe('0001');
  });

  it('leaves out what is unknown and keeps its paths, in the order of the file', () => {
    const source = `${minimal}entities:
  - { name: A, size: 1 kB }
  - { name: B, retention: unknown, fields: { total: unknown, note: "unknown" } }
team: { skills: { node.js: unknown, go: working } }
load: unknown
flows: unknown
`;
    const requirements = read(source);
    expect(requirements.unknowns).toEqual([
      'entities[1].retention',
      'entities[1].fields.total',
      'team.skills.node.js',
      'load',
      'flows',
    ]);
    expect(requirements).not.toHaveProperty('load');
    expect(requirements.flows).toEqual([]);
    expect(requirements.entities[1]?.fields).toEqual({ note: 'unknown' });
    expect(requirements.team?.skills).toEqual({ go: 'working' });
  });

  it('tells where a path stands', () => {
    const { placeOf } = readRequirements(
      `${minimal}team: { skills: { node.js: expert, node: none } }\n`,
      'r.yaml',
    );
    expect(placeOf('functional[0]')).toEqual({ file: 'r.yaml', line: 3, column: 14 });
    expect(placeOf('team.skills.node.js')).toEqual({ file: 'r.yaml', line: 4, column: 28 });
    expect(placeOf('team.skills.node')).toEqual({ file: 'r.yaml', line: 4, column: 42 });
    expect([placeOf('functional[1]'), placeOf('load.dau'), placeOf('')?.line]).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });

  it('keeps ids when requirements move, and changes them when they are reworded', () => {
    const ids = (...texts: string[]) =>
      read(`system: a\npurpose: b\nfunctional: ${JSON.stringify(texts)}`).functional;
    const [one, two] = ids('The shop sells shoes.', 'The shop ships shoes.');
    expect(ids('The shop ships shoes.', 'The shop sells shoes.')).toEqual([two, one]);
    expect(ids('the shop  sells shoes')[0]?.id).toBe(one?.id);
    expect(ids('The shop sells boots.')[0]?.id).not.toBe(one?.id);
    expect(ids('注文が変わる')[0]?.id).toMatch(/^注文が変わる-[0-9a-z]{4}$/u);
    expect(ids('?!')[0]?.id).toMatch(/^r-[0-9a-z]{4}$/);
  });

  it.each<[string, string]>([
    ['a byte order mark', `\uFEFF${ten}`],
    ['Windows line endings', ten.replaceAll('\n', '\r\n')],
    ['lone carriage returns', ten.replaceAll('\n', '\r')],
    ['a document start and end', `---\n${ten}...\n`],
    ['a YAML 1.1 directive', `%YAML 1.1\n---\n${ten}`],
  ])('reads the same with %s', (_, source) => {
    expect(read(source)).toEqual(read(ten));
    expect(read(new TextEncoder().encode(source))).toEqual(read(ten));
  });

  it('takes numbers, dates and booleans for the text that they are where text is meant', () => {
    const requirements = read('system: 42\npurpose: no\nfunctional: [2024-01-01, true, 1.50, ~x]\n');
    expect([requirements.system, requirements.purpose]).toEqual(['42', 'no']);
    expect(requirements.functional.map(({ text }) => text)).toEqual(['2024-01-01', 'true', '1.50', '~x']);
  });

  it('resolves aliases and merge keys', () => {
    const source = `${minimal}entities:\n  - &order { name: Order, size: 2 kB, owner: Sales }\n  - { <<: *order, name: Invoice }\n`;
    expect(read(source).entities.map(({ name, owner, size }) => [name, owner, size?.value])).toEqual([
      ['Order', 'Sales', 2000],
      ['Invoice', 'Sales', 2000],
    ]);
  });

  it('takes the currency from the amount', () => {
    expect(read(`${minimal}budget: { monthly: $500 }`).budget?.currency).toBe('USD');
    expect(read(`${minimal}budget: { monthly: 500 }`).budget).not.toHaveProperty('currency');
  });

  it('pollutes no prototype', () => {
    expect(codes(`${minimal}glossary: { __proto__: { polluted: 1 } }`)).toEqual(['unknown-key']);
    expect(codes(`${minimal}__proto__: { polluted: 1 }`)).toEqual(['unknown-key']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('files that are none', () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'empty-file'],
    ['spaces', '  \n\n', 'empty-file'],
    ['a byte order mark alone', '\uFEFF', 'empty-file'],
    ['NUL', 'system: a\0b', 'binary-file'],
    ['an escape sequence', 'system: a\u001b[31m', 'control-character'],
    ['UTF-16', bytes(0xff, 0xfe, 0x61, 0), 'not-utf8'],
    ['Latin-1', bytes(0x61, 0x3a, 0x20, 0xe9), 'not-utf8'],
    ['a cut-off character', bytes(0x61, 0x3a, 0x20, 0xe2, 0x82), 'not-utf8'],
    ['one byte too many', 'a'.repeat(largestFile + 1), 'too-large'],
    ['too many bytes in UTF-8', 'é'.repeat(largestFile / 2 + 1), 'too-large'],
    ['open brackets', '['.repeat(20_000), 'too-deep'],
    ['dashes', '- '.repeat(20_000), 'too-deep'],
    ['question marks', '? '.repeat(20_000), 'too-deep'],
    ['keys', `${'{a: '.repeat(5000)}`, 'too-deep'],
    ['commas', `[${','.repeat(2_000_000)}`, 'too-large'],
  ])('%s', (_, source, code) => {
    expect(codes(source)).toEqual([code]);
  });

  it('names the place of a byte that is no text', () => {
    const [issue] = issues(Uint8Array.from([...new TextEncoder().encode('a: ü\nb: '), 0xe9, 0x0a]));
    expect(issue).toMatchObject({ place: { line: 2, column: 4 }, received: 'the byte 0xE9' });
  });

  it('refuses control characters behind escapes too', () => {
    expect(codes('system: "a\\e[31m"\npurpose: b\nfunctional: [c]')).toEqual(['control-character']);
  });

  it('reads no more issues than anyone does', () => {
    const many = issues(
      `${minimal}${Array.from({ length: 300 }, (_, index) => `key${index}: 1\n`).join('')}`,
    );
    expect([many.length, many.at(-1)?.code]).toEqual([201, 'too-many-issues']);
  });
});

describe('any text', () => {
  const word = fc.constantFrom(
    ...[
      'system',
      'functional',
      'load',
      'entities',
      'name',
      'unknown',
      '99.9%',
      '100k',
      '<<',
      '*a',
      '&a',
      '!t',
      '__proto__',
    ],
    ...[
      ': ',
      ':',
      '- ',
      '\n',
      '\n  ',
      '\n    ',
      '\t',
      ' ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '|',
      '>',
      '#',
      '? ',
      '---\n',
      '%',
      '\r',
    ],
  );
  const yamlish = fc.array(word, { maxLength: 40 }).map(words => words.join(''));

  it('is read, or refused with a Problem whose issues have places', () => {
    fc.assert(
      fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), text => {
        for (const issue of issues(text)) {
          expect(issue.code).toMatch(/^[a-z0-9-]+$/);
          expect(issue.place?.line).toBeGreaterThan(0);
          expect(issue.place?.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused with a Problem when it is any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => void issues(bytes)));
  });

  it('made from a valid file by cutting and pasting is read, or refused with issues in order', () => {
    const spot = fc.nat(full.length);
    fc.assert(
      fc.property(spot, fc.nat(30), fc.oneof(word, fc.constant('')), (at, length, put) => {
        const found = issues(`${full.slice(0, at)}${put}${full.slice(at + length)}`);
        const places = found.map(({ place }) => [place?.line ?? 0, place?.column ?? 0] as const);
        const ordered = [...places].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(places).toEqual(ordered);
      }),
      { numRuns: 150 },
    );
  });

  // Work that grows with the square of the length would outlast the test.
  it('of the largest size is read', () => {
    const line = (index: number) =>
      `  - When order ${index} changes its state, the system shall notify the customer.\n`;
    const lines = Array.from({ length: 60_000 }, (_, index) => line(index)).join('');
    const source = `system: a\npurpose: b\nfunctional:\n${lines}`;
    expect(source.length).toBeGreaterThan(0.85 * largestFile);
    expect(read(source).functional).toHaveLength(60_000);
  });
});
