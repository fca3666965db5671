import { harmless } from '../../model/issue-text.ts';
import type { LinkRelation, ReadRecord } from '../../model/record.ts';
import { shortName } from '../log/table.ts';
import { pageWidth, table } from './layout.ts';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1) || './';

/** Records as a table: a line each, folders apart where there are several. */
export const listText = (records: readonly ReadRecord[]): string => {
  const folders = [...new Set(records.map(({ path }) => folderOf(path)))];
  return folders
    .map(folder => {
      const own = records.filter(({ path }) => folderOf(path) === folder);
      const rows = own.map(record => [
        harmless(shortName(record)),
        record.status,
        record.date ?? '-',
        harmless(record.title),
      ]);
      return [harmless(folder), ...table([['number', 'status', 'date', 'title'], ...rows])].join('\n');
    })
    .join('\n\n');
};

const relationText = (relation: LinkRelation): string => relation.replaceAll('-', ' ');

export type Shown = {
  readonly record: ReadRecord;
  readonly linkedFrom: readonly { readonly id: string; readonly relation: LinkRelation }[];
  readonly text: string;
  readonly titles: ReadonlyMap<string, string>;
};

/** One record for people: what is known of it, then its text. */
export const showText = ({ record, linkedFrom, text, titles }: Shown): string => {
  const { id, title, status, statusText, date, path, format, deciders, tags, links } = record;
  const named = (target: string): string => {
    const other = titles.get(target);
    return other === undefined ? target : `${target} (${other})`;
  };
  const said = statusText === '' || statusText.toLowerCase() === status ? status : `${status}: ${statusText}`;
  const rows: (readonly [string, string])[] = [
    ['id', id],
    ['status', said],
    ['date', date ?? 'unknown'],
    ...(deciders.length > 0 ? ([['deciders', deciders.join(', ')]] as const) : []),
    ...(tags.length > 0 ? ([['tags', tags.join(', ')]] as const) : []),
    ['file', `${path} (${format})`],
    ...links.map(
      ({ relation, id: other, target, partial }) =>
        [
          `${partial === true ? 'partly ' : ''}${relationText(relation)}`,
          other === null ? `${target}, which is not found` : named(other),
        ] as const,
    ),
    ...linkedFrom.map(
      ({ id: other, relation }) =>
        ['named by', `${named(other)}: ${relationText(relation)} this one`] as const,
    ),
  ];
  const body = text
    .split(/\r\n|\n|\r/)
    .map(harmless)
    .join('\n')
    .trim();
  return [
    harmless(title),
    ...table(rows.map(([name, value]) => [name, harmless(value)])),
    '',
    '-'.repeat(pageWidth),
    body,
  ].join('\n');
};
