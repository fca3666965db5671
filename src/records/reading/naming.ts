import type { KnownRecord } from './library.ts';
import { nameOf } from './record.ts';

const asNumber = /^(?:adrs?)?[-_ #]*(\d+)([a-z]?)$/i;

/**
 * The records that a name can mean: a path from the root, else a file name, an id, a number (`7`, `0007`, `ADR-7`,
 * `shop/7` in a package). Empty where there is none; more than one where the name does not tell. `paths` are the name
 * as a path, from where it was said and from the root. Pure.
 */
export const recordsNamed = (
  records: readonly KnownRecord[],
  name: string,
  paths: readonly string[],
): readonly KnownRecord[] => {
  const lower = name.toLowerCase();
  const byPath = records.filter(({ record }) => paths.includes(record.path));
  if (byPath.length > 0) return byPath;
  const byName = records.filter(({ record: { id, path } }) =>
    [nameOf(path).toLowerCase(), id.toLowerCase()].includes(lower),
  );
  if (byName.length > 0) return byName;
  const [, before = '', last = ''] = /^(?:(.*)\/)?([^/]*)$/s.exec(name) ?? [];
  const [, digits, letter = ''] = asNumber.exec(last) ?? [];
  if (digits === undefined) return [];
  return records.filter(
    ({ record: { id, number }, read: { leading } }) =>
      number === Number(digits) &&
      (letter === '' || leading?.letter === letter.toLowerCase()) &&
      (before === '' || id.toLowerCase().startsWith(`${before.toLowerCase()}/`)),
  );
};
