import type { Issue, Place } from './problem.ts';

/** Columns of the source line that are shown around the spot. */
const widest = 100;

const escapeCharacter = String.fromCharCode(27);
const paint = (on: boolean, code: number) => (text: string) =>
  on ? `${escapeCharacter}[${code}m${text}${escapeCharacter}[0m` : text;

/**
 * An issue as a compiler prints it: place and message, the line with a caret, expected and received, the hint.
 * No line break at the end. What comes from the user is made harmless for terminals.
 */
export const formatIssue = (issue: Issue, { colour }: { readonly colour: boolean }): string => {
  const [bold, red, dim, cyan] = [paint(colour, 1), paint(colour, 31), paint(colour, 2), paint(colour, 36)];
  const gutter = issue.place?.line === undefined ? '  ' : ' '.repeat(String(issue.place.line).length + 1);
  const fact = (name: string, text: string | undefined, dye = (one: string) => one): string[] =>
    text === undefined ? [] : [`${gutter}${dim('=')} ${name}: ${dye(harmless(text))}`];
  return [
    `${issue.place === undefined ? '' : `${bold(placeText(issue.place))}: `}${red('error')} ${dim(`[${issue.code}]`)} ${harmless(issue.message)}`,
    ...picture(issue, gutter, dim, red),
    ...fact('expected', issue.expected),
    ...fact('received', issue.received),
    ...fact('hint', issue.hint, cyan),
  ].join('\n');
};

/** `requirements.yaml:12:5`, as editors and terminals link it. */
export const placeText = ({ file, line, column }: Place): string =>
  [harmless(file), line, column].filter(part => part !== undefined).join(':');

type Dye = (text: string) => string;

const picture = ({ place, source }: Issue, gutter: string, dim: Dye, red: Dye): string[] => {
  if (place?.line === undefined || source === undefined || source.trim() === '') return [];
  const { shown, before } = cut(source, Math.max(0, (place.column ?? 1) - 1));
  const line = `${dim(`${place.line} |`)} ${shown}`;
  return place.column === undefined
    ? [line]
    : [line, `${gutter}${dim('|')} ${' '.repeat(widthOf(before))}${red('^')}`];
};

/** The part of a long line around a column, with dots where something is left out. */
const cut = (source: string, column: number): { shown: string; before: string } => {
  const start =
    source.length <= widest ? 0 : Math.max(0, Math.min(column - widest / 2, source.length - widest));
  const [from, to] = [wholeFrom(source, start), wholeFrom(source, Math.min(source.length, start + widest))];
  const dots = from > 0 ? '…' : '';
  return {
    shown: `${dots}${harmless(source.slice(from, to))}${to < source.length ? '…' : ''}`,
    before: `${dots}${harmless(source.slice(from, Math.max(from, column)))}`,
  };
};

/** Never between the halves of a surrogate pair. */
const wholeFrom = (text: string, index: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(index)) && /[\uD800-\uDBFF]/.test(text.charAt(index - 1))
    ? index - 1
    : index;

/**
 * Text for a terminal: tabs as two spaces, line breaks as spaces, control characters, escapes and marks that turn
 * the direction of writing as their code.
 */
export const harmless = (text: string): string =>
  text
    .replace(/\t/g, '  ')
    .replace(/\r?\n/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, code);

const code = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a terminal takes for a text: two for East Asian wide characters and most emoji, none for marks. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
};
