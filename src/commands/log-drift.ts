import { join } from 'node:path';
import { sha256 } from '../io/hash.ts';
import { namesIn, readStanding, readTextIfThere } from '../io/repository.ts';
import { type Issue, Problem } from '../model/problem.ts';
import { graphLockFolder, readGraphLock } from '../records/log/graph-lock.ts';
import { isOurIndex } from '../records/log/index-body.ts';
import { says } from '../records/log/marked-region.ts';
import { graphSource } from '../render/log/graph.ts';
import { indexText } from './index-log.ts';
import { graphBody, logFilesOf, recordsFor } from './log-files.ts';
import type { Records } from './records.ts';

/** A decision log or a picture of it that says something else than the records. */
export type LogDrift = {
  readonly path: string;
  readonly kind: 'index' | 'graph';
  readonly reason: 'outdated' | 'missing';
};

export type LogState = {
  /** Files that have a log or a picture. */
  readonly checked: number;
  readonly drift: readonly LogDrift[];
  readonly failures: readonly { readonly name: string; readonly issues: readonly Issue[] }[];
};

const pictures = (records: Records): LogState => {
  const { root } = records;
  const failures: LogState['failures'][number][] = [];
  const names = namesIn(join(root, graphLockFolder)).filter(name => name.endsWith('.json'));
  const drift = names.flatMap((name): readonly LogDrift[] => {
    const file = `${graphLockFolder}/${name}`;
    try {
      const lock = readGraphLock(readTextIfThere(root, file) ?? '', file);
      const { path } = lock;
      const standing = readStanding(root, path);
      if (standing === null) return [{ path, kind: 'graph', reason: 'missing' }];
      const isCurrent = lock.source === sha256(graphSource(recordsFor(path, records)));
      return isCurrent && lock.content === standing.hash ? [] : [{ path, kind: 'graph', reason: 'outdated' }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures.push({ name: file, issues: error.issues });
      return [];
    }
  });
  return { checked: names.length, drift, failures };
};

/** Compares every decision log and picture that adrgen keeps with the records. Writes nothing, draws nothing. */
export const logStateOf = (records: Records): LogState => {
  const { files, failures } = logFilesOf(records, ['index', 'adr-log', 'graph']);
  const kept = files.flatMap(file => {
    const regions = file.regions.filter(region => region.kind === 'graph' || isOurIndex(region));
    return regions.length === 0 ? [] : [{ ...file, regions }];
  });
  const drift = kept.flatMap(({ path, regions }) => {
    const stale = regions.filter(region =>
      region.kind === 'graph'
        ? !says(region, graphBody(path, records))
        : !says(region, indexText(path, region, records)),
    );
    const kinds = new Set(stale.map(({ kind }) => (kind === 'graph' ? 'graph' : 'index')));
    return [...kinds].map((kind): LogDrift => ({ path, kind, reason: 'outdated' }));
  });
  const drawn = pictures(records);
  return {
    checked: kept.length + drawn.checked,
    drift: [...drift, ...drawn.drift],
    failures: [...failures, ...drawn.failures],
  };
};
