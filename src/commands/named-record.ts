import { resolve } from 'node:path';
import { relativeTo } from '../io/repository.ts';
import { type Problem, problem } from '../model/problem.ts';
import type { KnownRecord } from '../records/reading/library.ts';
import { recordsNamed } from '../records/reading/naming.ts';
import { nearest } from '../requirements/nearest.ts';
import type { Records } from './records.ts';

const ambiguous = (name: string, found: readonly KnownRecord[], again: (name: string) => string): Problem => {
  const paths = found.map(({ record }) => record.path);
  return problem({
    code: 'ambiguous-record',
    message: `${name} is the name of ${found.length} records`,
    expected: paths.join(', '),
    hint: `name one by its file: ${again(paths[0] ?? name)}`,
  });
};

const unknown = (name: string, { records, failures, folders }: Records): Problem => {
  const known = records.map(({ record }) => record);
  const near = nearest(
    name,
    known.flatMap(({ id, title, path }) => [id, path, title, id.replace(/^.*?\d+[a-z]?-/i, '')]),
  );
  const meant = known.find(
    ({ id, title, path }) =>
      near !== undefined && [id, path, title, id.replace(/^.*?\d+[a-z]?-/i, '')].includes(near),
  );
  const unread = failures.some(failure => failure.name.includes(name));
  const hint =
    meant !== undefined
      ? `did you mean ${meant.id}?`
      : known.length === 0
        ? folders.length === 0
          ? 'no folder for records is found here'
          : `no record is in ${folders.map(({ path }) => path || '.').join(', ')}`
        : 'adrgen list shows them all';
  return problem({
    code: 'unknown-record',
    message: unread ? `${name} cannot be read` : `there is no record ${name}`,
    hint,
  });
};

/**
 * The record that a person names: by number, id, file name or path. Throws a Problem where there is none, with the
 * nearest, and where there are several, with all of them. `again` is the command with another name.
 */
export const recordNamed = (
  records: Records,
  name: string,
  cwd: string,
  again: (name: string) => string,
): KnownRecord => {
  const paths = [relativeTo(records.root, resolve(cwd, name)), name.replaceAll('\\', '/')];
  const found = recordsNamed(records.records, name, paths);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw first === undefined ? unknown(name, records) : ambiguous(name, found, again);
};
