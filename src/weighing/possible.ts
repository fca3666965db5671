/** Above zero and finite. */
export const isPositive = (...values: readonly number[]): boolean =>
  values.every(value => Number.isFinite(value) && value > 0);

/** Zero or more, and finite. */
export const isAmount = (...values: readonly number[]): boolean =>
  values.every(value => Number.isFinite(value) && value >= 0);

/** From 0 to 1, both included. */
export const isShare = (...values: readonly number[]): boolean =>
  values.every(value => value >= 0 && value <= 1);

/** A whole number from 1 on. */
export const isWhole = (...values: readonly number[]): boolean =>
  values.every(value => Number.isSafeInteger(value) && value >= 1);

/** The number, or null where the arithmetic left the numbers that can be written down. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The next whole number up; floating-point noise does not buy another instance. Null where not finite. */
export const roundedUp = (value: number): number | null => {
  const nearest = Math.round(value);
  return finite(Math.abs(value - nearest) <= 1e-9 * Math.max(1, nearest) ? nearest : Math.ceil(value));
};
