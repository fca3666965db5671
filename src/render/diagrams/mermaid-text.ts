/**
 * The encoder for text in Mermaid. Mermaid reads a label up to four times: its own lexer, its `#35;`
 * entities, an HTML sanitizer, and passes that look for `\n`, `$$math$$` and `fa:fa-icon`. A label comes out
 * letter for letter when each character is out of reach of all of them.
 */

declare const encoded: unique symbol;

/** Text that is safe between double quotes in Mermaid; only this file makes it. */
export type MermaidText = string & { readonly [encoded]: true };

const harmless = /[\p{L}\p{M}\p{N} ,./()'+-]/u;

/** Noticed after a box's label has been decoded: `\n`, `$$math$$`, `fa:fa-icon` and Mermaid's own marks. */
const noticedLate = new Set(['\\', '$', ':', '¶']);

/**
 * In a sequence any other alphabet stands as it is: Mermaid measures entities there as they are spelled, and lanes
 * would move apart for nothing.
 */
const harmlessInSequence = /[A-Za-z0-9 ,./()'+-]|[^\p{ASCII}ﬂ°¶ß]/u;

/** Where a label stands: Mermaid decodes that of a box three times, of an arrow twice, in a sequence once. */
export type LabelPlace = 'box' | 'arrow' | 'sequence';

/** `#38;`: decoded the first time. */
const once = (character: string): string => `#${character.codePointAt(0)};`;

/**
 * Decoded the second time: Mermaid writes `#92;` as `ﬂ°°92¶ß` while it works and looks for that each time.
 * Spelled with one entity at either end, it is still hidden the first time.
 */
const twice = (character: string): string => `#64258;°°${character.codePointAt(0)}¶#223;`;

/** Decoded the last time, in the finished SVG: the marks of `hide` spelled by `hide` itself. */
const inTheEnd = (character: string, hide: (mark: string) => string): string =>
  `${hide('ﬂ')}${hide('°')}${hide('°')}${character.codePointAt(0)}${hide('¶')}${hide('ß')}`;

const encodeCharacter = (character: string, next: string | undefined, place: LabelPlace): string => {
  if (place === 'sequence') return harmlessInSequence.test(character) ? character : once(character);
  const late = place === 'box' ? twice : once;
  const isMark = (character === 'ﬂ' && next === '°') || (character === '¶' && next === 'ß');
  if (isMark) return inTheEnd(character, late);
  if (noticedLate.has(character)) return late(character);
  return harmless.test(character) ? character : once(character);
};

/** In a sequence a colon before a space is text, except behind `wrap` and `nowrap`. */
const isPlainColon = (characters: readonly string[], at: number): boolean =>
  characters[at + 1] === ' ' && !/wrap$/iu.test(characters.slice(0, at).join(''));

/** The sanitizer looks at texts with a tag only; without one, what is hidden twice would be measured hidden. */
const withTag = (line: string): string => (line.includes('°°') ? `<wbr/>${line}` : line);

/** Mermaid's lexer takes any line with `direction TB` in it for a statement, quoted or not. */
const withoutDirection = (line: string): string => line.replaceAll('direction ', 'directio#110; ');

/**
 * One line of label text. Control characters, lone surrogates and the two non-characters that XML forbids are
 * left out; white space becomes one space. Blank text becomes a no-break space, since Mermaid refuses "".
 */
export const mermaidText = (text: string, place: LabelPlace = 'box'): MermaidText => {
  const characters = [...plainLine(text)];
  const line = characters
    .map((character, at) =>
      place === 'sequence' && character === ':' && isPlainColon(characters, at)
        ? character
        : encodeCharacter(character, characters[at + 1], place),
    )
    .join('');
  return (line === '' ? '#160;' : withTag(withoutDirection(line))) as MermaidText;
};

/** Lines of one label, with breaks between them. */
export const mermaidLines = (lines: readonly string[], place: LabelPlace = 'box'): MermaidText =>
  lines.map(line => mermaidText(line, place)).join('<br/>') as MermaidText;

/** What of a text can be drawn at all, on one line. */
export const plainLine = (text: string): string =>
  text
    .replace(/\s/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
