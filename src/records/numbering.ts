const leadingNumber = /^(?:adr-?)?(\d+)/i;

/** `20240131-use-x.md` and `2024-01-31-use-x.md` begin with a date; so long a number is none that was counted. */
const leadingDate = /^(?:\d{8,}|\d{4,5}-\d{2}-\d{2}(?!\d))/;

const digitsOf = (fileName: string): string | null =>
  leadingDate.test(fileName) ? null : (leadingNumber.exec(fileName)?.[1] ?? null);

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

/** `0007-primary-store`. `width` counts the digits, at least. */
export const recordName = (number: number, slug: string, width = 4): string =>
  `${String(number).padStart(width, '0')}-${slug}`;
