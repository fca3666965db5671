import type { RecordStatus } from '../../model/record.ts';
import { dateIn, type WrittenDate } from '../reading/dates.ts';
import type { KnownRecord } from '../reading/library.ts';
import type { RecordText } from '../reading/record.ts';
import { purposeOf } from '../reading/section-names.ts';
import type { StatusPlace } from '../reading/status.ts';
import { isUnchosen, statusWord } from '../reading/status-words.ts';
import { shortLink, shortNameOf, titledLink } from './places.ts';
import { likeCase, type Spelling } from './spelling.ts';
import { lineEnd, type TextEdit } from './text-edit.ts';

type Known = Exclude<RecordStatus, 'unknown'>;

/** Successors as the place of a status has them. */
const namesOf = (place: StatusPlace, path: string, by: readonly KnownRecord[], titled: boolean): string =>
  by
    .map(one => {
      if (place.kind === 'front-matter') return shortNameOf(one) ?? shortLink(path, one);
      return titled ? titledLink(path, one) : shortLink(path, one);
    })
    .join(', ');

/** What a status becomes, in the place that it has. */
const said = (
  place: StatusPlace,
  model: string,
  status: Known,
  by: readonly KnownRecord[],
  { path, format }: RecordText,
  spelling: Spelling,
): string => {
  const plain = model === '' && place.kind !== 'section' ? 'accepted' : model || 'Accepted';
  const word = likeCase(spelling.status(status), plain);
  if (status !== 'superseded' || by.length === 0 || place.kind === 'badge') return word;
  const relation = likeCase(
    spelling.relation('superseded-by', false),
    /^\p{Lu}+$/u.test(plain) ? 'Ab' : plain,
  );
  return `${relation} ${namesOf(place, path, by, format !== 'madr-2' && format !== 'log4brains' && place.kind === 'section')}`;
};

const withinFrontMatter = (value: string, raw: string): string => {
  const [quote = ''] = /^["']/.exec(raw) ?? [];
  const isPlain = /^[\p{L}\p{N}][^:#"']*$/u.test(value) || /^[\p{L}\p{N}](?:(?!: | #)[^"'])*$/u.test(value);
  if (quote === '' && isPlain) return value;
  return quote === "'" ? `'${value.replaceAll("'", "''")}'` : `"${value.replace(/["\\]/g, '\\$&')}"`;
};

const inFront = (
  place: StatusPlace,
  status: Known,
  by: readonly KnownRecord[],
  read: RecordText,
  spelling: Spelling,
): TextEdit[] => {
  const { field } = place;
  if (field === undefined || place.from === null || (field.raw === '' && field.text !== '')) return [];
  const found = statusWord(field.raw);
  const model = found?.word ?? '';
  const word = said(place, model, status, by, read, spelling);
  const from = place.from;
  // A word alone is replaced within its quotes; what stands beside it stays.
  if (found !== null && !/superse|superce/i.test(found.word) && word.search(/[[:#]/) === -1)
    return [{ from: from + found.at, to: from + found.at + model.length, text: word }];
  if (found !== null && status === 'superseded' && found.status === 'superseded') {
    const names = namesOf(place, read.path, by, false);
    const end = from + field.raw.length - (/["']$/.test(field.raw) ? 1 : 0);
    const isNamed = /[\d\]]/.test(field.raw.slice(found.at));
    return names === '' ? [] : [{ from: end, to: end, text: isNamed ? `, ${names}` : ` by ${names}` }];
  }
  const gap = read.outline.text[from - 1] === ' ' || read.outline.text[from - 1] === '\t' ? '' : ' ';
  return [{ from, to: from + field.raw.length, text: gap + withinFrontMatter(word, field.raw) }];
};

const inPlace = (
  place: StatusPlace,
  status: Known,
  by: readonly KnownRecord[],
  read: RecordText,
  spelling: Spelling,
): TextEdit[] => {
  if (place.kind === 'front-matter') return inFront(place, status, by, read, spelling);
  if (place.from === null) return [];
  const { from, text } = place;
  const found = statusWord(text);
  if (found === null) {
    const gap = text === '' && /[:：]$/.test(read.outline.text.slice(0, from)) ? ' ' : '';
    return [{ from, to: from + text.length, text: gap + said(place, '', status, by, read, spelling) }];
  }
  if (status === 'superseded' && found.status === 'superseded') {
    const names = namesOf(
      place,
      read.path,
      by,
      place.kind === 'section' && read.format !== 'madr-2' && read.format !== 'log4brains',
    );
    if (names === '') return [];
    const end = from + text.length;
    const isNamed = /[\d\]]/.test(text.slice(found.at + found.word.length));
    const relation = likeCase(spelling.relation('superseded-by', false), found.word);
    if (!isNamed)
      return [
        { from: from + found.at, to: from + found.at + found.word.length, text: `${relation} ${names}` },
      ];
    const eol = lineEnd(read.outline.text);
    return [
      {
        from: end,
        to: end,
        text: place.kind === 'section' ? `${eol}${eol}${relation} ${names}` : `, ${names}`,
      },
    ];
  }
  const start = from + found.at;
  return [
    { from: start, to: start + found.word.length, text: said(place, found.word, status, by, read, spelling) },
  ];
};

/** Where a record that says no status gets one, as its format has it. */
const inserted = (
  status: Known,
  by: readonly KnownRecord[],
  read: RecordText,
  spelling: Spelling,
): TextEdit[] => {
  const { outline, format, heading } = read;
  const { text, frontMatter, sections, lines } = outline;
  const eol = lineEnd(text);
  const front: StatusPlace = {
    kind: 'front-matter',
    text: '',
    from: null,
    at: { line: 1, column: 1 },
    all: '',
  };
  const value = withinFrontMatter(said(front, '', status, by, read, spelling), '');
  if (frontMatter !== null) {
    const from = lines[1]?.from ?? 0;
    return [{ from, to: from, text: `status: ${value}${eol}` }];
  }
  if (format === 'madr')
    return [{ from: 0, to: 0, text: ['---', `status: ${value}`, '---', '', ''].join(eol) }];
  const empty = sections.find(one => one.heading !== null && purposeOf(one.heading.text) === 'status');
  const section: StatusPlace = { ...front, kind: 'section' };
  const word = said(section, '', status, by, read, spelling);
  const after = (line: number): number => {
    const own = lines[line - 1];
    return own === undefined ? text.length : own.from + own.raw.length;
  };
  if (empty?.heading != null) {
    const at = after(empty.heading.line);
    return [{ from: at, to: at, text: `${eol}${eol}${word}` }];
  }
  const next = sections.find(one => one.heading !== null && one.heading !== heading)?.heading ?? null;
  if (next === null) {
    const gap = text === '' ? '' : /[\r\n]$/.test(text) ? eol : eol + eol;
    return [{ from: text.length, to: text.length, text: [`${gap}## Status`, '', word, ''].join(eol) }];
  }
  const from = lines[next.line - 1]?.from ?? 0;
  return [{ from, to: from, text: ['## Status', '', word, '', ''].join(eol) }];
};

/**
 * What turns the status of a record into another, in every place that says it, with its successors where it is
 * superseded. Words beside it stay. Pure.
 */
export const statusEdits = (
  read: RecordText,
  status: Known,
  by: readonly KnownRecord[],
  spelling: Spelling,
): readonly TextEdit[] => {
  const edits = read.statusPlaces.flatMap(place => inPlace(place, status, by, read, spelling));
  return read.statusPlaces.length === 0 ? inserted(status, by, read, spelling) : edits;
};

const asWritten = (day: string, { order, raw }: WrittenDate): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  const mark = /[-/.]/.exec(raw)?.[0] ?? '-';
  if (order === 'year-first') return [year, month, date].join(mark);
  if (order === 'day-first') return [date, month, year].join(mark);
  return order === 'month-first' ? [month, date, year].join(mark) : day;
};

/** What turns the date of a record into a day (YYYY-MM-DD), written as the date is that stands there. Pure. */
export const dateEdits = (read: RecordText, day: string): readonly TextEdit[] => {
  const { datePlace, front, outline, format } = read;
  const eol = lineEnd(outline.text);
  if (datePlace !== null) {
    const { text, from } = datePlace;
    const found = dateIn(text, format === 'log4brains');
    if (found !== null) {
      const start = from + found.at;
      return [{ from: start, to: start + found.raw.length, text: asWritten(day, found) }];
    }
    return isUnchosen(text) || /yyyy/i.test(text) ? [{ from, to: from + text.length, text: day }] : [];
  }
  const key = front.get('date');
  if (key !== undefined && key.raw === '')
    return [{ from: key.from, to: key.from, text: outline.text[key.from - 1] === ' ' ? day : ` ${day}` }];
  const status = front.get('status');
  if (format !== 'madr' || status === undefined) return [];
  const line = outline.lines[status.at.line];
  return line === undefined ? [] : [{ from: line.from, to: line.from, text: `date: ${day}${eol}` }];
};
