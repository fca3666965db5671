import { type Dimension, dimensions, type Quantity } from './quantity.ts';
import { type ReadValue, readers } from './quantity-readers.ts';

export type ParsedQuantity =
  | { readonly ok: true; readonly quantity: Quantity }
  | {
      readonly ok: false;
      /** Why it is refused, and examples of what is expected: one clause, no full stop. */
      readonly reason: string;
      /** The text that was probably meant, itself a valid quantity of the dimension. */
      readonly suggestion?: string;
    };

const longest = 64;
const greatest = 1e24;

/** Commas between examples would read as part of `12,000`. */
export const examplesOf = (dimension: Dimension): string => dimensions[dimension].examples.join(' · ');

/**
 * Reads a quantity of the given dimension (units: `dimensions` of quantity.ts). A number, or a text without a
 * unit, means what the table says for a bare one. Never throws; the value is finite and never negative.
 */
export const parseQuantity = (raw: string | number, dimension: Dimension): ParsedQuantity => {
  const written = String(raw);
  const text = written.length > 4 * longest ? written : written.trim().replace(/\s+/gu, ' ');
  if (text.length > longest) return refused(dimension, 'it is too long');
  const read = readers[dimension](text);
  if (!read.ok) return refused(dimension, read.reason, meant(text, dimension) ?? read.suggestion);
  if (!(read.value <= greatest)) return refused(dimension, 'it is too large');
  return { ok: true, quantity: { dimension, value: read.value, text } };
};

const refused = (dimension: Dimension, reason: string, suggestion?: string): ParsedQuantity => {
  const sound = suggestion !== undefined && readers[dimension](suggestion).ok;
  const whole = `${reason}; expected ${named[dimension]}: ${examplesOf(dimension)}`;
  return sound ? { ok: false, reason: whole, suggestion } : { ok: false, reason: whole };
};

/** How messages call a dimension. */
export const named: Readonly<Record<Dimension, string>> = {
  count: 'a number',
  rate: 'a rate',
  duration: 'a duration',
  bytes: 'a size in bytes',
  share: 'a percentage',
  ratio: 'a ratio',
  growth: 'a growth rate',
  money: 'an amount of money',
};

/** What people write around a plain quantity: `< 300ms`, `~100k`, `100k+`, `5mb`. */
const meant = (text: string, dimension: Dimension): string | undefined => {
  const bare = text
    .replace(/^(?:[<>≤≥=~≈]+|ca\.?|about|approx\.?|max\.?|min\.?|up to)\s*/iu, '')
    .replace(/\s*\+$/u, '');
  const candidates = [bare, ...(dimension === 'bytes' ? bytesMeant(bare) : [])];
  return candidates.find(one => one !== text && accepts(dimension, one));
};

const bytesMeant = (text: string): string[] => {
  const upper = text
    .toUpperCase()
    .replace(/\bKB$|(?<=\d)KB$/, 'kB')
    .replace(/IB$/, 'iB');
  return [upper, `${upper}B`.replace(/KB$/, 'kB')];
};

const accepts = (dimension: Dimension, text: string): boolean => {
  const read: ReadValue = readers[dimension](text);
  return read.ok && read.value <= greatest;
};
