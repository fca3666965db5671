import { finite, isAmount } from './possible.ts';

/** What is used of something in a month. People are a line like any other. */
export type CostLine = {
  readonly name: string;
  /** How many there are, and how much each uses: 3 instances · 720 hours. */
  readonly units: number;
  readonly quantity: number;
  /** Of one, in the budget's currency; null where no price file gives it. Never invented. */
  readonly price: number | null;
};

export type Cost = {
  readonly lines: readonly (CostLine & { readonly used: number; readonly amount: number | null })[];
  /** Of the lines that have a price. */
  readonly total: number;
  /** Names without a price: while there are any, `total` is a lower bound and quantities are what to print. */
  readonly unpriced: readonly string[];
};

/** `Σ units · quantity · price`. Null where a number is negative or not finite. */
export const costOf = (lines: readonly CostLine[]): Cost | null => {
  if (!isAmount(...lines.flatMap(({ units, quantity, price }) => [units, quantity, price ?? 0]))) return null;
  const priced = lines.map(line => {
    const used = line.units * line.quantity;
    return { ...line, used, amount: line.price === null ? null : used * line.price };
  });
  const total = finite(priced.reduce((sum, { amount }) => sum + (amount ?? 0), 0));
  if (total === null || !isAmount(...priced.map(({ used }) => used))) return null;
  return {
    lines: priced,
    total,
    unpriced: lines.filter(({ price }) => price === null).map(({ name }) => name),
  };
};
