import type { Dimension, Quantity } from './quantity.ts';

export type ParsedQuantity =
  | { readonly ok: true; readonly quantity: Quantity }
  | { readonly ok: false; readonly reason: string };

/** Reads a quantity of the given dimension. Provisional signature. */
export const parseQuantity = (raw: string | number, dimension: Dimension): ParsedQuantity => {
  const value = Number(raw);
  return Number.isFinite(value)
    ? { ok: true, quantity: { dimension, value, text: String(raw) } }
    : { ok: false, reason: `not a ${dimension}` };
};
