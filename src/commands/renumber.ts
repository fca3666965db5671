import { join, resolve } from 'node:path';
import { firstCommits, namesInBranches } from '../io/git.ts';
import { isFolder } from '../io/markdown-files.ts';
import { encodeKept } from '../io/record-text.ts';
import { isThere } from '../io/repository.ts';
import { filesBelow, readTextKept } from '../io/text-files.ts';
import { type Write, withWriter, writeAll } from '../io/write-changes.ts';
import type { Lock } from '../model/changes.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { regionsIn, withBody } from '../records/log/marked-region.ts';
import { type RecordLibrary, readLibrary } from '../records/reading/library.ts';
import { leadingNumber } from '../records/reading/number.ts';
import { type Mention, mended, mentionsIn, type Rename } from '../records/renumber/mentions.ts';
import { type Move, movesOf } from '../records/renumber/moves.ts';
import { indexText } from './index-log.ts';
import { graphBody } from './log-files.ts';
import { originOf } from './origin.ts';
import { knownLocks } from './record-places.ts';
import { type Records, readRecords } from './records.ts';
import { withMeanings } from './renumber-meaning.ts';
import { movedFiles, ownWrites, renamesBeside } from './renumber-own.ts';
import type { Failure } from './survey.ts';

export type RenumberOptions = {
  /** Files and folders whose mentions are mended; none stands for all Markdown of the repository. */
  readonly paths: readonly string[];
  readonly cwd: string;
};

export type RenumberPlan = {
  readonly root: string;
  readonly moves: readonly Move[];
  /** Pictures and files that adrgen keeps beside the records that move. */
  readonly beside: readonly Rename[];
  /** Places that are mended, and those of which nobody can tell whom they mean. */
  readonly mentions: readonly Mention[];
  readonly writes: readonly Write[];
  readonly failures: readonly Failure[];
};

type Texts = ReadonlyMap<string, string>;

const isMarkdown = (path: string): boolean => /\.(?:md|markdown|mdx)$/i.test(path);

/** Texts that may mention a record: those that paths stand for, and the records themselves. */
const textsOf = (records: Records, { paths, cwd }: RenumberOptions): Texts => {
  const { root } = records;
  const inside = (path: string): string => {
    const place = originOf(root, resolve(cwd, path));
    if (place !== null) return place;
    throw problem({ code: 'usage', message: `${path} lies outside of the repository` });
  };
  const named = paths.flatMap(path => {
    const place = inside(path);
    if (!isFolder(join(root, place))) return [place];
    return filesBelow(join(root, place)).map(name => (place === '' ? name : `${place}/${name}`));
  });
  const all = paths.length > 0 ? named : filesBelow(root).filter(isMarkdown);
  const own = records.records.map(({ record }) => record.path);
  return new Map(
    [...new Set([...all, ...own])].sort().flatMap(path => {
      const text = readTextKept(join(root, path));
      return text === null ? [] : [[path, text] as const];
    }),
  );
};

const numbersIn = (names: readonly string[]): readonly number[] =>
  names.flatMap(name => {
    const number = isMarkdown(name) ? leadingNumber(name) : null;
    return number === null || number.isDate ? [] : [number.number];
  });

/** The records as they will stand, for the tables and pictures that show them. */
const libraryAfter = (
  { records }: Records,
  after: Texts,
  names: ReadonlyMap<string, string>,
): RecordLibrary =>
  readLibrary(
    records.map(({ record, read }) => {
      const stem = record.path.slice(record.path.lastIndexOf('/') + 1).replace(/\.(?:md|markdown|mdx)$/i, '');
      const before = record.id.slice(0, -(stem.length + 1));
      return {
        path: names.get(record.path) ?? record.path,
        text: after.get(record.path) ?? read.outline.text,
        log4brains: record.format === 'log4brains',
        package: before === '' ? null : before,
        amongRecords: true,
      };
    }),
  );

/** A text with its decision log and graph made anew. */
const withLog = (path: string, text: string, records: Records): string => {
  if (!/<!-- (?:adrgen:(?:index|graph)|adrlog) -->/.test(text) || !isMarkdown(path)) return text;
  return regionsIn(text, path, ['index', 'graph'])
    .toReversed()
    .reduce((one, region) => {
      const body = region.kind === 'graph' ? graphBody(path, records) : indexText(path, region, records);
      return withBody(one, region, body);
    }, text);
};

const changedTexts = (
  texts: Texts,
  mentions: readonly Mention[],
  records: Records,
  moves: readonly Move[],
): readonly Write[] => {
  const names = new Map(moves.map(({ from, to }) => [from, to]));
  const mendedTexts = new Map(
    [...texts].map(([path, text]) => [
      path,
      mended(
        text,
        mentions.filter(one => one.path === path),
      ),
    ]),
  );
  const after: Records = { ...records, ...libraryAfter(records, mendedTexts, names) };
  return [...texts].flatMap(([path, text]): readonly Write[] => {
    const next = withLog(path, mendedTexts.get(path) ?? text, after);
    const to = names.get(path);
    const content = encodeKept(next);
    if (to !== undefined)
      return [
        { path: to, content },
        { path, content: null },
      ];
    return next === text ? [] : [{ path, content }];
  });
};

/** The same that is mended in a document, in the text that was last generated of it. */
const baseMender = (
  mentions: readonly Mention[],
  texts: Texts,
  find: (path: string, text: string) => readonly Mention[],
): ((path: string, text: string) => string) => {
  const lineOf = (text: string, line: number): string => text.split('\n')[line - 1]?.replace(/\r$/, '') ?? '';
  const moving = new Set(
    mentions
      .filter(({ meaning }) => meaning === 'moves')
      .map(({ path, line, before }) => JSON.stringify([path, before, lineOf(texts.get(path) ?? '', line)])),
  );
  return (path, text) =>
    mended(
      text,
      find(path, text).map(one => ({
        ...one,
        meaning:
          one.meaning ??
          (moving.has(JSON.stringify([path, one.before, lineOf(text, one.line)])) ? 'moves' : 'unknown'),
      })),
    );
};

const refuseTaken = (root: string, renames: readonly Rename[]): void => {
  const taken = renames.find(({ to }) => isThere(root, to));
  if (taken === undefined) return;
  throw problem({
    code: 'foreign-file',
    message: `${taken.to} stands there already`,
    hint: 'move it away, or give it another name; nothing was written',
  });
};

const planOf = (options: RenumberOptions): RenumberPlan => {
  const records = readRecords(options.cwd);
  const { root, failures } = records;
  const all = records.records.map(({ record }) => record);
  const since = firstCommits(
    root,
    all.map(({ path }) => path),
  );
  const moves = movesOf(all, since, folder => numbersIn(namesInBranches(root, folder)));
  if (moves.length === 0) return { root, moves, beside: [], mentions: [], writes: [], failures };
  const locks: readonly Lock[] = knownLocks(root);
  const beside = moves.flatMap(move => renamesBeside(root, move, locks));
  const renames = [...moves.map(move => ({ from: move.from, to: move.to, move })), ...beside];
  refuseTaken(root, renames);
  const texts = textsOf(records, options);
  const find = (path: string, text: string): readonly Mention[] =>
    mentionsIn(path, text, moves, renames, one => isThere(root, one));
  const found = [...texts].flatMap(([path, text]) => find(path, text));
  const mentions = withMeanings(root, found, path => texts.get(path) ?? '');
  const writes = [
    ...changedTexts(texts, mentions, records, moves),
    ...movedFiles(root, beside),
    ...ownWrites(root, locks, moves, renames, baseMender(mentions, texts, find)),
  ];
  return {
    ...{ root, moves, failures, writes },
    beside: beside.map(({ from, to }) => ({ from, to })),
    mentions: mentions.filter(({ meaning }) => meaning !== 'stays'),
  };
};

/** What would get which number, and what would be mended. Writes nothing. */
export const planRenumber = (options: RenumberOptions): RenumberPlan => planOf(options);

/** Gives records that share a number one of their own, with all that names them: all files or none. */
export const runRenumber = async (options: RenumberOptions): Promise<RenumberPlan> => {
  const { root } = planOf(options);
  return withWriter(root, async () => {
    const plan = planOf(options);
    writeAll(root, plan.writes);
    return plan;
  });
};

/** A plan that nobody carried out is drift; so is a record that could not be read. */
export const exitCodeOf = ({ moves, failures }: RenumberPlan, written: boolean): ExitCode => {
  if (failures.length > 0) return exitCodes.usage;
  return moves.length > 0 && !written ? exitCodes.findings : exitCodes.clean;
};
