import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonIn, readAnswer } from '../../../src/io/model-service/read-answer.ts';

const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
/** Words without anything that could begin a value. */
const words = fc.string().map(text => text.replace(/[{}[\]`"]/g, ' '));

describe('JSON is found', () => {
  it('wherever it stands, and as it is', () => {
    fc.assert(
      fc.property(object, words, words, fc.boolean(), (value, before, after, indented) => {
        const text = JSON.stringify(value, null, indented ? 2 : 0);
        const meant = JSON.parse(text);
        expect(jsonIn(text)[0]).toEqual(meant);
        expect(jsonIn(`${before}\n${text}\n${after}`)).toContainEqual(meant);
        expect(jsonIn(`${before}\n\`\`\`json\n${text}\n\`\`\`\n${after}`)).toContainEqual(meant);
      }),
    );
  });

  it.each([
    ['after thoughts in braces', '<think>{maybe} {"option": 1}</think>\n{"option":"queue","why":["a","b"]}'],
    ['after a brace that never ends', 'Let me {think. {"option":"queue","why":["a"]}'],
    ['with braces in strings', 'Here: {"option":"queue","why":["} {", "\\"}"]} Done.'],
    ['in the second fence', '```js\nlet a = 1;\n```\n```\n{"option":"queue","why":[]}\n```'],
  ])('%s', (_, text) => {
    const schema = z.object({ option: z.string(), why: z.array(z.string()) });
    expect(readAnswer(text, { schema })).toMatchObject({ ok: true, value: { option: 'queue' } });
  });

  it.each(['', '{', '{"a": 1', 'null and void', '```json\n{"a": }\n```', '{'.repeat(100_000)])(
    'nothing is made of %.20j',
    text => {
      expect(readAnswer(text, { schema: z.object({ a: z.number() }) }).ok).toBe(false);
    },
  );
});

it('says what is wrong in words that a model can act on', () => {
  const schema = z.object({ options: z.array(z.object({ id: z.string(), kind: z.enum(['a', 'b']) })) });
  const reading = readAnswer('{"options":[{"id":"x","kind":"c"},{"kind":"a"}]}', { schema });
  expect(reading).toEqual({
    ok: false,
    issues: [
      'options[0].kind: Invalid option: expected one of "a"|"b"',
      'options[1].id: Invalid input: expected string, received undefined',
    ],
  });
});
