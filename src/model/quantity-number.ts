/** The number at the start of a quantity and what follows it. `digits` is a decimal literal without exponent. */
export type LeadingNumber = { readonly digits: string; readonly exponent: number; readonly rest: string };

export type ReadNumber =
  | ({ readonly ok: true } & LeadingNumber)
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

const leading =
  /^(\d{1,3}(?:([,_ ])\d{3}(?!\d))(?:\2\d{3}(?!\d))*|\d+)?(\.\d+)?(?:[eE]([+-]?\d{1,3})(?![\p{L}\d]))?/u;

/**
 * Reads the number that a text starts with: `12,000`, `100_000`, `12 000`, `1.5`, `.5`, `1e6`. A decimal comma is
 * refused, since 1,500 would be either. Source: the digits as written, so that 99.95 % is exactly 0.9995.
 */
export const readNumber = (text: string): ReadNumber => {
  if (/^[-−]\s*[\d.]/u.test(text)) return { ok: false, reason: 'it must not be negative' };
  const [whole = '', integer = '', , fraction = '', exponent = '0'] = leading.exec(text) ?? [];
  if (integer === '' && fraction === '') return { ok: false, reason: 'it must start with a number' };
  const rest = text.slice(whole.length);
  if (/^[,_']\d/.test(rest)) return { ok: false, ...grouping(integer + fraction, rest) };
  if (/^[.\d]/.test(rest)) return { ok: false, reason: 'its number cannot be read' };
  return {
    ok: true,
    digits: `${integer.replace(/[,_ ]/g, '') || '0'}${fraction}`,
    exponent: Number(exponent),
    rest: rest.trim(),
  };
};

const grouping = (start: string, rest: string) => {
  const decimalComma = /^,(\d{1,2}|\d{4,})(?![\d,.])/.exec(rest);
  return decimalComma === null
    ? { reason: 'digits are grouped by three: 12,000 or 100_000' }
    : {
        reason: 'a decimal point is a dot',
        suggestion: `${start}.${decimalComma[1]}${rest.slice(decimalComma[0].length)}`,
      };
};

/**
 * `digits` times ten to the `exponent` times `factor`, without the dust of binary fractions (1.1k is 1100, not
 * 1100.0000000000002). May be Infinity for absurd exponents; the caller refuses that.
 */
export const scaled = (digits: string, exponent: number, factor = 1): number => {
  const decimal = Number(`${digits}e${exponent}`);
  return factor === 1 ? decimal : Number((decimal * factor).toPrecision(15));
};
