import type { Issue } from '../model/problem.ts';

/** The largest persona file, in bytes. */
export const largestPersona = 1024 * 1024;

export const tooLarge = (file: string, bytes: number): Issue => ({
  code: 'too-large',
  message: 'the file is larger than 1 MiB',
  place: { file },
  expected: `at most ${largestPersona} bytes`,
  received: `${bytes} bytes`,
  hint: 'A persona is a prompt that people read. Is this the right file?',
});

/** Lines up to an index of the text, from 1. */
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const utf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/**
 * The text of a file, without byte order mark and with line feeds only, or the one issue why it has none. Bytes
 * that are no UTF-8 count as binary from where they stand.
 */
export const textOfBytes = (source: string | Uint8Array, file: string): string | Issue => {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  if (bytes.byteLength > largestPersona) return tooLarge(file, bytes.byteLength);
  if (utf16(bytes)) {
    return {
      code: 'not-utf8',
      message: 'the file is written in UTF-16',
      place: { file, line: 1 },
      hint: 'Save the file as UTF-8.',
    };
  }
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    return {
      code: 'binary-file',
      message: 'the file is binary: it holds a NUL byte',
      place: { file, line: lineAt(text, nul) },
      hint: 'Is this the right file?',
    };
  }
  const lost = text.indexOf('\uFFFD');
  if (lost === -1 || isUtf8(bytes)) return text;
  return {
    code: 'not-utf8',
    message: 'the file is not valid UTF-8',
    place: { file, line: lineAt(text, lost) },
    hint: 'Save the file as UTF-8.',
  };
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
