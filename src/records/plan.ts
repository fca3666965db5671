import type { Change, GeneratedFile } from '../model/changes.ts';
import { statusOf } from './status.ts';

/** What stands at a path now, what adrgen last generated there, and what it would write: contents by hash. */
export type Standing = {
  /** Text where the file is text; null where there is no file. */
  readonly current: { readonly hash: string; readonly text: string | null } | null;
  /** Hash of what was last generated; null where adrgen never wrote it. */
  readonly base: string | null;
  /** Hash of the new content. */
  readonly next: string;
};

const settled = (text: string | null): boolean => {
  const status = text === null ? null : statusOf(text);
  return status !== null && status !== 'proposed' && status !== 'draft';
};

/**
 * The plan for one file: a person's words and everything that was accepted stay as they are. A file that
 * stands there and was never ours is kept too; the caller decides whether that is an error. Pure.
 */
export const planFile = (file: GeneratedFile, { current, base, next }: Standing): Change => {
  const { path, content } = file;
  if (current === null) return { path, action: 'create', content };
  if (current.hash === next) return { path, action: 'unchanged' };
  const outdated = base !== next;
  if (settled(current.text)) return { path, action: 'kept', reason: 'accepted', outdated };
  if (current.hash !== base) return { path, action: 'kept', reason: 'edited', outdated };
  return { path, action: 'update', content };
};
