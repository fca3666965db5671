import { dateIn } from './dates.ts';
import type { Labelled } from './fields.ts';
import { labelledIn } from './fields.ts';
import type { FrontField } from './front-matter.ts';
import type { Line, Section } from './outline.ts';
import { purposeOf } from './section-names.ts';
import { isUnchosen, statusIn } from './status-words.ts';

/** A place where a record says its status. */
export type StatusPlace = {
  readonly kind: 'front-matter' | 'section' | 'heading' | 'entry' | 'line' | 'row' | 'badge';
  /** As it stands there, on one line or several. */
  readonly text: string;
  /** Offset of `text`; null where it is written otherwise there. */
  readonly from: number | null;
  readonly at: { readonly line: number; readonly column: number };
  /** All that is said beside it: a successor may stand in a paragraph of its own. */
  readonly all: string;
  /** Where it stands in a front matter. */
  readonly field?: FrontField;
};

const isStatus = (label: string): boolean => purposeOf(label) === 'status';

/** Lines of one section that belong together: a paragraph, or an entry of a list. */
export type Block = { readonly text: string; readonly from: number; readonly line: Line };

const mark = /^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
const beginsEntry = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/;

/** Paragraphs and entries of a section, comments and code left out, without the marks before them. */
export const blocksOf = ({ lines }: Section): readonly Block[] => {
  const blocks: { text: string; from: number; line: Line }[] = [];
  let open = false;
  let end = 0;
  for (const line of lines) {
    if (line.shown.trim() === '') {
      open = false;
      continue;
    }
    const before = mark.exec(line.shown)?.[0].length ?? 0;
    const last = blocks.at(-1);
    if (open && last !== undefined && !beginsEntry.test(line.shown)) {
      // As long as the end of the line is, so that offsets stay those of the text.
      last.text += (line.from - end === 2 ? '\r\n' : '\n') + line.shown;
    } else blocks.push({ text: line.shown.slice(before), from: line.from + before, line });
    open = true;
    end = line.from + line.shown.length;
  }
  return blocks.map(block => ({ ...block, text: block.text.trimEnd() })).filter(({ text }) => text !== '');
};

const badge = /!\[[^\]]*\]\([^)\s]*?badge\/status-((?:[^-?)\s]|--)+)-[^)\s]*\)/i;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A badge says it in its address: `badge/status-accepted-green`. */
const ofBadge = ({ text, from, line }: Block): StatusPlace | null => {
  const found = badge.exec(text);
  if (found === null) return null;
  const raw = found[1] ?? '';
  const start = found.index + found[0].toLowerCase().indexOf('badge/status-') + 'badge/status-'.length;
  const said = decoded(raw).replaceAll('--', '-').replace(/_/g, ' ');
  return {
    ...{ kind: 'badge', text: said, all: said },
    from: said === raw ? from + start : null,
    at: { line: line.number, column: from - line.from + 1 },
  };
};

const successor =
  /^[*_~]*(?:supers[ei]ded|superceded|replaced|obsoleted)[*_]* by\b|^[*_]*(?:ersetzt|abgelöst) durch|^[*_]*(?:reemplazad[oa]|sustituid[oa]) por|^[*_]*remplacée? par/iu;

/** Entries of a history, each with its day: the latest counts. */
const latest = (blocks: readonly Block[]): Block | null => {
  const dated = blocks.map(block => ({ block, date: dateIn(block.text)?.date ?? '' }));
  const isHistory =
    blocks.length >= 2 && dated.every(({ block, date }) => date !== '' && statusIn(block.text) !== 'unknown');
  return isHistory ? dated.reduce((last, one) => (one.date >= last.date ? one : last)).block : null;
};

const ofSection = (section: Section): StatusPlace[] => {
  const blocks = blocksOf(section);
  const all = blocks.map(({ text }) => text).join('\n');
  const [labelled] = labelledIn([section]).filter(({ label }) => isStatus(label));
  if (labelled !== undefined) return [ofLabelled(labelled)];
  const block = blocks.find(({ text }) => successor.test(text)) ?? latest(blocks) ?? blocks[0];
  if (block === undefined) return [];
  const at = { line: block.line.number, column: block.from - block.line.from + 1 };
  return [ofBadge(block) ?? { kind: 'section', text: block.text, from: block.from, at, all }];
};

const ofLabelled = ({ kind, text, from, at }: Labelled): StatusPlace => ({ kind, text, from, at, all: text });

/** `## Status: Accepted`. */
const ofHeading = ({ heading }: Section): StatusPlace[] => {
  const [before, label = '', text = ''] = /^(.*?)\s*[:：–—-]\s*(\S.*)$/.exec(heading?.text ?? '') ?? [];
  if (heading === null || before === undefined || heading.depth < 2 || !isStatus(label)) return [];
  const offset = heading.from + heading.text.length - text.length;
  return [{ kind: 'heading', text, from: offset, at: { line: heading.line, column: 1 }, all: text }];
};

/**
 * Every place where a record says its status, the one that counts first: front matter, section, badge, field of the
 * beginning. A place that says nothing, or still offers the choice of a template, comes last. Pure.
 */
export const statusPlaces = (
  front: ReadonlyMap<string, FrontField>,
  sections: readonly Section[],
  beginning: readonly Section[],
): readonly StatusPlace[] => {
  const field = front.get('status');
  const inFront: StatusPlace[] =
    field === undefined
      ? []
      : [{ kind: 'front-matter', text: field.text, from: field.from, at: field.at, all: field.text, field }];
  const own = sections.filter(({ heading }) => heading !== null && isStatus(heading.text));
  const badges = beginning.flatMap(section => blocksOf(section).flatMap(block => ofBadge(block) ?? []));
  const labelled = labelledIn(beginning).filter(({ label }) => isStatus(label));
  const places = [
    ...inFront,
    ...own.slice(0, 1).flatMap(ofSection),
    ...sections.flatMap(ofHeading).slice(0, 1),
    ...badges.slice(0, 1),
    ...labelled.map(ofLabelled).slice(0, 1),
  ];
  const isSaid = ({ text }: StatusPlace): boolean => !isUnchosen(text);
  return [...places.filter(isSaid), ...places.filter(place => !isSaid(place))];
};
