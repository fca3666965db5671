import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeKept, encodeKept } from '../../src/io/record-text.ts';

test('every byte comes back, whatever the bytes are', () => {
  const text = fc.string({ unit: 'binary' }).map(one => Buffer.from(one.replace(/\p{Surrogate}/gu, '')));
  const bytes = fc.uint8Array({ maxLength: 40 }).map(one => Buffer.from(one));
  fc.assert(
    fc.property(fc.array(fc.oneof(text, bytes)), parts => {
      const all = Buffer.concat(parts);
      expect(Buffer.from(encodeKept(decodeKept(all))).equals(all)).toBe(true);
    }),
  );
});

test('what is UTF-8 reads as such beside bytes that are not', () => {
  expect(decodeKept(Buffer.from([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xe9, 0x41]))).toBe('\uFEFFé\uDCE9A');
  expect(decodeKept(Buffer.from('é名\u{1f600}'))).toBe('é名\u{1f600}');
});
