import { z } from 'zod';

/**
 * What answers share. The service enforces names, types and enums of a schema and no number or length, so that zod
 * does; optional and union fields are few there, so that what is not there is an empty text or list.
 */

/** A sentence and the ids that it stands on: drivers, facts, `assumption-1` of the file, or `assumption`. */
export const claim = z.strictObject({ text: z.string().trim().min(1), cites: z.array(z.string()) });
export type Claim = Readonly<z.output<typeof claim>>;

/** A claim that hurts, and who does what about it; empty where nobody can. */
export const setback = claim.extend({ mitigation: z.string() });

/** An id that the model makes up: it names files of the lock, so that it is letters, digits and hyphens alone. */
export const newId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, a letter first');

/** An end of a rating: both ends are the same where it is known. */
export const ratingEnd = z.number().min(0).max(4);

export const experiment = z.strictObject({
  hypothesis: z.string().min(1),
  time_box: z.string().min(1),
  pass: z.string().min(1),
  fail: z.string().min(1),
});
