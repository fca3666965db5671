import { plainLine } from './mermaid-text.ts';

/**
 * Line breaks are made here and not by the browser, so that a box is as wide as its longest line, the source
 * says where the breaks are, and a very long word cannot stretch the picture.
 */

/** Marks that belong to the character before them, and characters that glue their neighbours together. */
const clinging = /\p{M}|\u200D|[\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}]/u;
const wide =
  /[\p{Extended_Pictographic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Characters as a reader counts them. */
const letters = (word: string): readonly string[] => {
  const result: string[] = [];
  for (const character of word) {
    const last = result.at(-1);
    const clings = clinging.test(character) || last?.endsWith('\u200D') === true;
    if (last !== undefined && clings) result[result.length - 1] = last + character;
    else result.push(character);
  }
  return result;
};

/** Width in columns: 2 for a pictograph or an ideograph, 1 for another character. */
const columns = (text: string): number =>
  letters(text).reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

/** Parts put together again as far as they fit into `width`. */
const packed = (parts: readonly string[], width: number): readonly string[] => {
  const result: string[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last === undefined || columns(last) + columns(part) > width) result.push(part);
    else result[result.length - 1] = last + part;
  }
  return result;
};

/** A word in pieces that fit: after a hyphen or a slash, and cut where nothing better offers itself. */
const pieces = (word: string, width: number): readonly string[] =>
  packed(word.split(/(?<=[\p{L}\p{N}][-/])(?=[\p{L}\p{N}])/u), width).flatMap(part =>
    columns(part) > width ? packed(letters(part), width) : [part],
  );

/** A number, its unit and the sign before it stay together where they fit: `≈ 10 min`. */
const words = (text: string, width: number): readonly string[] =>
  text
    .split(/(?<![≈≤≥]) (?!\p{L}{1,3}(?![\p{L}\p{N}]))|(?<![\p{N}≈≤≥]) /u)
    .flatMap(word => (columns(word) > width ? word.split(' ') : [word]));

/** Width in columns of the widest word, which no line can be narrower than without a break inside it. */
export const widestWord = (text: string): number => Math.max(0, ...plainLine(text).split(' ').map(columns));

/** The text in lines of at most `width` columns; a space or nothing stands between two lines of the result. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of words(plainLine(text), width)) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 1 + columns(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...(columns(word) > width ? pieces(word, width) : [word]));
  }
  return lines;
};
