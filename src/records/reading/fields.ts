import type { Line, Section } from './outline.ts';

/** What a record says behind a label: `* Status: accepted`, `| Date | 2024-01-31 |`, `**Deciders:** A, B`. */
export type Labelled = {
  /** Lower case, markup left out. */
  readonly label: string;
  readonly kind: 'entry' | 'line' | 'row';
  /** As it stands there, markup of the label left out. */
  readonly text: string;
  /** Offset of `text`. */
  readonly from: number;
  /** Of what bears it, behind the mark of an entry. */
  readonly at: { readonly line: number; readonly column: number };
  /** Entries below, where the line itself says nothing. */
  readonly below: readonly string[];
};

const entryMark = /^([ \t]*(?:>[ \t]?)*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
const labelled =
  /^([*_`]*)([\p{L}][\p{L}\p{N} /&'()-]{0,40}?)[ \t]*(?:[*_`]*[ \t]*[:：][ \t]*[*_`]*|[*_`]+[ \t]*[-–—][ \t]*)(?=[ \t]|[^ \t/]|$)[ \t]*/u;

/** Offsets of the cells of a row, without the bars. */
const cellsOf = (shown: string): readonly { readonly text: string; readonly from: number }[] => {
  const cells: { text: string; from: number }[] = [];
  let from = /^[ \t]*\|?/.exec(shown)?.[0].length ?? 0;
  for (const part of shown
    .slice(from)
    .replace(/\|[ \t]*$/, '')
    .split(/(?<!\\)\|/)) {
    const indent = part.length - part.trimStart().length;
    cells.push({ text: part.trim(), from: from + indent });
    from += part.length + 1;
  }
  return cells;
};

const plainLabel = (text: string): string =>
  text
    .replace(/[*_`]/g, '')
    .replace(/[:：]\s*$/, '')
    .trim()
    .toLowerCase();

const isSeparator = (line: Line | undefined): boolean =>
  line !== undefined && /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(line.shown);

const ofRow = (lines: readonly Line[], index: number): readonly Labelled[] => {
  const line = lines[index];
  const isBarred = /^[ \t]*\|.*\|[ \t]*$/.test(line?.shown ?? '');
  const isBesideRule = isSeparator(lines[index - 1]) || isSeparator(lines[index + 1]);
  if (line === undefined || isSeparator(line) || !(isBarred || isBesideRule)) return [];
  const cells = cellsOf(line.shown);
  const at = { line: line.number, column: line.shown.length - line.shown.trimStart().length + 1 };
  const [first, second] = cells;
  const own = first === undefined || second === undefined || plainLabel(first.text) === '' ? [] : [first];
  const across = own.map(
    ({ text }): Labelled => ({
      ...{ label: plainLabel(text), kind: 'row', at, below: [] },
      text: second?.text ?? '',
      from: line.from + (second?.from ?? 0),
    }),
  );
  // A head of labels, with their values in the row below it.
  const under = isSeparator(lines[index + 1]) ? lines[index + 2] : undefined;
  const values = under === undefined ? [] : cellsOf(under.shown);
  const down = values.flatMap((cell, column): Labelled[] =>
    cells[column] === undefined || under === undefined
      ? []
      : [
          {
            label: plainLabel(cells[column].text),
            kind: 'row',
            ...{ text: cell.text, from: under.from + cell.from, below: [] },
            at: { line: under.number, column: 1 },
          },
        ],
  );
  return [...down, ...across];
};

const belowOf = (lines: readonly Line[], index: number): readonly string[] => {
  const entries: string[] = [];
  for (const { shown } of lines.slice(index + 1)) {
    const entry = /^[ \t]+[-*+][ \t]+(.*)$/.exec(shown)?.[1];
    if (entry === undefined) break;
    entries.push(entry.trim());
  }
  return entries;
};

const ofLine = (lines: readonly Line[], index: number): readonly Labelled[] => {
  const line = lines[index];
  if (line === undefined) return [];
  const shown = line.shown.slice(0, 2000).trimEnd();
  const [before = '', , mark] = entryMark.exec(shown) ?? [];
  const rest = shown.slice(before.length).replace(/^<b>|<\/b>/gi, tag => ' '.repeat(tag.length));
  const indent = rest.length - rest.trimStart().length;
  const [head, , label = ''] = labelled.exec(rest.trimStart()) ?? [];
  if (head === undefined) return [];
  const start = before.length + indent + head.length;
  const text = shown.slice(start).replace(/(?:\*\*|__|[ \t]|\\)+$/, '');
  return [
    {
      label: label.trim().toLowerCase(),
      kind: mark === undefined ? 'line' : 'entry',
      text,
      from: line.from + start,
      at: { line: line.number, column: before.length + 1 },
      below: text === '' ? belowOf(lines, index) : [],
    },
  ];
};

/** Everything that sections say behind a label, in the order of the text. Pure. */
export const labelledIn = (sections: readonly Section[]): readonly Labelled[] =>
  sections.flatMap(({ lines }) =>
    lines.flatMap((line, index) => {
      if (!/[:：|]|[*_`][ \t]*[-–—]/.test(line.shown)) return [];
      const rows = line.shown.includes('|') ? ofRow(lines, index) : [];
      return rows.length > 0 ? rows : ofLine(lines, index);
    }),
  );
