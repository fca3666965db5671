import type { Lock } from '../model/changes.ts';
import { nextNumbers, prefixOf, recordName, widthOf } from './numbering.ts';
import { slugOf } from './slug.ts';

/** The lock of the design document stands beside those of the records, under a name that no decision can have. */
const designDocument = '_design';

export type Folders = { readonly records: string; readonly design: string };

/** Where each document of a system goes. */
export type Places = {
  readonly records: ReadonlyMap<
    string,
    { readonly number: number; readonly path: string; readonly date: string }
  >;
  readonly design: { readonly path: string; readonly date: string };
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/**
 * A document that was written before keeps number, path and date; a new record takes the next number of the
 * folder, and the name of its system where the folder is `shared` with other systems: branches that each add a
 * system give the same numbers, and must not give the same files. Paths are relative to the root of the repository.
 * `decisions` come most significant first. Pure.
 */
export const placesOf = (
  system: string,
  decisions: readonly string[],
  folders: Folders,
  locks: readonly Lock[],
  namesInFolder: readonly string[],
  shared: boolean,
  today: string,
): Places => {
  const lockOf = (document: string, folder: string): Lock | undefined =>
    locks.find(lock => lock.document === document && folderOf(lock.path) === folder);
  const fresh = decisions.filter(id => lockOf(id, folders.records) === undefined);
  const taken = locks.flatMap(({ number, path }) =>
    folderOf(path) === folders.records ? (number ?? []) : [],
  );
  const numbers = nextNumbers(namesInFolder, taken, fresh.length);
  const width = widthOf(namesInFolder);
  const prefix = prefixOf(namesInFolder);
  const slug = (id: string): string => (shared ? `${slugOf(system)}-${slugOf(id)}` : slugOf(id));
  const records = decisions.map(id => {
    const lock = lockOf(id, folders.records);
    const number = lock?.number ?? numbers[fresh.indexOf(id)] ?? 0;
    const path = lock?.path ?? `${folders.records}/${recordName(number, slug(id), width, prefix)}.md`;
    return [id, { number, path, date: lock?.date ?? today }] as const;
  });
  const design = lockOf(designDocument, folders.design);
  return {
    records: new Map(records),
    design: { path: design?.path ?? `${folders.design}/${slugOf(system)}.md`, date: design?.date ?? today },
  };
};
