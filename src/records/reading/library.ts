import type { ReadRecord, RecordLink } from '../../model/record.ts';
import type { Mention } from './mentions.ts';
import { nameOf, type RecordFile, type RecordText, readRecordText, stemOf } from './record.ts';

/** A Markdown file that may be a record. */
export type Candidate = RecordFile & {
  /** Name of the package that its folder belongs to; null where there are no packages. */
  readonly package: string | null;
  /** Stands in a folder that is kept for records, or was named as one: a number in its name is enough. */
  readonly amongRecords: boolean;
};

/** A record with its text and the places of what it says. */
export type KnownRecord = { readonly record: ReadRecord; readonly read: RecordText };

/** A file that is no record, and why. */
export type Skipped = { readonly path: string; readonly reason: string };

export type RecordLibrary = {
  readonly records: readonly KnownRecord[];
  readonly skipped: readonly Skipped[];
};

const templateWord =
  /^(?:adrs?|madr|decisions?|records?|architecture|architectural|templates?|long|short|bare|minimal|full|simple|basic|example|sample|nygard|log4brains|the|a|of|for|my|title|slug|n+|x+|y+|\d+|v\d+)$/i;

/** `template.md`, `0000-adr-template.md`; a record that decides on templates has other words as well. */
const isTemplateName = (stem: string): boolean => {
  const words = stem.split(/[-_. ]+/).filter(one => one !== '');
  return words.some(one => /^templates?$/i.test(one)) && words.every(one => templateWord.test(one));
};

/** Why a file cannot be a record by its name; null where it can. */
const reservedName = (path: string): string | null => {
  const stem = stemOf(path);
  if (
    /^(?:read[-_ ]?me|index|_index|backlog|contributing|changelog|toc|summary|glossary|license|log|_?sidebar|_category_|code[-_]of[-_]conduct)(?:[-_.](?:[a-z]{2}(?:-[a-z]{2})?))?$/i.test(
      stem,
    )
  )
    return 'its name is that of a page beside records';
  if (isTemplateName(stem)) return 'it is a template';
  return /(?:^|\/)_?templates?\//i.test(path) ? 'it stands in a folder for templates' : null;
};

const isTemplateText = ({ title }: RecordText): boolean =>
  /^\{[^}]*\}?$|^\[(?:short )?title[^\]]*\]$/i.test(title);

/** Why a text is no record; null where it is one. */
export const noRecord = (read: RecordText, amongRecords: boolean): string | null => {
  const reserved = reservedName(read.path);
  if (reserved !== null) return reserved;
  if (amongRecords && read.leading !== null) return null;
  if (read.outline.text.trim() === '') return 'it is empty, and its name has no number';
  if (isTemplateText(read)) return 'it is a template';
  if (read.format !== 'other') return null;
  return amongRecords && read.status !== 'unknown'
    ? null
    : 'it has neither a number in its name nor the sections of a record';
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A relative address from a folder; null where it leaves the root. */
const joined = (folder: string, address: string): string | null => {
  const parts: string[] = [];
  for (const part of (address.startsWith('/') ? address : folder + address).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
};

type Known = Pick<ReadRecord, 'id' | 'path' | 'number'>;

/** Records by what they can be named with. */
const indexOf = (records: readonly Known[]) => {
  const by = (key: (record: Known) => string): ReadonlyMap<string, readonly Known[]> => {
    const map = new Map<string, Known[]>();
    for (const record of records) {
      const name = key(record);
      const same = map.get(name);
      if (same === undefined) map.set(name, [record]);
      else same.push(record);
    }
    return map;
  };
  return {
    path: by(({ path }) => path.toLowerCase()),
    name: by(({ path }) => stemOf(path).toLowerCase()),
    id: by(({ id }) => id.toLowerCase()),
    number: by(({ path, number }) => `${folderOf(path)}${number ?? ''}`),
  };
};

type Index = ReturnType<typeof indexOf>;

const only = (records: readonly Known[] | undefined): Known | null =>
  records?.length === 1 ? (records[0] ?? null) : null;

const numberIn = (target: string): number | null => {
  const digits = /^(?:adrs?)?[-_ #]*(\d+)$/i.exec(target)?.[1];
  return digits === undefined ? null : Number(digits);
};

/** The record that is meant; null where none, or none alone, can be. */
const meant = (target: string, from: string, index: Index): Known | null => {
  const number = numberIn(target);
  if (number !== null) return only(index.number.get(`${folderOf(from)}${number}`));
  const address = decoded(target.split(/[?#]/)[0] ?? '').toLowerCase();
  const path = /^[a-z]+:/.test(address) ? null : joined(folderOf(from).toLowerCase(), address);
  return (
    only(index.path.get(path ?? '')) ??
    only(index.path.get(`${path}.md`)) ??
    only(index.id.get(address.replace(/\.mdx?$/, ''))) ??
    only(index.name.get(stemOf(nameOf(address))))
  );
};

const linkOf = ({ relation, target, partial }: Mention, from: string, index: Index): RecordLink => ({
  relation,
  id: meant(target, from, index)?.id ?? null,
  target,
  ...(partial ? { partial } : {}),
});

/** An address elsewhere that is no record of ours says nothing here. */
const isOurs = ({ id, target }: RecordLink): boolean => id !== null || !/^[a-z]+:/i.test(target);

const eachOnce = (links: readonly RecordLink[]): readonly RecordLink[] =>
  links.filter(
    (one, at) =>
      links.findIndex(
        other =>
          other.relation === one.relation &&
          (one.id === null ? other.target === one.target : other.id === one.id),
      ) === at,
  );

/** A plain link to a record that is linked in another way as well says nothing more. */
const telling = (links: readonly RecordLink[]): readonly RecordLink[] =>
  links.filter(
    ({ relation, id }) =>
      relation !== 'relates-to' ||
      !links.some(other => other.relation !== 'relates-to' && other.id !== null && other.id === id),
  );

const byPlace = (a: ReadRecord, b: ReadRecord): number => {
  const [first, second] = [folderOf(a.path), folderOf(b.path)];
  if (first !== second) return first < second ? -1 : 1;
  const numbers = (a.number ?? Number.POSITIVE_INFINITY) - (b.number ?? Number.POSITIVE_INFINITY);
  return numbers || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
};

/** Bytes that were no UTF-8, as readers see them. */
const shown = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** Reads files as the records of one repository, in the order of their folders and numbers. Pure. */
export const readLibrary = (candidates: readonly Candidate[]): RecordLibrary => {
  const skipped: Skipped[] = [];
  const found = candidates.flatMap((candidate): { id: string; read: RecordText }[] => {
    const read = readRecordText(candidate);
    const reason = noRecord(read, candidate.amongRecords);
    if (reason !== null) {
      skipped.push({ path: candidate.path, reason });
      return [];
    }
    const stem = stemOf(candidate.path);
    return [{ id: candidate.package === null ? stem : `${candidate.package}/${stem}`, read }];
  });
  const index = indexOf(found.map(({ id, read }) => ({ id, path: read.path, number: read.number })));
  const records = found.map(({ id, read }): KnownRecord => {
    const { path, number, status, date, format, mentions } = read;
    const links = telling(eachOnce(mentions.map(one => linkOf(one, path, index)))).filter(
      one => isOurs(one) && one.id !== id,
    );
    return {
      record: {
        ...{ id, number, title: shown(read.title), status, statusText: shown(read.statusText), date, path },
        ...{ format, links, deciders: read.deciders.map(shown), tags: read.tags.map(shown) },
      },
      read,
    };
  });
  return { records: records.sort((a, b) => byPlace(a.record, b.record)), skipped };
};
