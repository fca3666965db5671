import type { Outline, Section } from '../reading/outline.ts';

/** A text without the empty lines around it. */
export const withoutEmptyLines = (text: string): string =>
  text.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+/, '').replace(/(?:(?:\r\n|\n|\r)[ \t]*)+$/, '');

/** The lines of a section as they stand in the text, without those that are left out (by number). */
export const linesOf = (
  { text }: Outline,
  { lines }: Section,
  without: ReadonlySet<number> = new Set(),
): string =>
  lines
    .filter(({ number }) => !without.has(number))
    .map(({ from, raw }) => {
      const end = /^(?:\r\n|\n|\r)/.exec(text.slice(from + raw.length, from + raw.length + 2))?.[0] ?? '';
      return text.slice(from, from + raw.length) + end;
    })
    .join('');

/** A section under its heading, so many levels deeper; six is the deepest. */
export const deeper = (outline: Outline, section: Section, by: number, end: string): string => {
  const body = withoutEmptyLines(linesOf(outline, section));
  const { heading } = section;
  if (heading === null) return body;
  const written = outline.text.slice(heading.from, heading.from + heading.text.length);
  const text = /[\r\n]/.test(written) ? heading.text : written || heading.text;
  const depth = Math.min(6, heading.depth + Math.max(0, by));
  const line = `${'#'.repeat(depth)} ${text}`.trimEnd();
  return body === '' ? line : `${line}${end}${end}${body}`;
};
