import type { ReadRecord } from '../../model/record.ts';
import { leadingNumber } from '../reading/number.ts';

/** A record that gets another number. Paths are relative to the root. */
export type Move = {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** `30`, `4a`: as people call the record; zeros left out. */
  readonly number: number;
  readonly letter: string;
  readonly next: number;
  /** Digits of the number in the name before, with its zeros. */
  readonly digits: string;
  /** The record that keeps the number. */
  readonly stays: string;
  /** By what it was found to be the newer one. */
  readonly because: 'history' | 'date' | 'name';
};

const cut = (path: string): readonly [folder: string, name: string] => {
  const at = path.lastIndexOf('/') + 1;
  return [path.slice(0, at), path.slice(at)];
};

/** Digits for a number as others of the same kind have them: as many where those are padded, else as few as it takes. */
export const digitsLike = (number: number, digits: string): string =>
  String(number).padStart(digits.startsWith('0') || digits.length > 1 ? digits.length : 1, '0');

type Aged = {
  readonly record: ReadRecord;
  /** Seconds since 1970 of its first commit; null where it has none. */
  readonly since: number | null;
};

/** What was never committed is newer than all that was. */
const byAge = (a: Aged, b: Aged): number => {
  const since = (a.since ?? Infinity) - (b.since ?? Infinity);
  if (!Number.isNaN(since) && since !== 0) return since;
  const [one, other] = [a.record.date ?? '9999', b.record.date ?? '9999'];
  if (one !== other) return one < other ? -1 : 1;
  return a.record.path < b.record.path ? -1 : 1;
};

const reasonFor = (stays: Aged, moves: Aged): Move['because'] => {
  if ((stays.since ?? Infinity) !== (moves.since ?? Infinity)) return 'history';
  return stays.record.date !== moves.record.date ? 'date' : 'name';
};

/** Records of one folder that bear the same number, each group with the one that keeps it first. */
const groupsOf = (aged: readonly Aged[]): readonly (readonly Aged[])[] => {
  const groups = new Map<string, Aged[]>();
  for (const one of aged) {
    const [folder, name] = cut(one.record.path);
    const number = leadingNumber(name);
    if (number === null || number.isDate) continue;
    const key = `${folder} ${number.number}${number.letter}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([, group]) => (group.length > 1 ? [group.toSorted(byAge)] : []));
};

/**
 * Which records get another number, so that each has its own: the oldest of those that share one keeps it, the others
 * go behind the highest number of their folder. `since` has the first commits of paths, `reserved` numbers that are
 * in use elsewhere, such as on other branches, by folder. Pure.
 */
export const movesOf = (
  records: readonly ReadRecord[],
  since: ReadonlyMap<string, number>,
  reserved: (folder: string) => readonly number[],
): readonly Move[] => {
  const aged = records.map(record => ({ record, since: since.get(record.path) ?? null }));
  const highest = new Map<string, number>();
  const nextIn = (folder: string): number => {
    const own = records.flatMap(({ path }) => {
      const [place, name] = cut(path);
      const number = place === folder ? leadingNumber(name) : null;
      return number === null || number.isDate ? [] : [number.number];
    });
    const last = highest.get(folder) ?? Math.max(0, ...own, ...reserved(folder.replace(/\/$/, '')));
    highest.set(folder, last + 1);
    return last + 1;
  };
  return groupsOf(aged).flatMap(([stays, ...others]): readonly Move[] =>
    others.flatMap(other => {
      const [folder, name] = cut(other.record.path);
      const number = leadingNumber(name);
      if (stays === undefined || number === null) return [];
      const next = nextIn(folder);
      const at = name.indexOf(number.digits);
      const before = name.slice(0, at);
      const after = name.slice(at + number.digits.length + number.letter.length);
      return [
        {
          id: other.record.id,
          title: other.record.title,
          from: other.record.path,
          to: `${folder}${before}${digitsLike(next, number.digits)}${after}`,
          number: number.number,
          letter: number.letter,
          next,
          digits: number.digits,
          stays: stays.record.path,
          because: reasonFor(stays, other),
        },
      ];
    }),
  );
};
