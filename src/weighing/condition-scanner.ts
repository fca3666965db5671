import { ConditionError, type ConditionFault } from './condition-tree.ts';

/** A reading position in the text of a condition; `at` moves on as tokens are taken. */
export type Scanner = { readonly text: string; at: number };

/** Throws the error that stands at the scanner's position, or at `at`. */
export const fail = (
  scanner: Scanner,
  code: ConditionFault['code'],
  expected: string,
  at: number = scanner.at,
  received = excerpt(scanner.text, at),
): never => {
  throw new ConditionError({ code, column: at + 1, expected, received });
};

const excerpt = (text: string, at: number): string => {
  const rest = text.slice(at).trim();
  if (rest === '') return 'the end';
  return `"${rest.length > 30 ? `${rest.slice(0, 30)}…` : rest}"`;
};

export const skipSpace = (scanner: Scanner): void => {
  while (/\s/u.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
};

/** Takes what the sticky pattern matches at the position, after white space; undefined where it does not. */
export const take = (scanner: Scanner, pattern: RegExp): string | undefined => {
  skipSpace(scanner);
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text)?.[0];
  scanner.at += found?.length ?? 0;
  return found;
};

/** Takes a keyword: the letters, and no further letter, digit or dot behind them. */
export const takeWord = (scanner: Scanner, word: string): boolean =>
  take(scanner, new RegExp(`${word}(?![\\p{L}\\p{N}\\p{M}_.+#-])`, 'uy')) !== undefined;

/** Takes a string in double quotes, in which `\"` and `\\` stand for themselves. */
export const takeQuoted = (scanner: Scanner): string | undefined => {
  const quoted = take(scanner, /"(?:[^"\\]|\\["\\])*"/uy);
  if (quoted === undefined && scanner.text[scanner.at] === '"')
    fail(scanner, 'condition-syntax', 'a closing quote');
  return quoted?.slice(1, -1).replace(/\\(["\\])/gu, '$1');
};
