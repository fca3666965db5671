import type { RootContent, Table } from 'mdast';
import { purposeOf, type Tone, toneOf } from '../reading/section-names.ts';
import { entriesOf, type Part, textOf, type Words, wordsOf } from './tree.ts';

/** What a record says about one option. */
export type Treatment = {
  readonly name: Words;
  readonly lines: readonly { readonly words: Words; readonly tone: Tone | null }[];
};

/** Ratings of one option: each with the best that another one has in the same row. */
export type RatedOption = {
  readonly name: string;
  readonly marks: readonly { readonly own: number; readonly best: number }[];
};

const isPlaceholder = (text: string): boolean => /^[{[].*[}\]]$/.test(text.replace(/[.…]+$/, ''));

/** The same name in another writing: case, marks and "Option 2:" do not count. */
export const bareName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:option|alternative|variante|opción)\s*(?:\d+|[a-z])\s*[:.)–-]\s*/u, '')
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();

/** Whether two names can mean one option: one may say more than the other. */
export const isSameOption = (one: string, other: string): boolean => {
  const [first, second] = [bareName(one), bareName(other)];
  return first !== '' && second !== '' && (first.includes(second) || second.includes(first));
};

const wordsIn = (text: string): readonly string[] =>
  bareName(text)
    .split(' ')
    .filter(word => word.length > 2);

/** Whether people who wrote two names will have meant one option: most of the shorter one's words are in the other. */
export const isLikelyOption = (one: string, other: string): boolean => {
  const [shorter = [], longer = []] = [wordsIn(one), wordsIn(other)].sort((a, b) => a.length - b.length);
  const shared = shorter.filter(word => longer.includes(word)).length;
  return isSameOption(one, other) || (shared >= 2 && shared >= shorter.length / 2);
};

const rowsOf = (blocks: readonly RootContent[]): readonly Words[] =>
  blocks.flatMap(block =>
    block.type === 'table'
      ? block.children.slice(1).map(row => ({ ...wordsOf(row), text: textOf(row.children[0] ?? row) }))
      : [],
  );

/** Headings below a part, up to the next one of its depth. */
export const partsBelow = (parts: readonly Part[], index: number): readonly Part[] => {
  const depth = parts[index]?.depth ?? 0;
  const end = parts.findIndex((part, at) => at > index && part.depth <= depth);
  return parts.slice(index + 1, end === -1 ? undefined : end);
};

/** Options that a record lists: entries, rows or headings; null where a section says them in prose, or there is none. */
export const listedOptions = (parts: readonly Part[]): readonly Words[] | null => {
  const index = parts.findIndex(({ heading }) => heading !== null && purposeOf(heading.text) === 'options');
  const part = parts[index];
  if (part === undefined) return null;
  const below = partsBelow(parts, index);
  const [first] = below;
  const headings = below.flatMap(({ heading, depth }) => (depth === first?.depth ? (heading ?? []) : []));
  const entries = [...entriesOf(part.blocks), ...rowsOf(part.blocks)];
  const found = headings.length > 0 ? headings : entries;
  const isProse = found.length === 0 && part.blocks.some(block => textOf(block) !== '');
  return isProse ? null : found.filter(({ text }) => text !== '' && !isPlaceholder(text));
};

/** Lines with the tone that they, or the label above them, say. */
export const tonedLines = (blocks: readonly RootContent[], above: Tone | null): Treatment['lines'] => {
  let tone = above;
  return blocks.flatMap((block): Treatment['lines'] => {
    if (block.type === 'paragraph') {
      const words = wordsOf(block);
      if (/^[^:]{0,40}:?$/.test(words.text) && toneOf(words.text) !== null) {
        tone = toneOf(words.text);
        return [];
      }
      return [{ words, tone: toneOf(words.text) }];
    }
    if (block.type === 'table') {
      return rowsOf([block]).flatMap(words => {
        const own = toneOf(words.text) ?? tone;
        return own === null ? [] : [{ words, tone: own }];
      });
    }
    if (block.type !== 'list') return [];
    return block.children.flatMap((item): Treatment['lines'] => {
      const inner = item.children.filter(({ type }) => type === 'list');
      const [words] = entriesOf([{ ...block, children: [item] }]);
      const own = words === undefined ? null : toneOf(words.text);
      const label = inner.length > 0 && own !== null && (words?.text.length ?? 0) <= 40;
      return [
        ...(words === undefined || words.text === '' || label ? [] : [{ words, tone: own ?? tone }]),
        ...tonedLines(inner as RootContent[], own ?? tone),
      ];
    });
  });
};

/** What is said for and against each option: below "Pros and Cons", or below the headings of the options themselves. */
export const treatmentsOf = (parts: readonly Part[]): readonly Treatment[] =>
  parts.flatMap((part, index): readonly Treatment[] => {
    const purpose = part.heading === null ? null : purposeOf(part.heading.text);
    if (purpose !== 'arguments' && purpose !== 'options') return [];
    const below = partsBelow(parts, index);
    const depth = below[0]?.depth;
    return below.flatMap((one, at): readonly Treatment[] => {
      if (one.depth !== depth || one.heading === null) return [];
      const inner = partsBelow(below, at);
      return [
        {
          name: one.heading,
          lines: [
            ...tonedLines(one.blocks, null),
            ...inner.flatMap(({ heading, blocks }) => tonedLines(blocks, toneOf(heading?.text ?? ''))),
          ],
        },
      ];
    });
  });

/** `++` is 2, `−` is −1; figures are what they say. Null for anything else. */
const markOf = (text: string): number | null => {
  if (/^\++$/.test(text)) return text.length;
  if (/^[-−–]+$/.test(text)) return -text.length;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
};

const ratedIn = (table: Table): readonly RatedOption[] => {
  const [head, ...rows] = table.children.map(row => row.children.map(textOf));
  return (head ?? []).flatMap((name, column): readonly RatedOption[] => {
    if (column === 0 || /^(?:rank|weight|gewicht|peso|poids)$/i.test(name)) return [];
    const marks = rows.flatMap(row => {
      const own = markOf(row[column] ?? '');
      const others = row.slice(1).flatMap((cell, at) => (at + 1 === column ? [] : (markOf(cell) ?? [])));
      return own === null ? [] : [{ own, best: Math.max(own, ...others) }];
    });
    return marks.length === 0 ? [] : [{ name, marks }];
  });
};

/** Options that tables rate, one column each. */
export const ratedOptions = (parts: readonly Part[]): readonly RatedOption[] =>
  parts.flatMap(({ blocks }) => blocks.flatMap(block => (block.type === 'table' ? ratedIn(block) : [])));
