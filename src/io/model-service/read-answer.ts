import type { z } from 'zod';
import { schemaFaults } from '../../model/answer-schema.ts';
import type { Call } from '../../model/doors.ts';

/** A text from which no more is tried. */
const mostCandidates = 50;

const fence = /```[\w-]*[ \t]*\r?\n([\s\S]*?)```/g;

/** Where the object or list that begins at an index ends; -1 where it does not. Braces in strings do not count. */
const endOf = (text: string, start: number): number => {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
};

/** Parts of a text that could be an object, the longest first. */
const objectsIn = (text: string): readonly string[] => {
  const found: string[] = [];
  let start = text.indexOf('{');
  for (let tried = 0; start !== -1 && tried < mostCandidates; tried += 1) {
    const end = endOf(text, start);
    if (end !== -1) found.push(text.slice(start, end + 1));
    start = text.indexOf('{', (end === -1 ? start : end) + 1);
  }
  return found.sort((a, b) => b.length - a.length);
};

const parsed = (text: string): readonly unknown[] => {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
};

/** Every JSON value that a text could mean: as it stands, in a fence, or somewhere between words. */
export const jsonIn = (text: string): readonly unknown[] => {
  const whole = parsed(text.trim());
  if (whole.length > 0) return whole;
  const fenced = [...text.matchAll(fence)].map(([, inside = '']) => inside);
  return [...fenced, ...objectsIn(text)].flatMap(parsed);
};

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly string[] };

/** What a question makes of a value: of the right shape, and without faults. */
export const readValue = <T>(
  value: unknown,
  { schema, faults }: Pick<Call<T>, 'schema' | 'faults'>,
): Reading<T> => {
  const result: z.ZodSafeParseResult<T> = schema.safeParse(value);
  if (!result.success) return { ok: false, issues: schemaFaults(result.error) };
  const issues = faults?.(result.data) ?? [];
  return issues.length === 0 ? { ok: true, value: result.data } : { ok: false, issues };
};

/** What a question makes of the text of an answer. */
export const readAnswer = <T>(text: string, call: Pick<Call<T>, 'schema' | 'faults'>): Reading<T> => {
  const readings = jsonIn(text).map(value => readValue(value, call));
  return (
    readings.find(({ ok }) => ok) ??
    readings[0] ?? { ok: false, issues: ['The answer holds no JSON object that can be parsed.'] }
  );
};
