import { basename } from 'node:path';
import { encodeKept } from '../io/record-text.ts';
import { writeAll } from '../io/write-changes.ts';
import { problem } from '../model/problem.ts';
import type { LinkRelation, RecordStatus } from '../model/record.ts';
import { hasConflict } from '../records/conflict-markers.ts';
import { applyEdits, type TextEdit } from '../records/life/text-edit.ts';
import { type Candidate, type KnownRecord, readLibrary } from '../records/reading/library.ts';
import type { Records } from './records.ts';

/** What is to be said in one record, and what has to be read there afterwards. */
export type RecordChange = {
  readonly record: KnownRecord;
  readonly edits: readonly TextEdit[];
  readonly status?: RecordStatus;
  readonly links: readonly { readonly relation: LinkRelation; readonly id: string }[];
};

/** A record that was written, and what it says by now. */
export type EditedRecord = { readonly id: string; readonly path: string; readonly status: RecordStatus };

const merged = (changes: readonly RecordChange[]): readonly RecordChange[] => {
  const byPath = new Map<string, RecordChange>();
  for (const change of changes) {
    const before = byPath.get(change.record.record.path);
    byPath.set(change.record.record.path, {
      ...before,
      ...change,
      edits: [...(before?.edits ?? []), ...change.edits],
      links: [...(before?.links ?? []), ...change.links],
    });
  }
  return [...byPath.values()];
};

const cannotPlace = (path: string): Error =>
  problem({
    code: 'cannot-edit',
    message: `${path} is written in a way that adrgen cannot edit safely`,
    place: { file: path },
    hint: `write it by hand in ${basename(path)}; nothing was written`,
  });

/** Every edit is read again before it is written: a record that would not say it is left alone. */
const refuseUnread = (
  changes: readonly RecordChange[],
  texts: readonly string[],
  { records, folders }: Records,
): void => {
  const candidates = records.map(({ record, read }): Candidate => {
    const index = changes.findIndex(change => change.record.record.path === record.path);
    const folder = folders.find(one => one.package !== null && record.id.startsWith(`${one.package}/`));
    return {
      path: record.path,
      text: texts[index] ?? read.outline.text,
      log4brains: read.format === 'log4brains',
      package: folder?.package ?? null,
      amongRecords: true,
    };
  });
  const again = readLibrary(candidates).records;
  for (const { record, status, links } of changes) {
    const now = again.find(one => one.record.path === record.record.path)?.record;
    const isSaid =
      now !== undefined &&
      (status === undefined || now.status === status) &&
      links.every(link => now.links.some(one => one.relation === link.relation && one.id === link.id));
    if (!isSaid) throw cannotPlace(record.record.path);
  }
};

/**
 * Writes what is to be said into records: all of them or none, every other byte as it stands. Needs the writer's turn.
 * Throws a Problem where a record cannot be edited.
 */
export const editRecords = (records: Records, changes: readonly RecordChange[]): readonly EditedRecord[] => {
  const edited = merged(changes).filter(({ edits }) => edits.length > 0);
  const texts = edited.map(({ record: { record, read }, edits }) => {
    if (record.path.startsWith('/'))
      throw problem({
        code: 'outside-root',
        message: `${record.path} lies outside of the repository`,
        hint: 'run adrgen in the repository that it belongs to',
      });
    if (hasConflict(read.outline.text))
      throw problem({
        code: 'conflict',
        message: `${record.path} holds both sides of a merge`,
        place: { file: record.path },
        hint: 'settle the merge first; nothing was written',
      });
    return applyEdits(read.outline.text, edits);
  });
  refuseUnread(edited, texts, records);
  writeAll(
    records.root,
    edited.map(({ record: { record, read } }, index) => ({
      path: record.path,
      content: encodeKept((read.mark ? '\uFEFF' : '') + texts[index]),
    })),
  );
  return edited.map(({ record: { record }, status }) => ({
    ...{ id: record.id, path: record.path, status: status ?? record.status },
  }));
};
