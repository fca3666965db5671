import type { Asked } from '../model/changes.ts';

export const nothingAsked: Asked = { answers: [], input: 0, cacheRead: 0, cacheWrite: 0, output: 0, usd: 0 };

/** Answers of both, and what they cost together. */
export const addAsked = (one: Asked, other: Asked): Asked => ({
  answers: [...new Set([...one.answers, ...other.answers])].sort(),
  input: one.input + other.input,
  cacheRead: one.cacheRead + other.cacheRead,
  cacheWrite: one.cacheWrite + other.cacheWrite,
  output: one.output + other.output,
  // Micro-dollars, so that the same answers give the same digits in any order.
  usd: one.usd === null || other.usd === null ? null : Number((one.usd + other.usd).toFixed(6)),
});
