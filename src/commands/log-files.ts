import { join } from 'node:path';
import { readRecordFile, recordFilesBelow } from '../io/record-files.ts';
import { isThere, namesIn } from '../io/repository.ts';
import { Problem } from '../model/problem.ts';
import type { ReadRecord } from '../model/record.ts';
import { type Region, type RegionKind, regionMarkers, regionsIn } from '../records/log/marked-region.ts';
import { graphSource } from '../render/log/graph.ts';
import type { Records } from './records.ts';
import type { Failure } from './survey.ts';

/** A Markdown file that has regions for the decision log or its picture. */
export type LogFile = {
  readonly path: string;
  readonly text: string;
  readonly regions: readonly Region[];
};

export type LogFiles = { readonly files: readonly LogFile[]; readonly failures: readonly Failure[] };

const parentOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** Markdown that may hold the log: that of the root, and all beside and below the folders of records. */
const candidates = ({ root, folders }: Records): readonly string[] => {
  const top = namesIn(root).filter(name => /\.(?:md|markdown)$/i.test(name));
  const places = new Set(folders.map(({ path }) => parentOf(path)).filter(path => path !== ''));
  const below = [...places, ...folders.map(({ path }) => path)].filter(path => path !== '');
  const found = below.flatMap(folder =>
    isThere(root, folder)
      ? recordFilesBelow(join(root, folder)).markdown.map(name => `${folder}/${name}`)
      : [],
  );
  return [...new Set([...top, ...found])].sort();
};

/** Every file that has a marked region of these kinds; one that cannot be read does not hide the others. */
export const logFilesOf = (records: Records, kinds: readonly RegionKind[]): LogFiles => {
  const failures: Failure[] = [];
  const files = candidates(records).flatMap((path): readonly LogFile[] => {
    try {
      const text = readRecordFile(join(records.root, path), path);
      if (!kinds.some(kind => text.includes(regionMarkers[kind].start))) return [];
      const regions = regionsIn(text, path, kinds);
      return regions.length === 0 ? [] : [{ path, text, regions }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // What cannot be read holds no region that anybody could see; one that is not closed is said.
      if (error.issues.some(({ code }) => code === 'open-region'))
        failures.push({ name: path, issues: error.issues });
      return [];
    }
  });
  return { files, failures };
};

/** The records that a file speaks of: those below its folder; all where there are none. */
export const recordsFor = (path: string, { records }: Pick<Records, 'records'>): readonly ReadRecord[] => {
  const all = records.map(({ record }) => record);
  const folder = parentOf(path);
  const below = all.filter(record => record.path.startsWith(`${folder}/`));
  return folder === '' || below.length === 0 ? all : below;
};

/** What stands in a graph's region of a Markdown file. */
export const graphBody = (path: string, records: Pick<Records, 'records'>): string =>
  `\`\`\`mermaid\n${graphSource(recordsFor(path, records))}\`\`\`\n`;
