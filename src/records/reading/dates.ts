/** A day as a record writes it. */
export type WrittenDate = {
  /** YYYY-MM-DD; null for a day that cannot be, or that could be two. */
  readonly date: string | null;
  readonly raw: string;
  /** Offset in the text. */
  readonly at: number;
  readonly order: 'year-first' | 'day-first' | 'month-first' | 'words';
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${months.join('|')})[a-z]*\\.?`;

const yearFirst = /(?<![\d-])(\d{4,})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const yearLast = /(?<![\d.])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
const dayThenMonth = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\.?[ -](?:of )?${month},?[ -](\\d{4})(?!\\d)`,
  'i',
);
const monthThenDay = new RegExp(`(?<![a-z])${month} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, 'i');
const kanji = /(\d{4})年(\d{1,2})月(\d{1,2})日/;

const dayOf = (year: number, monthNumber: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, monthNumber - 1, day));
  const isReal = date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day;
  return isReal && year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
};

const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** `31/01/2024` and `31.01.2024`: with a slash the month can stand first, unless the format says otherwise. */
const ofYearLast = (match: RegExpExecArray, dayFirst: boolean): WrittenDate => {
  const [raw, a = '', mark = '', b = '', year = ''] = match;
  const [first, second] = [Number(a), Number(b)];
  const isDayFirst = dayFirst || mark === '.' || first > 12;
  const isMonthFirst = !isDayFirst && second > 12;
  const date = isDayFirst
    ? dayOf(Number(year), second, first)
    : isMonthFirst || first === second
      ? dayOf(Number(year), first, second)
      : null;
  return { date, raw, at: match.index, order: isMonthFirst ? 'month-first' : 'day-first' };
};

/**
 * The first day that a text names; null where it names none. `dayFirst` holds for formats that say `DD/MM/YYYY`;
 * elsewhere 01/02/2024 could be two days, and is neither. Pure.
 */
export const dateIn = (text: string, dayFirst = false): WrittenDate | null => {
  const found: WrittenDate[] = [];
  const add = (match: RegExpExecArray | null, read: (match: RegExpExecArray) => WrittenDate): void => {
    if (match !== null) found.push(read(match));
  };
  const shown = text.slice(0, 2000);
  add(yearFirst.exec(shown), match => ({
    date: dayOf(Number(match[1]), Number(match[3]), Number(match[4])),
    ...{ raw: match[0], at: match.index, order: 'year-first' },
  }));
  add(yearLast.exec(shown), match => ofYearLast(match, dayFirst));
  add(kanji.exec(shown), match => ({
    date: dayOf(Number(match[1]), Number(match[2]), Number(match[3])),
    ...{ raw: match[0], at: match.index, order: 'words' },
  }));
  add(dayThenMonth.exec(shown), match => ({
    date: dayOf(Number(match[3]), monthNumber(match[2] ?? ''), Number(match[1])),
    ...{ raw: match[0], at: match.index, order: 'words' },
  }));
  add(monthThenDay.exec(shown), match => ({
    date: dayOf(Number(match[3]), monthNumber(match[1] ?? ''), Number(match[2])),
    ...{ raw: match[0], at: match.index, order: 'words' },
  }));
  return found.sort((a, b) => a.at - b.at)[0] ?? null;
};

/** The day in a name such as `20240131-x.md` or `2024-01-31-x.md`. */
export const dateOfName = (digits: string): string | null =>
  /^\d{8}$/.test(digits)
    ? dayOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
    : null;
