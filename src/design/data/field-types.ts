/** What a column holds, whatever the store calls it. */
export type FieldKind =
  | 'text'
  | 'uuid'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'real'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'duration'
  | 'json'
  | 'bytes'
  | 'enumeration';

export type FieldType = {
  readonly kind: FieldKind;
  /** The word of the file, as it stands there. */
  readonly word: string;
  /** Several values in one field: `text[]`. */
  readonly many: boolean;
  /** The file marks it as optional: `date?`, `optional date`. */
  readonly optional: boolean;
  /** Values of an `enum(a, b)`, each once, in the order of the file. */
  readonly values: readonly string[];
  /** Largest number of characters, where the file gives one: `varchar(80)`. */
  readonly length: number | null;
  /** Digits in all and behind the point, where the file gives them: `decimal(12, 2)`. */
  readonly digits: readonly [precision: number, scale: number] | null;
  /** False where the word is none that is known here, so that text stands in. */
  readonly known: boolean;
};

const kinds: ReadonlyMap<string, FieldKind> = new Map(
  (
    [
      ['text', 'text string str varchar char character citext email url uri phone iban slug markdown'],
      ['uuid', 'uuid guid ulid'],
      ['integer', 'int integer bigint smallint long short int32 int64 number count serial bigserial'],
      ['decimal', 'decimal numeric'],
      ['money', 'money amount currency_amount price'],
      ['real', 'float double real float64 float32'],
      ['boolean', 'bool boolean flag'],
      ['date', 'date'],
      ['time', 'time'],
      ['timestamp', 'timestamp timestamptz datetime instant'],
      ['duration', 'duration interval'],
      ['json', 'json jsonb object map'],
      ['bytes', 'bytes bytea blob binary'],
      ['enumeration', 'enum'],
    ] satisfies readonly (readonly [FieldKind, string])[]
  ).flatMap(([kind, words]) => words.split(' ').map(word => [word, kind] as const)),
);

/** Largest precision that PostgreSQL takes for numeric. */
const mostDigits = 1000;
const longestText = 10_485_760;

const optionalMark = /\?$|^optional\s+|\s*\|\s*null$|\s+null$|^nullable\s+/iu;
const manyMark = /\[\]$|^(?:list|array|set)\s+of\s+|^\[(.*)\]$/iu;

const whole = (text: string | undefined): number | null => {
  const value = text === undefined || !/^\d{1,9}$/.test(text.trim()) ? 0 : Number(text);
  return value > 0 ? value : null;
};

const digitsOf = (argument: string): FieldType['digits'] => {
  const [first, second = '0'] = argument.split(',');
  const precision = whole(first);
  const scale = /^\s*\d{1,4}\s*$/.test(second) ? Number(second) : null;
  return precision === null || scale === null || precision > mostDigits || scale > precision
    ? null
    : [precision, scale];
};

/** Single values of `a, "b c"`, without the quotes around them. */
const valuesOf = (argument: string): string[] => [
  ...new Set(
    argument
      .split(/[,|]/)
      .map(value =>
        value
          .trim()
          .replace(/^(['"])(.*)\1$/u, '$2')
          .trim(),
      )
      .filter(value => value !== ''),
  ),
];

/** Reads the type words of `entities[].fields`; never fails: an unknown word is text, and says so. */
export const fieldTypeOf = (word: string): FieldType => {
  const trimmed = word.trim();
  const optional = optionalMark.test(trimmed);
  const required = trimmed.replace(optionalMark, '').trim();
  const many = manyMark.test(required);
  const single = required
    .replace(manyMark, (_, inner: unknown) => (typeof inner === 'string' ? inner : ''))
    .trim();
  const [, name = single, argument] = /^([^()]*?)\s*\((.*)\)$/su.exec(single) ?? [];
  const kind = kinds.get(name.trim().toLowerCase());
  const values = kind === 'enumeration' ? valuesOf(argument ?? '') : [];
  const length = kind === 'text' ? whole(argument) : null;
  const base = { word: trimmed, many, optional, values };
  if (kind === undefined || (kind === 'enumeration' && values.length === 0))
    return { ...base, kind: 'text', values: [], length: null, digits: null, known: false };
  return {
    ...base,
    kind,
    length: length !== null && length <= longestText ? length : null,
    digits: kind === 'decimal' || kind === 'money' ? digitsOf(argument ?? '') : null,
    known: true,
  };
};
