import { z } from 'zod';
import type { Place } from './problem.ts';

const text = z.string().trim().min(1);

/** `adrgen.yaml`, as it is written. */
export const configurationFile = z.strictObject({
  /** How grave a breach of a rule is here. */
  rules: z.record(z.string(), z.enum(['off', 'warning', 'error'])).optional(),
  waivers: z
    .array(
      z.strictObject({
        rule: text,
        /** A file or folder from the root, or the id that a finding speaks of. */
        at: text,
        reason: text,
        /** The last day that it holds. */
        until: z.iso.date('a date such as 2027-01-31').optional(),
      }),
    )
    .optional(),
});

export type RuleSetting = 'off' | 'warning' | 'error';

/** A finding that a team lives with, and why. */
export type Waiver = {
  readonly rule: string;
  readonly at: string;
  readonly reason: string;
  /** ISO date of the last day that it holds; null for always. */
  readonly until: string | null;
  readonly place: Place;
};

/** What a team says of the rules. */
export type Configuration = {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly waivers: readonly Waiver[];
};

export const noConfiguration: Configuration = { rules: {}, waivers: [] };
