import { join, resolve } from 'node:path';
import { sha256 } from '../io/hash.ts';
import { createDraw } from '../io/pictures/draw.ts';
import { readRecordFile } from '../io/record-files.ts';
import { encodeKept } from '../io/record-text.ts';
import { isThere, readStanding, refuseOutside } from '../io/repository.ts';
import { type Write, withWriter, writeAll } from '../io/write-changes.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { graphLockPath, graphLockText } from '../records/log/graph-lock.ts';
import { regionsIn, withBody, withRegion } from '../records/log/marked-region.ts';
import { graphAlt, graphSource } from '../render/log/graph.ts';
import { graphBody, recordsFor } from './log-files.ts';
import { originOf } from './origin.ts';
import { type Records, readRecords } from './records.ts';
import type { Failure } from './survey.ts';

export type GraphOptions = {
  /** Files for the picture: .svg, .png, .mmd, or .md for a marked region; none prints the Mermaid source. */
  readonly files: readonly string[];
  readonly cwd: string;
  readonly browser?: string | undefined;
};

export type GraphFile = { readonly path: string; readonly action: 'create' | 'update' | 'unchanged' };

export type GraphResult = {
  readonly root: string;
  readonly records: number;
  /** Mermaid source of all records. */
  readonly source: string;
  readonly alt: string;
  readonly files: readonly GraphFile[];
  readonly failures: readonly Failure[];
  readonly exitCode: ExitCode;
};

const kindOf = (file: string): 'svg' | 'png' | 'mmd' | 'md' => {
  const ending = /\.(svg|png|mmd|md)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === 'svg' || ending === 'png' || ending === 'mmd' || ending === 'md') return ending;
  throw problem({
    code: 'usage',
    message: `${file} is no file for a picture`,
    expected: 'a name that ends in .svg, .png, .mmd, or .md for a region of a document',
    received: file,
  });
};

const placeOf = (file: string, cwd: string, { root, records }: Records): string => {
  const path = originOf(root, resolve(cwd, file));
  if (path === null) {
    throw problem({
      code: 'usage',
      message: `${file} lies outside of the repository`,
      hint: 'choose a file of the repository, or print the source: adrgen graph > graph.mmd',
    });
  }
  if (records.some(({ record }) => record.path === path))
    throw problem({ code: 'usage', message: `${path} is a record itself`, hint: 'choose another file' });
  refuseOutside(root, path);
  return path;
};

const inDocument = (path: string, records: Records): Write => {
  const { root } = records;
  const text = isThere(root, path) ? readRecordFile(join(root, path), path) : '';
  const body = graphBody(path, records);
  const regions = regionsIn(text, path, ['graph']);
  const next =
    regions.length === 0
      ? withRegion(text, 'graph', body)
      : regions.toReversed().reduce((one, region) => withBody(one, region, body), text);
  return { path, content: encodeKept(next) };
};

/** Pictures with what `check` compares them by. Throws a Problem where they cannot be drawn. */
const drawn = async (
  paths: readonly string[],
  records: Records,
  browser: string | undefined,
): Promise<readonly Write[]> => {
  if (paths.length === 0) return [];
  const drawer = createDraw({ browser, png: paths.some(path => kindOf(path) === 'png') });
  try {
    const pictures = paths.map(path => ({ name: path, source: graphSource(recordsFor(path, records)) }));
    const drawings = await drawer.draw(pictures);
    return pictures.flatMap(({ name: path, source }): readonly Write[] => {
      const drawing = drawings.find(one => one.name === path);
      if (drawing?.ok !== true) {
        throw problem(
          {
            code: 'picture',
            message: `${path} could not be drawn: ${drawing?.reason ?? 'the browser gave no answer'}`,
            hint: 'the source can be had without a browser: adrgen graph',
          },
          exitCodes.partial,
        );
      }
      const content = kindOf(path) === 'png' ? drawing.png : drawing.svg;
      return [{ path, content }, lockOf(path, source, content)];
    });
  } finally {
    await drawer.close();
  }
};

const lockOf = (path: string, source: string, content: string | Uint8Array): Write => ({
  path: graphLockPath(path),
  content: graphLockText({ path, source: sha256(source), content: sha256(content) }),
});

const sourceFile = (path: string, records: Records): readonly Write[] => {
  const source = graphSource(recordsFor(path, records));
  return [{ path, content: source }, lockOf(path, source, source)];
};

const actionOf = (root: string, { path, content }: Write): GraphFile['action'] => {
  const standing = readStanding(root, path);
  if (standing === null) return 'create';
  return content !== null && standing.hash === sha256(content) ? 'unchanged' : 'update';
};

/** Draws records and links into files, or gives the Mermaid source where none is named. */
export const runGraph = async ({ files, cwd, browser }: GraphOptions): Promise<GraphResult> => {
  const records = readRecords(cwd);
  const { root, failures } = records;
  const places = [...new Set(files.map(file => placeOf(file, cwd, records)))];
  const of = (...kinds: readonly string[]): readonly string[] =>
    places.filter(path => kinds.includes(kindOf(path)));
  places.forEach(kindOf);
  const writes = [
    ...of('md').map(path => inDocument(path, records)),
    ...of('mmd').flatMap(path => sourceFile(path, records)),
    ...(await drawn(of('svg', 'png'), records, browser)),
  ];
  const acts = writes.map(write => ({ write, action: actionOf(root, write) }));
  const changed = acts.filter(({ action }) => action !== 'unchanged').map(({ write }) => write);
  if (changed.length > 0) await withWriter(root, async () => writeAll(root, changed));
  const all = records.records.map(({ record }) => record);
  return {
    ...{ root, failures, source: graphSource(all), alt: graphAlt(all), records: all.length },
    files: acts
      .map(({ write, action }) => ({ path: write.path, action }))
      .filter(({ path }) => places.includes(path)),
    exitCode: failures.length > 0 ? exitCodes.usage : exitCodes.clean,
  };
};
