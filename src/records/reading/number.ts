const leading = /^(?:adrs?|decision|record)?[-_ .#]*(\d+)([a-z](?![a-z\d]))?/i;
const separated = /^(\d{4,})-(\d{2})-(\d{2})(?!\d)/;

export type LeadingNumber = {
  /** `ADR012-` is 12, `0004a-` is 4, a date its eight digits. */
  readonly number: number;
  /** As they stand there. */
  readonly digits: string;
  /** Lower case; empty without one. */
  readonly letter: string;
  /** Whether it is a date, or too long to have been counted. */
  readonly isDate: boolean;
};

/** The number that a file name begins with; null for a name without one, or with a year that cannot be. */
export const leadingNumber = (fileName: string): LeadingNumber | null => {
  const [date, year = '', month = '', day = ''] = separated.exec(fileName) ?? [];
  if (date !== undefined && year.length > 4) return null;
  if (date !== undefined) {
    const digits = year + month + day;
    return { number: Number(digits), digits, letter: '', isDate: true };
  }
  const [, digits, letter = ''] = leading.exec(fileName) ?? [];
  if (digits === undefined || digits.length > 15) return null;
  return { number: Number(digits), digits, letter: letter.toLowerCase(), isDate: digits.length >= 8 };
};
