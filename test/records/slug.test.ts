import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from '../../src/records/slug.ts';

test.each([
  ['Order notifications', 'order-notifications'],
  ['Größe & Maß: Été', 'große-maß-ete'],
  ['注文通知', '注文通知'],
  ['../../etc/passwd', 'etc-passwd'],
  ['हिन्दी', 'हिन्दी'],
  ['C:\\con', 'c-con'],
])('%s gives %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('names of which nothing remains, and names that are cut, stay apart', () => {
  expect(slugOf('🚀')).toMatch(/^untitled-[0-9a-z]{4}$/);
  expect(slugOf('🚀')).not.toBe(slugOf('🎉'));
  const long = 'word '.repeat(60);
  expect(slugOf(`${long}one`)).not.toBe(slugOf(`${long}two`));
});

test('a slug of any text is a file name everywhere: short, lower case, without separators or dots', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), title => {
      const slug = slugOf(title);
      expect(slug).toMatch(/^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u);
      expect([...slug].length).toBeLessThanOrEqual(60);
      expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(240);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});
