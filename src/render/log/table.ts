import type { Link, PhrasingContent, TableRow, Text } from 'mdast';
import type { LinkRelation, ReadRecord } from '../../model/record.ts';
import { plainLine } from '../diagrams/mermaid-text.ts';
import { emitMarkdown } from '../markdown/markdown.ts';
import { addressOf } from '../sites/address.ts';

/** A text on one line, without what no text file should hold. */
const text = (value: string): Text => ({ type: 'text', value: plainLine(value) });

const linkTo = (name: string, from: string, to: string): Link => ({
  type: 'link',
  // In an address these three mean something else than in the name of a file.
  url: addressOf(from, to).replace(/[%#?]/g, encodeURIComponent),
  children: [text(name)],
});

/** How the index says a link; what stands on the other end says it from there. */
const relationNames: Readonly<Record<LinkRelation, string>> = {
  supersedes: 'supersedes',
  'superseded-by': 'superseded by',
  amends: 'amends',
  'amended-by': 'amended by',
  'depends-on': 'depends on',
  'required-by': 'required by',
  'relates-to': 'relates to',
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** What a record is called in short: its number as the file name has it, or its id. */
export const shortName = ({ id, number, path }: ReadRecord): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const digits = /^(?:adr[-_ ]?)?(\d+[a-z]?)(?![\p{L}\p{N}])/iu.exec(name)?.[1];
  return digits ?? (number === null ? id : String(number));
};

/** By folder, then as files are listed: numbers count as numbers, and those without one come last. */
export const inOrder = (records: readonly ReadRecord[]): readonly ReadRecord[] =>
  records.toSorted((a, b) => {
    const [one, other] = [folderOf(a.path), folderOf(b.path)];
    if (one !== other) return one < other ? -1 : 1;
    const [first, second] = [a.number ?? Infinity, b.number ?? Infinity];
    return first === second ? (a.path < b.path ? -1 : 1) : first - second;
  });

/** Parts of a cell with commas between them. */
const joined = (parts: readonly (readonly PhrasingContent[])[]): PhrasingContent[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [{ type: 'text', value: ', ' }, ...part]));

const linksOf = (
  record: ReadRecord,
  from: string,
  byId: ReadonlyMap<string, ReadRecord>,
): PhrasingContent[] => {
  const said = new Map(
    record.links.flatMap(({ relation, id }) => {
      const other = id === null ? undefined : byId.get(id);
      return other === undefined ? [] : [[`${relation} ${other.id}`, { relation, other }] as const];
    }),
  );
  return joined(
    [...said.values()].map(({ relation, other }) => [
      { type: 'text', value: `${relationNames[relation]} ` },
      linkTo(shortName(other), from, other.path),
    ]),
  );
};

const none = '–';

type Column = readonly [name: string, cell: (record: ReadRecord) => PhrasingContent[]];

const columnsFor = (records: readonly ReadRecord[], file: string): readonly Column[] => {
  const byId = new Map(records.map(record => [record.id, record]));
  const folders = new Set(records.map(({ path }) => folderOf(path)));
  const all: readonly Column[] = [
    ['No.', record => (record.number === null ? [] : [text(shortName(record))])],
    ['Folder', ({ path }) => (folders.size > 1 ? [text(folderOf(path))] : [])],
    [
      'Decision',
      record => [linkTo(record.title.trim() === '' ? record.id : record.title, file, record.path)],
    ],
    ['Status', ({ status }) => [text(status)]],
    ['Date', ({ date }) => (date === null ? [] : [text(date)])],
    ['Tags', ({ tags }) => joined(tags.map(tag => [text(tag)]))],
    ['Links', record => linksOf(record, file, byId)],
  ];
  return all.filter(([, cell]) => records.some(record => cell(record).length > 0));
};

/**
 * The decision log as a Markdown table, as it stands in `file` (from the root of the repository). Columns that would
 * be empty are left out. Pure: the same records give the same bytes.
 */
export const logTable = (records: readonly ReadRecord[], file: string): string => {
  if (records.length === 0) return 'No decision is recorded yet.\n';
  const ordered = inOrder(records);
  const columns = columnsFor(ordered, file);
  const row = (cells: readonly PhrasingContent[][]): TableRow => ({
    type: 'tableRow',
    children: cells.map(children => ({
      type: 'tableCell',
      children: children.length === 0 ? [text(none)] : children,
    })),
  });
  const head = row(columns.map(([name]) => [text(name)]));
  const rows = ordered.map(record => row(columns.map(([, cell]) => cell(record))));
  return emitMarkdown({ type: 'root', children: [{ type: 'table', children: [head, ...rows] }] });
};
