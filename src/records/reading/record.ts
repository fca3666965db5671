import type { ReadRecord } from '../../model/record.ts';
import { dateIn, dateOfName } from './dates.ts';
import { type Labelled, labelledIn } from './fields.ts';
import { formatOf } from './format.ts';
import { type FrontField, frontFields } from './front-matter.ts';
import { type Mention, mentionsOf } from './mentions.ts';
import { type LeadingNumber, leadingNumber } from './number.ts';
import { type Heading, type Outline, outlineOf, type Section } from './outline.ts';
import { plainText } from './plain-text.ts';
import { purposeOf } from './section-names.ts';
import { blocksOf, type StatusPlace, statusPlaces } from './status.ts';
import { statusIn } from './status-words.ts';
import { titleHeading, titleOf } from './title.ts';

/** A day that a record says, and where. */
export type DatePlace = {
  readonly kind: 'front-matter' | 'section' | 'entry' | 'line' | 'row';
  readonly text: string;
  /** Offset of `text`. */
  readonly from: number;
};

/** What one text says by itself, with the places where it says it: offsets are those of `outline.text`. */
export type RecordText = Omit<ReadRecord, 'id' | 'links'> & {
  /** Whether the file begins with a byte order mark, which `outline.text` has not. */
  readonly mark: boolean;
  readonly outline: Outline;
  readonly front: ReadonlyMap<string, FrontField>;
  readonly heading: Heading | null;
  readonly leading: LeadingNumber | null;
  /** Every place of the status, the one that counts first. */
  readonly statusPlaces: readonly StatusPlace[];
  readonly datePlace: DatePlace | null;
  readonly mentions: readonly Mention[];
};

/** Where a record stands, which its text does not say. */
export type RecordFile = {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Whether its folder is one of log4brains. */
  readonly log4brains: boolean;
};

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const stemOf = (path: string): string => nameOf(path).replace(/\.(?:md|markdown|mdx)$/i, '');

/** Sections before the first that says something by itself: the title's, and those for such fields. */
const beginningOf = (sections: readonly Section[], title: Heading | null): readonly Section[] => {
  const end = sections.findIndex(
    ({ heading }) => heading !== null && heading !== title && heading.depth >= 2,
  );
  const first = end === -1 ? sections : sections.slice(0, end);
  const metadata = sections.filter(
    section => !first.includes(section) && purposeOf(section.heading?.text ?? '') === 'metadata',
  );
  return [...first, ...metadata];
};

const dateKeys = [
  'date',
  'decision-date',
  'decided',
  'decided-on',
  'datum',
  'last-updated',
  'updated',
  'created',
];
const isDateLabel = (label: string): boolean =>
  purposeOf(label) === 'date' ||
  /^(?:date (?:decided|accepted|of decision)|decided(?: on)?|last (?:updated|modified)|updated|created|accepted on)$/.test(
    label,
  );

const datePlaceOf = (
  front: ReadonlyMap<string, FrontField>,
  sections: readonly Section[],
  labels: readonly Labelled[],
): DatePlace | null => {
  for (const key of dateKeys) {
    const field = front.get(key);
    if (field !== undefined && field.text !== '')
      return { kind: 'front-matter', text: field.raw, from: field.from };
  }
  const dated = labels.filter(({ label, text }) => isDateLabel(label) && text !== '');
  const labelled = dated.find(({ label }) => purposeOf(label) === 'date') ?? dated[0];
  if (labelled !== undefined) return { kind: labelled.kind, text: labelled.text, from: labelled.from };
  const section = sections.find(({ heading }) => heading !== null && purposeOf(heading.text) === 'date');
  const [block] = section === undefined ? [] : blocksOf(section);
  return block === undefined ? null : { kind: 'section', text: block.text, from: block.from };
};

const listOf = (text: string): readonly string[] =>
  /^\[.*\]$|^\{.*\}$/s.test(text.trim())
    ? []
    : text
        .split(/[,;、]|\s+(?:and|&)\s+/)
        .map(plainText)
        .filter(one => one !== '');

/** The first of some keys or labels that says anything, by its entries. */
const listed = (
  names: readonly string[],
  front: ReadonlyMap<string, FrontField>,
  labels: readonly Labelled[],
): readonly string[] => {
  for (const name of names) {
    const field = front.get(name);
    const entries =
      field === undefined ? [] : field.entries.length > 1 ? field.entries : listOf(field.text || '');
    if (entries.length > 0) return entries.map(plainText);
  }
  const labelled = labels.filter(({ label }) => names.includes(label.replaceAll(' ', '-')));
  return (
    labelled
      .map(({ text, below }) => (below.length > 0 ? below.map(plainText) : listOf(text)))
      .find(({ length }) => length > 0) ?? []
  );
};

const deciderNames = [
  'decision-makers',
  'deciders',
  'decision-maker',
  'decider',
  'entscheider',
  'decisores',
  'décideurs',
];
const tagNames = ['tags', 'tag', 'keywords', 'schlagwörter', 'etiquetas'];

/** The day of a record: where it is written, else beside its status, else in its name. */
const dateOf = (
  place: DatePlace | null,
  status: StatusPlace | undefined,
  leading: LeadingNumber | null,
  dayFirst: boolean,
): string | null => {
  if (place !== null) return dateIn(place.text, dayFirst)?.date ?? null;
  const beside = status === undefined ? null : dateIn(status.text);
  if (beside !== null) return beside.date;
  return leading?.isDate === true ? dateOfName(leading.digits) : null;
};

/** Reads one text as a record. What is not there is unknown, null or empty. Pure; takes any text. */
export const readRecordText = ({ path, text, log4brains }: RecordFile): RecordText => {
  const outline = outlineOf(text);
  const { sections } = outline;
  const front = frontFields(outline);
  const heading = titleHeading(sections);
  const beginning = beginningOf(sections, heading);
  const labels = labelledIn(beginning);
  const places = statusPlaces(front, sections, beginning);
  const [status] = places;
  const leading = leadingNumber(nameOf(path));
  const datePlace = datePlaceOf(front, sections, labels);
  const dated = leading?.isDate === true && dateOfName(leading.digits) !== null;
  const format = formatOf({ outline, frontKeys: new Set(front.keys()), labels, places, log4brains, dated });
  return {
    mark: text.startsWith('\uFEFF'),
    ...{ path, outline, front, heading, leading, format, datePlace },
    number: leading?.number ?? null,
    title: titleOf(heading, front, stemOf(path), leading),
    status: statusIn(status?.text ?? ''),
    statusText: status?.text ?? '',
    date: dateOf(datePlace, status, leading, format === 'log4brains'),
    deciders: listed(deciderNames, front, labels),
    tags: listed(tagNames, front, labels),
    statusPlaces: places,
    mentions: mentionsOf(
      front,
      sections,
      beginning,
      places.flatMap(({ kind, text: said }) => (kind === 'section' ? [] : said)),
    ),
  };
};
