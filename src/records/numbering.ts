const leadingNumber = /^(?:adr-?)?(\d+)/i;

/** The number that a record's file name begins with; null for a name without one. */
export const numberOf = (fileName: string): number | null => {
  const digits = leadingNumber.exec(fileName)?.[1];
  return digits === undefined ? null : Number(digits);
};

/** Numbers for new records: highest number in the folder + 1 and up. Names that are no `.md` do not count. */
export const nextNumbers = (
  fileNames: readonly string[],
  taken: readonly number[],
  many: number,
): readonly number[] => {
  const used = [
    ...fileNames.filter(name => name.endsWith('.md')).flatMap(name => numberOf(name) ?? []),
    ...taken,
  ];
  const highest = used.reduce((most, one) => Math.max(most, one), 0);
  return Array.from({ length: many }, (_, index) => highest + 1 + index);
};

/** `0007-primary-store`: four digits at least. */
export const recordName = (number: number, slug: string): string =>
  `${String(number).padStart(4, '0')}-${slug}`;
