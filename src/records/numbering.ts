import { leadingNumber } from './reading/number.ts';

const digitsOf = (fileName: string): string | null => {
  const leading = leadingNumber(fileName);
  return leading === null || leading.isDate ? null : leading.digits;
};

/** The number that a record's file name begins with; null for a name without one, or with a date. */
export const numberOf = (fileName: string): number | null => {
  const digits = digitsOf(fileName);
  return digits === null ? null : Number(digits);
};

const isRecord = (fileName: string): boolean => /\.md$/i.test(fileName);

/** Numbers for new records: highest number in the folder + 1 and up. Names that are no `.md` do not count. */
export const nextNumbers = (
  fileNames: readonly string[],
  taken: readonly number[],
  many: number,
): readonly number[] => {
  const used = [...fileNames.filter(isRecord).flatMap(name => numberOf(name) ?? []), ...taken];
  const highest = used.reduce((most, one) => Math.max(most, one), 0);
  return Array.from({ length: many }, (_, index) => highest + 1 + index);
};

/** Digits of the numbers in a folder where all have as many, two at least; else four, as tools expect. */
export const widthOf = (fileNames: readonly string[]): number => {
  const widths = new Set(fileNames.filter(isRecord).flatMap(name => digitsOf(name)?.length ?? []));
  const [width] = widths;
  return widths.size === 1 && width !== undefined && width >= 2 ? width : 4;
};

/** What stands before the numbers of a folder where all names have the same, such as `adr-`; else nothing. */
export const prefixOf = (fileNames: readonly string[]): string => {
  const counted = fileNames.filter(name => isRecord(name) && digitsOf(name) !== null);
  const prefixes = new Set(counted.map(name => /^(?:adrs?[-_ ]?)?/i.exec(name)?.[0] ?? ''));
  const [prefix] = prefixes;
  return prefixes.size === 1 && prefix !== undefined ? prefix : '';
};

/** `0007-primary-store`. `width` counts the digits, at least. */
export const recordName = (number: number, slug: string, width = 4, prefix = ''): string =>
  `${prefix}${String(number).padStart(width, '0')}-${slug}`;
