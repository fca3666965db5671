/** Not within a word or a name: the 256 of `AES-256` and the 95 of `p95` are no figures. */
const figure = /(?<![\p{L}\p{N}_.,/-])(\d+(?:[, _]\d{3})*(?:\.\d+)?)(\s?[kM](?![\p{L}\p{N}]))?/gu;

const multiples: Readonly<Record<string, number>> = { k: 1_000, M: 1_000_000 };

type Figure = {
  readonly text: string;
  readonly value: number;
  readonly before: string;
  readonly after: string;
};

const figuresIn = (text: string): Figure[] =>
  [...text.matchAll(figure)].map(({ 0: whole, 1: digits = '', 2: multiple, index }) => ({
    text: whole,
    value: Number(digits.replace(/[, _]/g, '')) * (multiples[multiple?.trim() ?? ''] ?? 1),
    before: text.slice(0, index),
    after: text.slice(index + whole.length),
  }));

/** Counts that a sentence may name without a source: two parts, three instances, ten times the load. */
const largestCount = 12;
const unit =
  /^\s?(?:%|percent|ms|µs|s|sec|min|h|hours?|days?|weeks?|months?|years?|[kMGT]i?B|bytes|€|\$|[A-Z]{3}|\/)(?![\p{L}])/u;
/** The number of a version: `TLS 1.3`, `PostgreSQL 17`. */
const afterName = /(?:^|\s)\p{Lu}[\p{L}\p{N}+#.]*\s$/u;

const isHarmless = ({ value, before, after }: Figure): boolean =>
  (Number.isInteger(value) && value <= largestCount && !unit.test(after)) ||
  (value === 100 && /^\s?%/.test(after)) ||
  (value === 24 && /^\s?[/x×]\s?7/.test(after)) ||
  (value < 100 && afterName.test(before) && !unit.test(after));

/** The figures of a text, as numbers, so that 12,000 and 12k are one. */
export const figuresOfText = (text: string): ReadonlySet<string> =>
  new Set(figuresIn(text).map(({ value }) => String(value)));

/** The figures of a text that are not among those that are known, as they are written. */
export const inventedFigures = (text: string, known: ReadonlySet<string>): readonly string[] =>
  figuresIn(text)
    .filter(one => !isHarmless(one) && !known.has(String(one.value)))
    .map(one => one.text.trim());
