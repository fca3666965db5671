/**
 * Text of bytes that may not all be UTF-8, and back, without a byte lost: a byte that belongs to no character becomes
 * a lone surrogate U+DC80 to U+DCFF, as Python has it. Source: PEP 383.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Length of the character that begins at an index; 0 where none does. */
const lengthAt = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0;
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
};

/** Offsets of the text are those of what `encodeKept` takes back. A byte order mark stays. */
export const decodeKept = (bytes: Uint8Array): string => {
  try {
    return strict.decode(bytes);
  } catch {
    // Some bytes are no UTF-8.
  }
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(strict.decode(bytes.subarray(from, at)), String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
    at += 1;
    from = at;
  }
  parts.push(strict.decode(bytes.subarray(from)));
  return parts.join('');
};

/** The bytes of a text that `decodeKept` gave, and that may have been edited. */
export const encodeKept = (text: string): Uint8Array => {
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const parts = text.split(/(\p{Surrogate})/u);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) & 0xff) : encoder.encode(part),
    ),
  );
};
