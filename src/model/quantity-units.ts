/** A factor as a power of ten, or as a plain multiplier where it is none. */
export type Factor = { readonly exponent: number; readonly times?: number };

const minute = 60;
const hour = 3600;
const day = 86_400;

const spelled = <T>(table: readonly (readonly [words: string, value: T])[]): ReadonlyMap<string, T> =>
  new Map(table.flatMap(([words, value]) => words.split(' ').map(word => [word, value] as const)));

/** `k`, `M`, `B`, `T` and their words. `m` is left out: it would be thousandths to some, millions to others. */
export const multiplesByName = spelled<number>([
  ['k K thousand', 3],
  ['M million mio', 6],
  ['B G bn billion', 9],
  ['T trillion', 12],
]);

/** Seconds of a unit of time, by its names. A lone `m` is left out: minutes to some, months to others. */
export const secondsByName = spelled<Factor>([
  ['ns nanosecond nanoseconds', { exponent: -9 }],
  ['us µs μs microsecond microseconds', { exponent: -6 }],
  ['ms msec millisecond milliseconds', { exponent: -3 }],
  ['s sec secs second seconds', { exponent: 0 }],
  ['min mins minute minutes', { exponent: 0, times: minute }],
  ['h hr hrs hour hours', { exponent: 0, times: hour }],
  ['d day days', { exponent: 0, times: day }],
  ['w wk week weeks', { exponent: 0, times: 7 * day }],
  ['mo month months', { exponent: 0, times: 30 * day }],
  ['quarter quarters', { exponent: 0, times: 90 * day }],
  ['y yr yrs year years', { exponent: 0, times: 365 * day }],
]);

/** Months of a unit of time, for growth: twelve months are a year there. */
export const monthsByName = spelled<number>([
  ['d day days', 1 / 30],
  ['w wk week weeks', 7 / 30],
  ['mo month months', 1],
  ['quarter quarters', 3],
  ['y yr yrs year years', 12],
]);

/** Bytes of a unit, by its names, as they are written: `kb` and `Mb` are kilobits and megabits elsewhere. */
export const bytesByName = spelled<Factor>([
  ['B byte bytes Byte Bytes', { exponent: 0 }],
  ['kB KB', { exponent: 3 }],
  ['MB', { exponent: 6 }],
  ['GB', { exponent: 9 }],
  ['TB', { exponent: 12 }],
  ['PB', { exponent: 15 }],
  ['KiB kiB', { exponent: 0, times: 2 ** 10 }],
  ['MiB', { exponent: 0, times: 2 ** 20 }],
  ['GiB', { exponent: 0, times: 2 ** 30 }],
  ['TiB', { exponent: 0, times: 2 ** 40 }],
  ['PiB', { exponent: 0, times: 2 ** 50 }],
]);

/** What a rate may count: `50 requests/s` is `50/s`. A closed list, so that `5 kB/s` is not five of something. */
export const countedThings: ReadonlySet<string> = new Set(
  (
    'req reqs request requests msg msgs message messages event events call calls query queries tx ' +
    'transaction transactions op ops operation operations order orders item items record records row rows ' +
    'read reads write writes file files job jobs user users session sessions time times'
  ).split(' '),
);

/** What a count may be followed by: the number alone is suggested then. */
export const countedPeople: ReadonlySet<string> = new Set(
  'people persons engineers developers devs customers teams instances replicas'.split(' '),
);

/** Currencies by their sign. Other signs, such as ¥, stand for several currencies: write the ISO 4217 code. */
export const currencyBySign: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['$', 'USD'],
]);
