import type { FrontField } from './front-matter.ts';
import type { LeadingNumber } from './number.ts';
import type { Heading, Section } from './outline.ts';
import { plainText } from './plain-text.ts';
import { purposeOf } from './section-names.ts';

/** The heading that names a record: the first of the first level; without one, a first heading that opens no section. */
export const titleHeading = (sections: readonly Section[]): Heading | null => {
  const headings = sections.flatMap(({ heading }) => heading ?? []);
  const isTitle = ({ text }: Heading): boolean => text !== '' && purposeOf(plainText(text)) === null;
  const first = headings.find(({ depth }) => depth === 1);
  if (first !== undefined && isTitle(first)) return first;
  const [opening] = headings;
  return (
    headings.find(one => one.depth === 1 && isTitle(one)) ??
    (opening !== undefined && isTitle(opening) ? opening : null)
  );
};

const ours =
  /^\[?(?:adrs?|madr|architectur(?:e|al) decision(?: record)?|decision record|decision)[-_ #]*(?:no\.? ?)?(?:\d+(?:-\d+)*[a-z]?)?\]?(?:\s*[:.)–—|]+\s*|\s+-+\s+|(?<=\d[a-z]?\]?)\s+)/iu;
const counted = /^[[(#]?#?(\d+)[a-z]?[\])]?(?:\s*[:)–—|]\s*|\s*\.(?:\s+|(?=\p{Lu}))|\s+-+\s+)/u;
/** `0012 Use x` and `0012-use-x`: no other word begins with so many digits. */
const padded = /^(\d+)(?:\s+|[-_](?=\p{L}))/u;

/** A title without the number that records put before it: `1. `, `ADR-0001: `, `[ADR 7] `. */
const withoutNumber = (title: string, number: LeadingNumber | null): string => {
  const bare = title.replace(ours, '').replace(counted, '');
  const [whole = '', digits = ''] = padded.exec(bare) ?? [];
  const isOwn = digits.length > 2 && (digits.startsWith('0') || digits === number?.digits);
  const rest = isOwn ? bare.slice(whole.length) : bare;
  return rest.trim() === '' ? title : rest.trim();
};

/** The words of a file name without number and ending. */
const wordsOfName = (stem: string): string => {
  const words = stem
    .replace(/^(?:adrs?|decision|record)?[-_ .#]*\d+[a-z]?(?:-\d{2}-\d{2})?(?=[-_ .]|$)/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? stem : words;
};

/** Title of a record as plain text: its heading, else the `title` of its front matter, else the words of its name. */
export const titleOf = (
  heading: Heading | null,
  front: ReadonlyMap<string, FrontField>,
  stem: string,
  number: LeadingNumber | null,
): string => {
  const written = plainText(heading?.text ?? '') || plainText(front.get('title')?.text ?? '');
  return written === '' ? wordsOfName(stem) : withoutNumber(written, number);
};
