import { type Issue, problem } from '../model/problem.ts';
import { type SourceFile, sourceFile } from './source-file.ts';

/** The largest file that is read, in bytes: 5 MiB. */
export const largestFile = 5 * 1024 * 1024;

/**
 * The text of a requirements file, without a byte order mark. Throws a Problem (`too-large`, `not-utf8`,
 * `binary-file`, `empty-file`) before anything is parsed.
 */
export const decode = (source: string | Uint8Array, file: string): SourceFile => {
  const size = typeof source === 'string' ? sizeOf(source) : source.byteLength;
  if (size > largestFile) {
    throw problem({
      code: 'too-large',
      message: `${file} is larger than 5 MiB`,
      place: { file },
      expected: `at most ${largestFile} bytes`,
      received: `${size} bytes`,
      hint: 'A requirements file holds what a team writes by hand. Is this the right file?',
    });
  }
  // A lone carriage return ended lines on old machines; offsets stay as they are.
  const text = (typeof source === 'string' ? source : textOf(source, file))
    .replace(/^\uFEFF/, '')
    .replace(/\r(?!\n)/g, '\n');
  const decoded = sourceFile(file, text);
  refuseControls(decoded);
  return decoded;
};

/** Bytes in UTF-8; the length in code units already tells when it is far too much. */
const sizeOf = (text: string): number =>
  text.length > largestFile ? text.length : new TextEncoder().encode(text).byteLength;

const textOf = (bytes: Uint8Array, file: string): string => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw problem({
      code: 'not-utf8',
      message: `${file} is written in UTF-16`,
      place: { file },
      expected: 'UTF-8',
      received: 'UTF-16',
      hint: 'Save the file as UTF-8.',
    });
  }
  if (valid(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const start = firstInvalid(bytes);
  const lossy = new TextDecoder('utf-8').decode(bytes);
  const offset = new TextDecoder('utf-8').decode(bytes.subarray(0, start), { stream: true }).length;
  const byte = (bytes[start] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  throw problem(
    sourceFile(file, lossy.replace(/^\uFEFF/, '')).issue(offset, {
      code: 'not-utf8',
      message: `${file} is not valid UTF-8`,
      expected: 'UTF-8',
      received: `the byte 0x${byte}`,
      hint: 'Save the file as UTF-8.',
    }),
  );
};

const valid = (bytes: Uint8Array, stream = false): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
};

/** Index of the first byte of what is no character: bytes that only begin one count as a whole. */
const firstInvalid = (bytes: Uint8Array): number => {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valid(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  let start = low;
  while (start > 0 && !valid(bytes.subarray(0, start))) start -= 1;
  return start;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const refuseControls = (source: SourceFile): void => {
  const offset = source.text.search(control);
  if (offset === -1) return;
  const code = source.text.charCodeAt(offset);
  throw problem(controlIssue(source, offset, code));
};

/** For control characters in the file itself and for those that escapes such as "\e" stand for. */
export const controlIssue = (source: SourceFile, offset: number, code: number): Issue =>
  source.issue(offset, {
    code: code === 0 ? 'binary-file' : 'control-character',
    message:
      code === 0
        ? `${source.file} looks like a binary file: it holds a NUL byte`
        : 'a control character stands here',
    expected: 'printable text',
    received: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
    hint: code === 0 ? 'Is this the right file?' : 'Remove the character; it does not show in most editors.',
  });

export const firstControl = (text: string): number | undefined => {
  const at = text.search(control);
  return at === -1 ? undefined : text.charCodeAt(at);
};
