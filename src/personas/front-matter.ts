import { parseDocument } from 'yaml';
import { type ScannedKeys, scanKeys } from './scan-keys.ts';

/** A persona file taken apart. Lines count from 1. */
export type SplitFile = {
  /** Text between the fences; null where the file does not start with one. */
  readonly head: string | null;
  /** Line of the opening fence, and of the first line after the closing one. */
  readonly fence: number;
  readonly bodyLine: number;
  /** False where the opening fence has no counterpart. */
  readonly closed: boolean;
  readonly body: string;
};

const isFence = (line: string): boolean => /^---[ \t]*$/.test(line);

/** Splits a text with line feeds only into front matter and body. Blank lines before the first fence do no harm. */
export const splitFile = (text: string): SplitFile => {
  const lines = text.split('\n');
  const first = lines.findIndex(line => line.trim() !== '');
  if (first === -1 || !isFence(lines[first] ?? ''))
    return { head: null, fence: 1, bodyLine: 1, closed: true, body: text };
  const close = lines.findIndex((line, index) => index > first && isFence(line));
  const fence = first + 1;
  if (close === -1) return { head: '', fence, bodyLine: fence, closed: false, body: '' };
  return {
    head: lines.slice(first + 1, close).join('\n'),
    fence,
    bodyLine: close + 2,
    closed: true,
    body: lines.slice(close + 1).join('\n'),
  };
};

/** Far more than any front matter needs; what YAML's parser does with more takes long. */
const longestYaml = 64 * 1024;

/** The mapping that a text is in strict YAML, or undefined. Expanding aliases without bound is no mapping. */
export const strictMapping = (text: string): Readonly<Record<string, unknown>> | undefined => {
  if (text.length > longestYaml) return undefined;
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    if (document.errors.length > 0) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    // An empty front matter has no keys; a list or a lone word is not what was meant.
    if (value === null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
};

/** The line, from 1 within the front matter, on which a key stands at the margin. */
const lineOfKey = (head: string, key: string): number | undefined => {
  const line = head.split('\n').findIndex(one => one.startsWith(`${key}:`));
  return line === -1 ? undefined : line + 1;
};

/**
 * Keys of a front matter: strict YAML, and where it is none a scan line by line, since many files in use hold
 * descriptions with colons and raw lines that YAML refuses and Claude Code reads.
 */
export const readKeys = (head: string): ScannedKeys => {
  const values = strictMapping(head);
  if (values === undefined) return scanKeys(head, strictMapping);
  return { values, lineOf: key => lineOfKey(head, key), twice: [] };
};
