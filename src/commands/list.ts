import { problem } from '../model/problem.ts';
import { type ReadRecord, type RecordStatus, recordStatuses } from '../model/record.ts';
import { dateIn } from '../records/reading/dates.ts';
import type { KnownRecord } from '../records/reading/library.ts';
import { listText } from '../render/terminal/records.ts';
import { nearest } from '../requirements/nearest.ts';
import { type Records, readRecords } from './records.ts';

export type ListOptions = {
  /** Folders and files; none stands for all that the repository keeps. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Statuses with a comma between them. */
  readonly status?: string | undefined;
  /** Tags with a comma between them: one of them is enough. */
  readonly tag?: string | undefined;
  /** Words that a record says anywhere; capitals do not count. */
  readonly text?: string | undefined;
  /** YYYY-MM-DD, that day included. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

export type ListResult = Pick<Records, 'root' | 'folders' | 'skipped' | 'failures'> & {
  /** Those that pass the filters. */
  readonly records: readonly ReadRecord[];
  /** How many there are without filters. */
  readonly all: number;
  /** The same for a terminal. */
  readonly table: string;
  readonly exitCode: 0 | 2;
};

const words = (text: string): readonly string[] =>
  text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');

const statusesOf = (text: string): readonly RecordStatus[] =>
  words(text).map(word => {
    const status = recordStatuses.find(one => one === word.toLowerCase());
    if (status !== undefined) return status;
    const near = nearest(word, recordStatuses);
    throw problem({
      code: 'usage',
      message: `--status ${word}`,
      expected: recordStatuses.join(', '),
      received: word,
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    });
  });

const dayOf = (flag: string, text: string): string => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateIn(text)?.date : null;
  if (day != null) return day;
  throw problem({
    code: 'usage',
    message: `--${flag} ${text}`,
    expected: 'a day such as 2026-01-31',
    received: text,
  });
};

type Test = (known: KnownRecord) => boolean;

const testsOf = ({ status, tag, text, since, until }: ListOptions): readonly Test[] => {
  const tests: Test[] = [];
  if (status !== undefined) {
    const statuses = statusesOf(status);
    tests.push(({ record }) => statuses.includes(record.status));
  }
  if (tag !== undefined) {
    const tags = words(tag.toLowerCase());
    tests.push(({ record }) => record.tags.some(one => tags.includes(one.toLowerCase())));
  }
  if (text !== undefined) {
    const sought = text.toLowerCase();
    tests.push(
      ({ record, read }) =>
        read.outline.text.toLowerCase().includes(sought) ||
        `${record.id} ${record.title}`.toLowerCase().includes(sought),
    );
  }
  if (since !== undefined) {
    const day = dayOf('since', since);
    tests.push(({ record }) => record.date !== null && record.date >= day);
  }
  if (until !== undefined) {
    const day = dayOf('until', until);
    tests.push(({ record }) => record.date !== null && record.date <= day);
  }
  return tests;
};

/** The records of the repository that pass all filters. Writes nothing. */
export const runList = (options: ListOptions): ListResult => {
  const tests = testsOf(options);
  const { records, root, folders, skipped, failures } = readRecords(options.cwd, options.paths);
  const passing = records.filter(known => tests.every(test => test(known))).map(({ record }) => record);
  return {
    ...{ root, folders, skipped, failures, all: records.length },
    ...{ records: passing, table: listText(passing) },
    exitCode: failures.length > 0 ? 2 : 0,
  };
};
