import { Problem } from '../../model/problem.ts';
import type { LinkRelation } from '../../model/record.ts';
import { indexBody, isOurIndex } from '../../records/log/index-body.ts';
import { type Region, regionMarkers, regionsIn, regionText, says } from '../../records/log/marked-region.ts';
import { type KnownRecord, readLibrary } from '../../records/reading/library.ts';
import { logTable } from '../../render/log/table.ts';
import { isRelative, targetOf } from '../../render/sites/address.ts';
import { type Library, type MarkdownBreach, type MarkdownRule, recordRule, recordsIn } from './rule.ts';

const read = new WeakMap<Library, readonly KnownRecord[]>();

/** The records of a library as the commands see them, read once. */
const knownIn = (library: Library): readonly KnownRecord[] => {
  const known =
    read.get(library) ??
    readLibrary(
      recordsIn(library).map(({ document: { path, text } }) => ({
        ...{ path, text, package: null, log4brains: false, amongRecords: true },
      })),
    ).records;
  read.set(library, known);
  return known;
};

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const opposites: Partial<Record<LinkRelation, string>> = {
  supersedes: 'superseded by',
  'superseded-by': 'supersedes',
  amends: 'amended by',
  'amended-by': 'amends',
};

/** Whether a text names a record in any way: by its file, or as people call it. */
const names = (text: string, { record }: KnownRecord): boolean => {
  if (text.includes(stemOf(record.path)) || text.includes(encodeURI(stemOf(record.path)))) return true;
  const called = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:ADRs?[-_ #]{0,2}|#|no\\. ?)0*${record.number}(?!\\d)`,
    'iu',
  );
  return record.number !== null && called.test(text);
};

const bothEnds: MarkdownRule = {
  id: 'REC-008',
  says: 'A record that supersedes or amends another is named by it.',
  level: 'warning',
  check: library => {
    const known = knownIn(library);
    const byId = new Map(known.map(one => [one.record.id, one]));
    return known.flatMap(own =>
      own.record.links.flatMap(({ relation, id }): readonly MarkdownBreach[] => {
        const other = id === null ? undefined : byId.get(id);
        const back = opposites[relation];
        if (other === undefined || back === undefined || names(other.read.outline.text, own)) return [];
        const [here, there] = [nameOf(own.record.path), nameOf(other.record.path)];
        const line = other.read.statusPlaces[0]?.at ?? null;
        return [
          {
            path: other.record.path,
            at: line,
            text: `${here} says "${relation.replace('-', ' ')}" of this record, which does not name it.`,
            hint: `Write "${back}" with a link to ${here} here as well, so that who reads ${there} finds it.`,
          },
        ];
      }),
    );
  },
};

const knownStatus: MarkdownRule = {
  id: 'REC-009',
  says: 'The status of a record is a word that tools know.',
  level: 'warning',
  check: library =>
    knownIn(library).flatMap(({ record, read: { statusPlaces } }): readonly MarkdownBreach[] => {
      const text = record.statusText.trim();
      // A choice that a template left is said by REC-007, and no status by REC-001.
      if (record.status !== 'unknown' || text === '' || /[|{}[\]]/.test(text)) return [];
      const hint =
        'Write draft, proposed, accepted, rejected, deprecated or superseded, and what else there is behind it.';
      const said = text.split(/\r?\n/)[0]?.slice(0, 60) ?? '';
      return [
        {
          path: record.path,
          at: statusPlaces[0]?.at ?? null,
          text: `The status "${said}" is no status that tools know.`,
          hint,
        },
      ];
    }),
};

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= (longest[month - 1] ?? 0) &&
  !(month === 2 && day === 29 && !isLeap(year));

/** Why the first figure of a text that is written like a day can be none; null where it can, or there is none. */
const impossible = (text: string): string | null => {
  const [iso, year = '', month = '', day = ''] =
    /(?<!\d)(\d{4,5})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text) ?? [];
  if (iso !== undefined) {
    if (year.length > 4 || Number(year) < 1970 || Number(year) > 2199) return iso;
    return isDay(Number(year), Number(month), Number(day)) ? null : iso;
  }
  const [local, first = '', second = '', last = ''] =
    /(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4,5})(?!\d)/.exec(text) ?? [];
  if (local === undefined) return null;
  const [one, other, of] = [Number(first), Number(second), Number(last)];
  // Some write the month first, others the day.
  const can =
    last.length === 4 && of >= 1970 && of <= 2199 && (isDay(of, other, one) || isDay(of, one, other));
  return can ? null : local;
};

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const possibleDate: MarkdownRule = {
  id: 'REC-010',
  says: 'The date of a record is a day that can be.',
  level: 'error',
  check: library =>
    knownIn(library).flatMap(({ record, read: { datePlace, outline } }): readonly MarkdownBreach[] => {
      const found = datePlace === null ? null : impossible(datePlace.text);
      if (datePlace === null || found === null) return [];
      const at = { line: lineOf(outline.text, datePlace.from), column: 1 };
      return [{ path: record.path, at, text: `${found} is no day.`, hint: 'Write the day as YYYY-MM-DD.' }];
    }),
};

const regionsOf = (path: string, text: string): readonly Region[] => {
  try {
    return regionsIn(text, path, ['index', 'adr-log']).filter(isOurIndex);
  } catch (error) {
    // A region that does not end is said by the commands that write it.
    if (error instanceof Problem) return [];
    throw error;
  }
};

/** Whether a log leads to records that stand there and were not looked at: then nothing can be said of it. */
const isPartial = (
  { body }: Region,
  path: string,
  known: readonly KnownRecord[],
  { isThere }: Library,
): boolean =>
  [...body.matchAll(/\]\(([^)\s]+)\)/g)].some(([, address = '']) => {
    const target = isRelative(address) ? targetOf(path, address) : null;
    return (
      target !== null && isThere(target.path) && !known.some(({ record }) => record.path === target.path)
    );
  });

const currentLog: MarkdownRule = {
  id: 'REC-011',
  says: 'A decision log that adrgen keeps lists the records as they stand.',
  level: 'error',
  check: library => {
    const known = knownIn(library);
    return library.documents.flatMap(({ path, text }): readonly MarkdownBreach[] => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const own = known.map(({ record }) => record).filter(record => record.path.startsWith(folder));
      if (!Object.values(regionMarkers).some(({ start }) => text.includes(start)) || own.length === 0)
        return [];
      return regionsOf(path, text).flatMap((region): readonly MarkdownBreach[] => {
        const body = indexBody(region.kind, logTable(own, path));
        if (says(region, body) || isPartial(region, path, known, library)) return [];
        return [
          {
            path,
            at: { line: lineOf(text, region.from), column: 1 },
            text: 'The decision log lists other decisions than the records.',
            hint: `Make it anew: adrgen index ${path}`,
            edit: {
              from: region.from,
              to: region.to,
              text: regionText(text, body),
              says: 'the decision log made anew',
            },
          },
        ];
      });
    });
  },
};

const wholeRecord = recordRule({
  id: 'REC-012',
  says: 'A record has the sections of its format: what it is about, and what is decided.',
  level: 'warning',
  breaches: ({ record, document }) => {
    if (record.form === 'other') return [];
    const at = document.title?.at ?? null;
    const [context, outcome] =
      record.form === 'madr'
        ? ['Context and Problem Statement', 'Decision Outcome']
        : ['Context', 'Decision'];
    const missing = [
      ...(record.context === null ? [context] : []),
      ...(record.outcome === null ? [outcome] : []),
    ];
    return missing.map(name => ({
      at,
      text: `The record has no section "${name}" that says anything.`,
      hint: `Write it below a heading "## ${name}".`,
    }));
  },
});

export const relationRules: readonly MarkdownRule[] = [
  bothEnds,
  knownStatus,
  possibleDate,
  currentLog,
  wholeRecord,
];
