import { join, resolve } from 'node:path';
import { relativeTo } from '../io/repository.ts';
import type { Settings } from '../model/changes.ts';
import { usualFolders } from '../records/record-folders.ts';
import { slugOf } from '../records/slug.ts';
import { foldersSaidFrom } from './record-places.ts';
import { readRecords } from './records.ts';
import { knownSystems } from './standing.ts';

export const defaultOut = 'docs';

/** What the command line says; what it does not say follows the repository. */
type Said = { readonly out?: string | undefined; readonly format?: Settings['format'] | undefined };

/** What is taken over; folders as settings have them, but `out` from the working directory. */
type Joined = Pick<Settings, 'format' | 'records'> & { readonly out: string };

/** The format of most records of a folder; null where there is none. Those of the MADR family are written as MADR 4. */
const formatIn = (folder: string, cwd: string): Settings['format'] | null => {
  const { records } = readRecords(cwd);
  const own = records.filter(({ record: { path } }) => folder === '' || path.startsWith(`${folder}/`));
  const nygard = own.filter(({ record }) => record.format === 'nygard').length;
  if (own.length === 0) return null;
  return nygard * 2 > own.length ? 'nygard' : 'madr';
};

/** Where the repository keeps its records, seen from the working directory; null where it keeps none yet. */
const keptIn = (root: string, cwd: string): string | null => {
  const [said] = foldersSaidFrom(root, cwd).filter(one => one.package === null && one.path !== '');
  if (said !== undefined) return said.path;
  const here = relativeTo(root, resolve(cwd));
  const usual = usualFolders.map(folder => (here === '' ? folder : `${here}/${folder}`));
  const { records } = readRecords(cwd);
  return usual.find(folder => records.some(({ record: { path } }) => path.startsWith(`${folder}/`))) ?? null;
};

/**
 * How a system is written that joins what is there: as its own lock says, else in the folder and the format of the
 * records that the repository keeps. What the command line says goes before.
 */
export const joined = (root: string, system: string, { out, format }: Said, cwd = '.'): Joined => {
  const made = knownSystems(root).systems.find(one => one.system === slugOf(system))?.lock.made.settings;
  if (made !== undefined) {
    const isSame = out === undefined || relativeTo(root, resolve(cwd, out)) === made.out;
    return {
      out: out ?? join(root, made.out),
      format: format ?? made.format,
      ...(isSame && made.records !== undefined ? { records: made.records } : {}),
    };
  }
  const own = relativeTo(root, resolve(cwd, out ?? defaultOut));
  const usual = own === '' ? 'adr' : `${own}/adr`;
  const records = out === undefined ? (keptIn(root, cwd) ?? usual) : usual;
  return {
    out: out ?? defaultOut,
    format: format ?? formatIn(records, cwd) ?? 'madr',
    ...(records === usual ? {} : { records }),
  };
};
