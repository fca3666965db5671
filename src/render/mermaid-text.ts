/**
 * The encoder for text in Mermaid. Mermaid reads a label up to four times: its own lexer, its `#35;`
 * entities, an HTML sanitizer, and passes that look for `\n`, `$$math$$` and `fa:fa-icon`. A label comes out
 * letter for letter when each character is out of reach of all of them.
 */

declare const encoded: unique symbol;

/** Text that is safe between double quotes in Mermaid; only this file makes it. */
export type MermaidText = string & { readonly [encoded]: true };

const harmless = /[\p{L}\p{M}\p{N} ,./()'+-]/u;

/** Noticed after the sanitizer has decoded entities: `\n`, `$$math$$`, `fa:fa-icon` and Mermaid's own marks. */
const noticedLate = new Set(['\\', '$', ':', '¶']);

/** `#38;` is decoded before the sanitizer runs. */
const once = (character: string): string => `#${character.codePointAt(0)};`;

/**
 * Decoded only after the sanitizer: Mermaid writes `#92;` as `ﬂ°°92¶ß` while it works and looks for that twice.
 * Spelled with one entity at either end, it is still hidden the first time.
 */
const twice = (character: string): string => `#64258;°°${character.codePointAt(0)}¶#223;`;

/** The finished SVG is searched for Mermaid's own marks once more: a third time to hide from. */
const thrice = (character: string): string =>
  `${twice('ﬂ')}${twice('°')}${twice('°')}${character.codePointAt(0)}${twice('¶')}${twice('ß')}`;

const encodeCharacter = (character: string, next: string | undefined): string => {
  if ((character === 'ﬂ' && next === '°') || (character === '¶' && next === 'ß')) return thrice(character);
  if (noticedLate.has(character)) return twice(character);
  return harmless.test(character) ? character : once(character);
};

/** The sanitizer looks at texts with a tag only; without one, what is hidden twice would be measured hidden. */
const withTag = (line: string): string => (line.includes('#64258;') ? `<wbr/>${line}` : line);

/**
 * One line of label text. Control characters, lone surrogates and the two non-characters that XML forbids are
 * left out; white space becomes one space. Blank text becomes a no-break space, since Mermaid refuses "".
 */
export const mermaidText = (text: string): MermaidText => {
  const characters = [...plainLine(text)];
  const line = characters.map((character, at) => encodeCharacter(character, characters[at + 1])).join('');
  return (line === '' ? '#160;' : withTag(line)) as MermaidText;
};

/** Lines of one label, with breaks between them. */
export const mermaidLines = (lines: readonly string[]): MermaidText =>
  lines.map(mermaidText).join('<br/>') as MermaidText;

/** What of a text can be drawn at all, on one line. */
export const plainLine = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .trim();
