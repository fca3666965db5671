import type { ReadRecord, RecordStatus } from '../../model/record.ts';
import { type MermaidText, mermaidLines, plainLine } from '../diagrams/mermaid-text.ts';
import { wrap } from '../diagrams/wrap.ts';
import { type GraphLink, type GraphView, graphView, statusCounts } from './graph-view.ts';
import { inOrder, shortName } from './table.ts';

/** Colour and shape say the same, so that neither is needed to tell a status. */
const looks: Readonly<
  Record<RecordStatus, { readonly shape: readonly [string, string]; readonly look: string }>
> = {
  draft: { shape: ['(', ')'], look: 'fill:#ffffff,stroke:#41679b,stroke-dasharray:5 4,color:#1b2733' },
  proposed: { shape: ['([', '])'], look: 'fill:#e6eef8,stroke:#41679b,color:#1b2733' },
  accepted: { shape: ['[', ']'], look: 'fill:#b7dfc4,stroke:#3f7a58,color:#143d25' },
  rejected: { shape: ['{{', '}}'], look: 'fill:#f6bd9b,stroke:#9a4a1c,color:#5c2408' },
  deprecated: { shape: ['[/', '/]'], look: 'fill:#f6f1e4,stroke:#8a6a1f,color:#4a3a10' },
  superseded: { shape: ['[[', ']]'], look: 'fill:#e3e6ea,stroke:#6b7885,color:#39434d' },
  unknown: { shape: ['>', ']'], look: 'fill:#ffffff,stroke:#8593a1,stroke-dasharray:4 3,color:#1b2733' },
};

const arrows: Readonly<Record<GraphLink['relation'], { readonly sign: string; readonly says: string }>> = {
  'superseded by': { sign: '==>', says: 'thick arrow - superseded by' },
  'amended by': { sign: '-->', says: 'thin arrow - amended by' },
  'depends on': { sign: '-.->', says: 'dotted arrow - depends on' },
  'relates to': { sign: '---', says: 'line - relates to' },
};

/** Up to so many records each has a box of its own, and each arrow its name. */
const mostLoose = 40;
/** Records that hang together and have a box each; what is beyond them is counted. */
const mostBoxes = 160;
/** Boxes beside each other, and records in one list. */
const across = 4;
const listLength = 12;
/** Characters of a line, and lines of a title. */
const lineLength = 26;
const mostLines = 3;
const listLine = 44;

/** Between the boxes of a large picture, in pixels: it is read by scrolling, and every gap makes it longer. */
const tight =
  '---\nconfig:\n  flowchart:\n    nodeSpacing: 16\n    rankSpacing: 36\n    wrappingWidth: 340\n---\n';

const cut = (text: string, most: number): string => {
  const letters = [...plainLine(text)];
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};

const titleLines = (title: string): readonly string[] => {
  const lines = wrap(title, lineLength);
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `${cut(lines[mostLines - 1] ?? '', lineLength - 1)} …`];
};

const node = (name: string, status: RecordStatus, label: string): string => {
  const [open, close] = looks[status].shape;
  return `${name}${open}"${label}"${close}:::${status}`;
};

const bold = (text: MermaidText): string => `<b>${text}</b>`;

const boxOf = (record: ReadRecord, name: string): string => {
  const head = bold(mermaidLines([shortName(record)]));
  return node(name, record.status, `${head}<br/>${mermaidLines(titleLines(record.title || record.id))}`);
};

/** Parts of a list, each of at most so many. */
const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** Boxes beside each other without an arrow: the layout sets what hangs together in a row. */
const rowsOf = (names: readonly string[]): readonly string[] =>
  chunks(names, across).flatMap(row => (row.length > 1 ? [row.join(' ~~~ ')] : []));

/** Records that nothing leads to, as lists by status: a box for each would be a wall of boxes. */
const listsOf = (
  alone: readonly ReadRecord[],
): { readonly lines: readonly string[]; readonly names: string[] } => {
  const lists = statusCounts(alone).flatMap(([status]) =>
    chunks(
      alone.filter(record => record.status === status),
      listLength,
    ).map(records => ({ status, records })),
  );
  const names = lists.map((_, index) => `l${index}`);
  return {
    names,
    lines: lists.map(({ status, records }, index) => {
      const lines = records.map(record => cut(`${shortName(record)} ${record.title || record.id}`, listLine));
      return node(names[index] ?? '', status, mermaidLines(lines));
    }),
  };
};

const legendOf = ({ records, links }: GraphView, left: number): readonly string[] => {
  const counts = statusCounts(records);
  const names = counts.map((_, index) => `k${index}`);
  const kinds = [...new Set(links.map(({ relation }) => relation))].sort();
  const notes = [
    ...kinds.map(kind => arrows[kind].says),
    ...(left === 0 ? [] : [`${left} more records with links are in the index`]),
  ];
  return [
    ...counts.map(([status, many], index) =>
      node(`k${index}`, status, mermaidLines([`${status} (${many})`])),
    ),
    ...(notes.length === 0 ? [] : [`k["${mermaidLines(notes)}"]:::note`]),
    ...rowsOf([...names, ...(notes.length === 0 ? [] : ['k'])]),
  ];
};

/**
 * Records and links as Mermaid: status as colour and shape, a legend, newer records to the right. Few records have a
 * box each; of many, those that nothing leads to stand in lists by status. Pure: the same records give the same bytes.
 */
export const graphSource = (all: readonly ReadRecord[]): string => {
  const view = graphView(inOrder(all));
  const shown: ReadRecord[] = [];
  for (const family of view.families) if (shown.length + family.length <= mostBoxes) shown.push(...family);
  const left = view.families.flat().length - shown.length;
  const isSmall = view.records.length <= mostLoose;
  const names = new Map(
    [...shown, ...(isSmall ? view.alone : [])].map((record, index) => [record.id, `r${index}`]),
  );
  const nameOf = ({ id }: ReadRecord): string => names.get(id) ?? '';
  const links = view.links.filter(({ from, to }) => names.has(from) && names.has(to));
  const lists = isSmall ? { lines: [], names: view.alone.map(nameOf) } : listsOf(view.alone);
  const boxes = [...shown, ...(isSmall ? view.alone : [])];
  const lines = [
    'flowchart LR',
    ...legendOf(view, left),
    ...boxes.map(record => boxOf(record, nameOf(record))),
    ...links.map(({ relation, from, to }) => {
      const label = isSmall ? `|${relation}|` : '';
      return `${names.get(from)} ${arrows[relation].sign}${label} ${names.get(to)}`;
    }),
    ...lists.lines,
    ...rowsOf(lists.names),
    ...Object.entries(looks).map(([status, { look }]) => `classDef ${status} ${look}`),
    'classDef note fill:none,stroke:none,color:#44505c',
  ];
  return `${isSmall ? '' : tight}${lines.join('\n')}\n`;
};

/** At most so many links are told one by one. */
const mostTold = 12;

/** What the picture says, for those who do not see it: on one line. */
export const graphAlt = (all: readonly ReadRecord[]): string => {
  const { records, links } = graphView(inOrder(all));
  const byId = new Map(records.map(record => [record.id, shortName(record)]));
  const counts = statusCounts(records).map(([status, many]) => `${many} ${status}`);
  const told = links
    .slice(0, mostTold)
    .map(({ relation, from, to }) => `${byId.get(from)} ${relation} ${byId.get(to)}`);
  const more = links.length > mostTold ? `; ${links.length - mostTold} more` : '';
  const head = `Decisions and their links: ${records.length} ${records.length === 1 ? 'record' : 'records'}`;
  const statuses = counts.length === 0 ? '' : ` (${counts.join(', ')})`;
  return plainLine(`${head}${statuses}${told.length === 0 ? ', no links' : `. ${told.join('; ')}${more}`}.`);
};
