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

/** A word in pieces that fit, cut where nothing better offers itself. */
const pieces = (word: string, width: number): readonly string[] => {
  const result: string[] = [];
  for (const letter of letters(word)) {
    const last = result.at(-1);
    if (last === undefined || columns(last) + columns(letter) > width) result.push(letter);
    else result[result.length - 1] = last + letter;
  }
  return result;
};

/** A number and its unit stay together where they fit: `10 min`. */
const words = (text: string, width: number): readonly string[] =>
  text
    .split(/ (?!\p{L}{1,3}(?![\p{L}\p{N}]))|(?<!\p{N}) /u)
    .flatMap(word => (columns(word) > width ? word.split(' ') : [word]));

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
