import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmless } from '../../src/model/issue-text.ts';
import { readPersona } from '../../src/personas/read.ts';
import { largestPersona } from '../../src/personas/text-of-bytes.ts';

const file = (head: string, body = 'You judge.\n'): string => `---\n${head}\n---\n\n${body}`;
const read = (text: string | Uint8Array, name = 'some/own-name.md') => readPersona(text, name);
const codes = (text: string | Uint8Array) =>
  read(text).issues.map(({ level, code, place }) => `${level} ${code} ${place?.line}`);

test('reads strict YAML, and keeps what it does not know', () => {
  const { persona, issues } = read(
    file(
      'name: critic\ndescription: >\n  Looks for\n  faults.\nmodel: claude-opus-5-5\ntools: [Read, "Bash(git log:*)"]\ncolor: red\nhooks: { Stop: [a] }',
    ),
  );
  expect(issues).toEqual([]);
  expect(persona).toEqual({
    name: 'critic',
    stage: null,
    description: 'Looks for\nfaults.'.replace('\n', ' '),
    model: 'claude-opus-5-5',
    tools: ['Read', 'Bash(git log:*)'],
    color: 'red',
    other: { hooks: { Stop: ['a'] } },
    prompt: 'You judge.',
  });
});

test('tools are a list or a text with commas, also within parentheses', () => {
  const toolsOf = (value: string) => read(file(`name: a\ndescription: b\ntools:${value}`)).persona?.tools;
  expect(toolsOf(' Read, Grep ,Bash(a, b),')).toEqual(['Read', 'Grep', 'Bash(a, b)']);
  expect(toolsOf('\n  - Read\n  - Grep')).toEqual(['Read', 'Grep']);
  expect(toolsOf('')).toBeNull();
});

test('a description that is no YAML: raw talk, colons, tags, escapes as they stand there', () => {
  const head = [
    'name: Senior Backend  Architect',
    'description: Use this when needed. Examples:\\n- <example>\\n  user: "Design: now"',
    'user: "I need a database"',
    'Context: nothing yet',
    '- <commentary>a list, or not</commentary>',
    'tools: Read, Write',
    'version: 3',
    'model: sonnet',
    'skills:',
    '  - api-design',
  ].join('\n');
  const { persona, issues } = read(file(head));
  expect(issues).toEqual([]);
  expect(persona).toMatchObject({
    name: 'Senior Backend  Architect',
    stage: 'lead',
    model: 'sonnet',
    tools: ['Read', 'Write'],
    other: { version: 3, skills: ['api-design'] },
  });
  expect(persona?.description.split('\n')).toEqual([
    'Use this when needed. Examples:\\n- <example>\\n  user: "Design: now"',
    'user: "I need a database"',
    'Context: nothing yet',
    '- <commentary>a list, or not</commentary>',
  ]);
});

test('a block of text survives front matter that another line breaks', () => {
  const { persona } = read(
    file('name: "a: b\ndescription: |\n  One: two\n  three\ncolor: x: y\nmodel: opus'),
  );
  expect(persona).toMatchObject({
    name: '"a: b',
    description: 'One: two\nthree',
    color: 'x: y',
    model: 'opus',
  });
});

test('byte order mark, Windows and old line endings, blank lines first', () => {
  const plain = file('name: a\ndescription: b', 'One\nTwo');
  for (const text of [
    `\uFEFF${plain}`,
    plain.replaceAll('\n', '\r\n'),
    plain.replaceAll('\n', '\r'),
    `\n\n${plain}`,
  ])
    expect(read(text)).toEqual(read(plain));
});

test('what takes a persona away, with its line', () => {
  expect(codes('')).toEqual(['error missing-front-matter 1']);
  expect(codes('# A page\n')).toEqual(['error missing-front-matter 1']);
  expect(codes('\n---\nname: a\n')).toEqual(['error open-front-matter 2']);
  expect(codes('---\nname: a\n---\n \n')).toEqual(['error empty-prompt 3']);
  expect(codes(file('name: a\ndescription: b', 'x\0'))).toEqual(['error binary-file 6']);
  expect(codes(new Uint8Array([0x2d, 0x0a, 0xc3, 0x28]))).toEqual(['error not-utf8 2']);
  expect(codes(new Uint8Array([0xff, 0xfe, 0x2d, 0]))).toEqual(['error not-utf8 1']);
  expect(codes('x'.repeat(largestPersona + 1))).toEqual(['error too-large undefined']);
  expect(read('').persona).toBeNull();
});

test('what is odd and still used', () => {
  const { persona } = read(file('model: sonnnet\ndescription: [a]'));
  expect(persona).toMatchObject({ name: 'own-name', model: 'inherit' });
  expect(codes(file('model: sonnnet\ndescription: [a]'))).toEqual([
    'warning missing-name 1',
    'warning missing-description 3',
    'warning unknown-model 2',
  ]);
  expect(codes(file('name: a\nname: b\ndescription: c'))).toEqual(['warning duplicate-key 3']);
});

test('a replacement character that the file itself holds is text', () => {
  expect(read(file('name: a\ndescription: b', 'shown as \uFFFD')).persona?.prompt).toBe('shown as \uFFFD');
});

test('models: aliases in any case, ids of any server', () => {
  const modelOf = (model: string) => read(file(`name: a\ndescription: b\nmodel: ${model}`)).persona?.model;
  expect(['Opus', 'fable', 'claude-haiku-5-5', 'llama3.1:70b', 'qwen/qwen3'].map(modelOf)).toEqual([
    'opus',
    'fable',
    'claude-haiku-5-5',
    'llama3.1:70b',
    'qwen/qwen3',
  ]);
});

const hostile = [
  '&a [*a]',
  `${'['.repeat(60_000)}`,
  `x: &a [1,1,1,1,1,1,1,1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b]\nw: [*c,*c,*c,*c,*c,*c,*c,*c]`,
  '__proto__: { polluted: 1 }\nconstructor: x\ntoString: y',
  '? [complex, key]\n: value',
  '!!js/function x: y',
  `description: ${'a: '.repeat(200_000)}`,
  `${'k: v\n'.repeat(150_000)}`,
];

test.each(hostile.map((head, index) => [index, head] as const))('hostile front matter %i', (_, head) => {
  // Work that grows with the square of the length would outlast the test.
  const reading = read(file(head));
  expect(reading.persona).toMatchObject({ prompt: 'You judge.', stage: null });
  expect(() => JSON.stringify(reading)).not.toThrow();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      '---',
      '\n',
      '\r\n',
      'name:',
      'description: ',
      'tools: ',
      'model: ',
      '|',
      '- ',
      '"',
      "'",
      ': ',
    ),
    fc.constantFrom('&a', '*a', '{', '[', '\t', '\0', '\uFEFF', '\u001b[31m', '__proto__: '),
    fc.string({ unit: 'binary', maxLength: 8 }),
  ),
  { maxLength: 40 },
);

test('arbitrary text and bytes never throw; a persona or an error, and it can be written as JSON', () => {
  const check = (source: string | Uint8Array): void => {
    const reading = read(source);
    JSON.stringify(reading);
    expect(reading.persona === null).toBe(reading.issues.some(({ level }) => level === 'error'));
    if (reading.persona !== null) {
      expect(reading.persona.name).not.toBe('');
      expect(reading.persona.prompt.trim()).not.toBe('');
    }
    for (const issue of reading.issues) expect(issue.place?.file).toBe('some/own-name.md');
  };
  fc.assert(
    fc.property(pieces, parts => check(parts.join(''))),
    { numRuns: 1_500 },
  );
  fc.assert(
    fc.property(pieces, parts => check(file(parts.join('')))),
    { numRuns: 1_500 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), check), { numRuns: 500 });
});

test('each value that has a line of its own is found again, whatever stands around it', () => {
  const word = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,20}$/)
    .filter(text => !['true', 'false', 'null'].includes(text));
  const talk = fc.array(fc.constantFrom('user: "a: b"', '<example>', '- x: {', 'Context: "', '', '\ttab'), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(word, talk, fc.constantFrom('haiku', 'opus'), (name, lines, model) => {
      const { persona } = read(
        file(`name: ${name}\ndescription: It is so: a\n${lines.join('\n')}\nmodel: ${model}`),
      );
      expect(persona).toMatchObject({ name, model });
      expect(harmless(persona?.description ?? '')).toContain('It is so: a');
    }),
  );
});
