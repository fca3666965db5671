import { z } from 'zod';
import { type Asking, efforts } from './asking.ts';
import type { Place } from './problem.ts';

const text = z.string().trim().min(1);

const dollars = z.number().min(0);

const asking = z.strictObject({
  model: text.optional(),
  effort: z.enum(efforts).optional(),
  max_tokens: z.number().int().min(1000).max(1_000_000).optional(),
  timeout_seconds: z.number().min(1).max(3600).optional(),
  concurrency: z.number().int().min(1).max(100).optional(),
  /** US dollars for a million tokens, by alias or full id of a model. */
  prices: z
    .record(
      z.string(),
      z.strictObject({
        input: dollars,
        output: dollars,
        cache_read: dollars.optional(),
        cache_write: dollars.optional(),
        /** Tokens of a prompt: longer ones cost something else. */
        up_to: z.number().int().min(1).optional(),
      }),
    )
    .optional(),
});
export type AskingFile = z.output<typeof asking>;

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
  /** How models are asked. */
  asking: asking.optional(),
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

/** What a team says of the rules, and of models. */
export type Configuration = {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly waivers: readonly Waiver[];
  /** What it leaves open is as `standardAsking` has it. */
  readonly asking: Partial<Asking>;
};

export const noConfiguration: Configuration = { rules: {}, waivers: [], asking: {} };
