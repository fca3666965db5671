import { join, resolve } from 'node:path';
import { readRecordFile } from '../io/record-files.ts';
import { encodeKept } from '../io/record-text.ts';
import { isThere, refuseOutside } from '../io/repository.ts';
import { withWriter, writeAll } from '../io/write-changes.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { indexBody } from '../records/log/index-body.ts';
import { type Region, regionsIn, says, withBody, withRegion } from '../records/log/marked-region.ts';
import { logTable } from '../render/log/table.ts';
import { logFilesOf, recordsFor } from './log-files.ts';
import { originOf } from './origin.ts';
import { type Records, readRecords } from './records.ts';
import type { Failure } from './survey.ts';

export type IndexOptions = {
  /** File that the decision log goes into; found where it is not said. */
  readonly file?: string | undefined;
  readonly cwd: string;
  readonly dryRun: boolean;
};

export type IndexedFile = {
  readonly path: string;
  readonly action: 'create' | 'update' | 'unchanged';
  /** Rows of the table. */
  readonly records: number;
  readonly content: string;
};

export type IndexResult = {
  readonly root: string;
  readonly files: readonly IndexedFile[];
  /** Records that could not be read, and so are not in the log. */
  readonly failures: readonly Failure[];
  readonly exitCode: ExitCode;
};

const kinds = ['index', 'adr-log'] as const;

/** What the table of a file says, in one of its regions. */
export const indexText = (path: string, region: Region, records: Records): string =>
  indexBody(region.kind, logTable(recordsFor(path, records), path));

/** A text with its table in every region that it has, or in a new one at its end. */
const indexed = (path: string, text: string, records: Records): string => {
  const regions = regionsIn(text, path, kinds);
  if (regions.length === 0) return withRegion(text, 'index', logTable(recordsFor(path, records), path));
  // From the end on, so that the offsets of those before stay.
  return regions.toReversed().reduce((one, region) => {
    const body = indexText(path, region, records);
    return says(region, body) ? one : withBody(one, region, body);
  }, text);
};

const fileOf = (path: string, text: string | null, records: Records): IndexedFile => {
  const content = indexed(path, text ?? '# Decision log\n', records);
  const action = text === null ? 'create' : content === text ? 'unchanged' : 'update';
  return { path, action, records: recordsFor(path, records).length, content };
};

const noPlace = ({ folders }: Records): never => {
  const folder = folders[0]?.path ?? 'docs/adr';
  throw problem({
    code: 'no-index',
    message: 'no file here has a place for the decision log',
    expected:
      'a README.md or index.md with <!-- adrgen:index --> and <!-- /adrgen:index --> on lines of their own',
    hint: `say where it goes: adrgen index ${folder === '' ? 'README.md' : `${folder}/README.md`}`,
  });
};

/** Tools that read every file of such a folder as a record would take an index for one. */
const isNygard = ({ records }: Records, folder: string): boolean =>
  records.some(({ record }) => record.format === 'nygard' && record.path.startsWith(`${folder}/`));

/** Where the log goes when nobody says it: into what has a place for it; else a README.md beside the records. */
const foundPlaces = (records: Records): readonly IndexedFile[] => {
  const { files, failures } = logFilesOf(records, kinds);
  const [broken] = failures;
  if (broken?.issues[0] !== undefined) throw problem(broken.issues[0]);
  if (files.length > 0) return files.map(({ path, text }) => fileOf(path, text, records));
  const [folder, ...others] = records.folders;
  if (folder === undefined || others.length > 0 || isNygard(records, folder.path)) return noPlace(records);
  const path = folder.path === '' ? 'README.md' : `${folder.path}/README.md`;
  return isThere(records.root, path) ? noPlace(records) : [fileOf(path, null, records)];
};

const namedPlace = (file: string, cwd: string, records: Records): IndexedFile => {
  const path = originOf(records.root, resolve(cwd, file));
  if (path === null || !/\.(?:md|markdown)$/i.test(file)) {
    throw problem({
      code: 'usage',
      message: path === null ? `${file} lies outside of the repository` : `${file} is no Markdown file`,
      expected: 'a .md file of the repository',
    });
  }
  if (records.records.some(({ record }) => record.path === path)) {
    throw problem({
      code: 'usage',
      message: `${path} is a record itself`,
      hint: 'choose another file, such as README.md: adrgen index README.md',
    });
  }
  refuseOutside(records.root, path);
  const text = isThere(records.root, path) ? readRecordFile(join(records.root, path), path) : null;
  return fileOf(path, text, records);
};

/** Writes the decision log into the files that have a place for it, or into the one that is named. */
export const runIndex = async ({ file, cwd, dryRun }: IndexOptions): Promise<IndexResult> => {
  const plan = (): { readonly records: Records; readonly files: readonly IndexedFile[] } => {
    const records = readRecords(cwd);
    return {
      records,
      files: file === undefined ? foundPlaces(records) : [namedPlace(file, cwd, records)],
    };
  };
  const planned = plan();
  const { root, failures } = planned.records;
  const isDone = planned.files.every(({ action }) => action === 'unchanged');
  const { files } =
    dryRun || isDone
      ? planned
      : await withWriter(root, async () => {
          const again = plan();
          writeAll(
            root,
            again.files
              .filter(({ action }) => action !== 'unchanged')
              .map(({ path, content }) => ({ path, content: encodeKept(content) })),
          );
          return again;
        });
  return { root, files, failures, exitCode: failures.length > 0 ? exitCodes.usage : exitCodes.clean };
};
