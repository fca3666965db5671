import type { Nodes, Root } from 'mdast';
import { noRecord } from '../reading/library.ts';
import { type RecordText, readRecordText } from '../reading/record.ts';
import { type Purpose, purposeOf, toneOf } from '../reading/section-names.ts';
import { isEnglish } from './language.ts';
import {
  listedOptions,
  partsBelow,
  type RatedOption,
  ratedOptions,
  type Treatment,
  tonedLines,
  treatmentsOf,
} from './options.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type WrittenStatus, writtenStatus } from './status.ts';
import { nodesBelow, type Part, partsOf, spotOf, textOf, treeOf, type Words } from './tree.ts';

/** A decision record that stands in a repository, whoever wrote it. What is null was not found, and is never guessed. */
export type WrittenRecord = {
  /** `12`, `4a`: number in its file name, without zeros; null where it has none, or a date. */
  readonly number: string | null;
  readonly form: 'madr' | 'nygard' | 'other';
  readonly status: WrittenStatus | null;
  readonly context: Words | null;
  readonly options: readonly Words[] | null;
  /** Heading of the options, where there is one. */
  readonly optionsHeading: Words | null;
  readonly treatments: readonly Treatment[];
  readonly rated: readonly RatedOption[];
  readonly outcome: Outcome | null;
  readonly reasons: Words | null;
  readonly consequences: { readonly heading: Words; readonly lines: Treatment['lines'] } | null;
  readonly confirmation: Words | null;
};

/** A relative or absolute address of a link or picture. */
export type Address = Words & {
  readonly kind: 'link' | 'picture';
  /** Offset of the address in the text; null where it is written otherwise there. */
  readonly offset: number | null;
};

export type WrittenDocument = {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** Without byte order mark. */
  readonly text: string;
  /** The same with code blanked out: offsets and lines are those of `text`. */
  readonly prose: string;
  readonly title: Words | null;
  readonly hasFrontMatter: boolean;
  readonly addresses: readonly Address[];
  /** Lines of running text as they are written: no code, headings, quotations or names of links. */
  readonly lines: readonly Words[];
  readonly english: boolean;
  /** Null for a document that is no record, such as an index. */
  readonly record: WrittenRecord | null;
};

const addressesOf = (tree: Root, text: string): readonly Address[] =>
  [...nodesBelow(tree)].flatMap((node): readonly Address[] => {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return [];
    const start = node.position?.start.offset ?? 0;
    const raw = text.slice(start, node.position?.end.offset ?? start);
    const within = raw.lastIndexOf(node.url);
    const kind = node.type === 'image' ? 'picture' : 'link';
    const offset = within === -1 || node.url === '' ? null : start + within;
    return [{ text: node.url, at: spotOf(node), kind, offset }];
  });

const isRunning = (node: Nodes): boolean =>
  !['heading', 'blockquote', 'link', 'linkReference', 'code', 'yaml', 'html'].includes(node.type);

const linesOf = (tree: Root, text: string): readonly Words[] =>
  [...nodesBelow(tree, isRunning)].flatMap((node): readonly Words[] => {
    if (node.type !== 'text') return [];
    const { line, column } = spotOf(node);
    const raw = text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    return raw
      .split('\n')
      .map((one, index) => ({ text: one, at: { line: line + index, column: index === 0 ? column : 1 } }));
  });

const blanked = (text: string, tree: Root): string => {
  let prose = text;
  for (const node of nodesBelow(tree)) {
    if (node.type !== 'code' && node.type !== 'inlineCode') continue;
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    prose = prose.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, ' ') + prose.slice(to);
  }
  return prose;
};

const numberIn = ({ leading }: RecordText): string | null =>
  leading === null || leading.isDate ? null : `${leading.number}${leading.letter}`;

const sectionOf = (parts: readonly Part[], purpose: Purpose): Words | null => {
  const index = parts.findIndex(({ heading }) => heading !== null && purposeOf(heading.text) === purpose);
  const heading = parts[index]?.heading ?? null;
  const own = [parts[index], ...partsBelow(parts, index)].flatMap(part => part?.blocks ?? []);
  const text = own.map(textOf).join(' ').trim();
  return heading === null || text === '' ? null : { text, at: heading.at };
};

const consequencesOf = (parts: readonly Part[]): WrittenRecord['consequences'] => {
  const indexes = parts.flatMap(({ heading }, index) =>
    heading !== null && purposeOf(heading.text) === 'consequences' ? [index] : [],
  );
  const heading = parts[indexes[0] ?? -1]?.heading ?? null;
  if (heading === null) return null;
  const own = new Set(indexes.flatMap(index => [parts[index], ...partsBelow(parts, index)]));
  const lines = [...own].flatMap(part =>
    part === undefined ? [] : tonedLines(part.blocks, toneOf(part.heading?.text ?? '')),
  );
  return { heading, lines };
};

const formOf = (parts: readonly Part[], outcome: Outcome | null): WrittenRecord['form'] => {
  const headings = parts.map(({ heading }) => heading?.text.toLowerCase() ?? '');
  const has = (purpose: Purpose): boolean => headings.some(heading => purposeOf(heading) === purpose);
  if (outcome?.chosen || headings.some(one => /decision outcome|considered options/.test(one))) return 'madr';
  return has('outcome') && (has('context') || has('consequences')) ? 'nygard' : 'other';
};

const recordOf = (read: RecordText, parts: readonly Part[]): WrittenRecord => {
  const outcome = outcomeOf(parts);
  return {
    number: numberIn(read),
    form: formOf(parts, outcome),
    status: writtenStatus(read),
    context: sectionOf(parts, 'context'),
    options: listedOptions(parts),
    optionsHeading:
      parts.find(({ heading }) => heading !== null && purposeOf(heading.text) === 'options')?.heading ?? null,
    treatments: treatmentsOf(parts),
    rated: ratedOptions(parts),
    outcome,
    reasons: sectionOf(parts, 'reasons'),
    consequences: consequencesOf(parts),
    confirmation: sectionOf(parts, 'confirmation'),
  };
};

/**
 * Reads a Markdown text. `amongRecords` says that it stands in a folder that is kept for records, or was named as
 * one: there a number in its name is enough to be one. Pure; may run out of stack on absurd nesting.
 */
export const readDocument = (path: string, source: string, amongRecords: boolean): WrittenDocument => {
  const read = readRecordText({ path, text: source, log4brains: false });
  const { text } = read.outline;
  const tree = treeOf(text);
  const parts = partsOf(tree);
  const lines = linesOf(tree, text);
  return {
    ...{ path, text, lines },
    prose: blanked(text, tree),
    title: parts.find(({ depth }) => depth === 1)?.heading ?? null,
    hasFrontMatter: tree.children[0]?.type === 'yaml',
    addresses: addressesOf(tree, text),
    english: isEnglish(lines),
    record: noRecord(read, amongRecords) === null ? recordOf(read, parts) : null,
  };
};
