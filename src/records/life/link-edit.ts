import type { LinkRelation } from '../../model/record.ts';
import type { KnownRecord } from '../reading/library.ts';
import type { Outline, Section } from '../reading/outline.ts';
import type { RecordText } from '../reading/record.ts';
import { purposeOf } from '../reading/section-names.ts';
import { shortLink, titledLink } from './places.ts';
import type { Spelling } from './spelling.ts';
import { lineEnd, type TextEdit } from './text-edit.ts';

const entry = /^ {0,3}([-*+])[ \t]+/;

/** The mark of entries that a text uses first. */
const markOf = ({ lines }: Outline, otherwise: string): string => {
  for (const { shown } of lines) {
    const mark = entry.exec(shown)?.[1];
    if (mark !== undefined) return mark;
  }
  return otherwise;
};

const sectionFor = (sections: readonly Section[], purpose: 'status' | 'links'): Section | null =>
  sections.find(({ heading }) => heading !== null && purposeOf(heading.text) === purpose) ?? null;

/** Where a section ends that has more than its heading: behind its last line that is not blank. */
const endOf = (section: Section, outline: Outline): number => {
  const last = section.lines.findLast(({ raw }) => raw.trim() !== '');
  const line = last ?? outline.lines[(section.heading?.line ?? 1) - 1];
  return line === undefined ? outline.text.length : line.from + line.raw.length;
};

/** A paragraph of its own at the end of the status, as adr-tools has it; an entry where the status is a list. */
const inStatus = (section: Section, text: string, outline: Outline): TextEdit => {
  const eol = lineEnd(outline.text);
  const last = section.lines.findLast(({ shown }) => shown.trim() !== '');
  const [mark] = entry.exec(last?.shown ?? '') ?? [];
  const at = endOf(section, outline);
  return { from: at, to: at, text: mark === undefined ? `${eol}${eol}${text}` : `${eol}${mark}${text}` };
};

const inLinks = (section: Section, text: string, mark: string, outline: Outline): TextEdit => {
  const eol = lineEnd(outline.text);
  const last = section.lines.findLast(({ shown }) => shown.trim() !== '');
  const [own] = entry.exec(last?.shown ?? '') ?? [];
  const isIndented = /^[ \t]/.test(last?.shown ?? '');
  const at = endOf(section, outline);
  const gap = own !== undefined || isIndented ? eol : eol + eol;
  return { from: at, to: at, text: `${gap}${own ?? `${mark} `}${text}` };
};

/** A section at the end of the text; its last line ends as the last line did. */
const atEnd = (heading: string, line: string, { text }: Outline): TextEdit => {
  const eol = lineEnd(text);
  const isEnded = text === '' || /[\r\n]$/.test(text);
  const lines = [`## ${heading}`, '', line].join(eol);
  const gap = text === '' ? '' : isEnded ? eol : eol + eol;
  return { from: text.length, to: text.length, text: gap + lines + (isEnded ? eol : '') };
};

/** What writes a link to another record, where and how the format of the record has it. Pure. */
export const linkEdit = (
  read: RecordText,
  relation: LinkRelation,
  other: KnownRecord,
  partial: boolean,
  spelling: Spelling,
): TextEdit => {
  const { outline, path, format } = read;
  const words = spelling.relation(relation, partial);
  const status = sectionFor(outline.sections, 'status');
  if (status !== null && (format === 'nygard' || format === 'other'))
    return inStatus(status, `${words} ${titledLink(path, other)}`, outline);
  const line = `${words} ${shortLink(path, other)}`;
  const mark = markOf(outline, format === 'log4brains' ? '-' : '*');
  const links = sectionFor(outline.sections, 'links');
  if (links !== null) return inLinks(links, line, mark, outline);
  return atEnd(format === 'madr' ? 'More Information' : 'Links', `${mark} ${line}`, outline);
};
