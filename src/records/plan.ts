import type { Change, Generated, GeneratedFile } from '../model/changes.ts';
import { type Conflict, mergeText } from './merge.ts';
import { isSettled as isSettledRecord } from './status.ts';

/** What stands at a path now; text where the file is Markdown. */
type Current = { readonly hash: string; readonly text: string | null };

/** What stands at a path now, what adrgen last generated there, and what it would write: contents by hash. */
export type Standing = {
  /** Null where there is no file. */
  readonly current: Current | null;
  /** Hash of what was last generated; null where adrgen never wrote it. */
  readonly base: string | null;
  /** Hash of the new content. */
  readonly next: string;
};

/** Whether people have decided on what stands at a path. */
export const isSettled = (text: string | null): boolean => text !== null && isSettledRecord(text);

/**
 * The plan for one file that is replaced as a whole or not at all, such as a picture. A file that stands there and
 * was never ours is kept too; the caller decides whether that is an error. Pure.
 */
export const planFile = (file: GeneratedFile, { current, base, next }: Standing): Change => {
  const { path, content } = file;
  if (current === null) return { path, action: 'create', content };
  if (current.hash === next) return { path, action: 'unchanged' };
  if (current.hash !== base) return { path, action: 'kept', reason: 'edited', outdated: base !== next };
  return { path, action: 'update', content };
};

export type DocumentStanding = {
  readonly current: (Current & { readonly text: string }) | null;
  /** As its lock knows it; undefined where adrgen never wrote it. */
  readonly known: Generated | undefined;
  /** The text that was last generated; null where it is lost. */
  readonly base: string | null;
  /** Hash of the new text. */
  readonly next: string;
};

export type PlannedDocument = { readonly change: Change; readonly conflicts: readonly Conflict[] };

/** Lines end as version control left them, and a byte order mark stays; between the two a text is as it is merged. */
const turned = (text: string): { readonly plain: string; readonly back: (text: string) => string } => {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const bare = text.slice(mark.length);
  const windows = bare.includes('\r\n') && !/(?<!\r)\n/.test(bare);
  return windows
    ? { plain: bare.replaceAll('\r\n', '\n'), back: one => mark + one.replaceAll('\n', '\r\n') }
    : { plain: bare, back: one => mark + one };
};

const unfold = (text: string): string => text.replaceAll('\r\n', '\n');

/**
 * The plan for a Markdown document: what nobody edited is replaced, what was decided is never touched, and of an
 * edited one the sections that a person edited stay. The conflicts are those of this plan. Pure.
 */
export const planDocument = (
  { path, content }: { readonly path: string; readonly content: string },
  { current, known, base, next }: DocumentStanding,
): PlannedDocument => {
  const only = (change: Change): PlannedDocument => ({ change, conflicts: [] });
  if (current === null) return only({ path, action: 'create', content });
  if (current.hash === next) return only({ path, action: 'unchanged' });
  const outdated = known?.content !== next;
  if (isSettled(current.text)) return only({ path, action: 'kept', reason: 'accepted', outdated });
  if (known === undefined) return only({ path, action: 'kept', reason: 'edited', outdated });
  const before = base === null ? null : unfold(base);
  // A merge of branches turns document and base alike, while their lock may hold neither side.
  if (current.hash === known.content || unfold(current.text) === before)
    return only({ path, action: 'update', content });
  const { plain, back } = turned(current.text);
  if (before === null && outdated) {
    const conflicts = [{ name: 'the whole document', heading: '', proposal: content }];
    return { change: { path, action: 'kept', reason: 'edited', outdated }, conflicts };
  }
  const { text, edited, conflicts } = mergeText(before ?? content, plain, content);
  const sections = edited.length === 0 ? {} : { sections: edited };
  return text === plain
    ? { change: { path, action: 'kept', reason: 'edited', outdated, ...sections }, conflicts }
    : { change: { path, action: 'merged', content: back(text), ...sections }, conflicts };
};
