import type { Call, Usage } from './doors.ts';
import { type Prices, standardModel } from './language-models.ts';
import type { PersonaStage } from './persona.ts';

export const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

/** How models are asked, as a configuration and the command line say. */
export type Asking = {
  /** What `inherit` means: an alias or a full id. */
  readonly model: string;
  /** Null leaves it to the service. */
  readonly effort: (typeof efforts)[number] | null;
  /** Tokens that an answer may have, thinking included; a truncated one is asked again with more. */
  readonly maxTokens: number;
  /** Seconds without a byte from the service after which a call is given up and tried again. */
  readonly timeoutSeconds: number;
  /** Requests at the same time. */
  readonly concurrency: number;
  readonly prices: Prices;
};

export const standardAsking: Asking = {
  model: standardModel,
  effort: null,
  maxTokens: 16_000,
  timeoutSeconds: 20,
  concurrency: 8,
  prices: {},
};

/** What a question would cost; US dollars are null where a price is missing. */
export type Estimate = About & {
  readonly key: string;
  readonly model: string;
  /** The answer is there: it costs nothing. */
  readonly stored: boolean;
  /** Tokens of the prompt. */
  readonly input: number;
  /** Whether the service counted them; else it is a quarter of the characters. */
  readonly counted: boolean;
  /**
   * `low`: all that calls of the stage share is read from the cache, and the answer is short. `likely`: the same,
   * and it is as long as stored ones of the stage. `high`: nothing is cached, all the room for an answer is used.
   */
  readonly usd: { readonly low: number; readonly likely: number; readonly high: number } | null;
};

/** What a run may spend; null is no limit. Answers that are stored count nothing. */
export type Limits = { readonly usd: number | null; readonly calls: number | null };

/** What a question is about, in messages and sums. */
export type About = Pick<Call<unknown>, 'stage' | 'subject'>;

/** What happens while models are asked, for whoever shows progress. */
export type AskingEvent =
  | (About & { readonly kind: 'asking'; readonly model: string })
  | (About & { readonly kind: 'answered'; readonly usage: Usage; readonly stored: boolean })
  | (About & {
      readonly kind: 'waiting';
      readonly seconds: number;
      /** Why the last attempt failed, as a sentence without its full stop. */
      readonly reason: string;
      /** The attempt that comes, of how many. */
      readonly attempt: number;
      readonly attempts: number;
    })
  | (About & { readonly kind: 'repairing'; readonly issues: readonly string[] })
  | (About & { readonly kind: 'more-room'; readonly maxTokens: number })
  | { readonly kind: 'note'; readonly text: string };

export type Tell = (event: AskingEvent) => void;

/** What requests cost: how many, their tokens, and US dollars (null where a price is missing). */
export type Cost = Omit<Usage, 'model'> & { readonly requests: number };

export const noCost: Cost = { requests: 0, input: 0, cacheRead: 0, cacheWrite: 0, output: 0, usd: 0 };

export const addCost = (one: Cost, other: Cost): Cost => ({
  requests: one.requests + other.requests,
  input: one.input + other.input,
  cacheRead: one.cacheRead + other.cacheRead,
  cacheWrite: one.cacheWrite + other.cacheWrite,
  output: one.output + other.output,
  usd: one.usd === null || other.usd === null ? null : one.usd + other.usd,
});

/** What a run has cost, by stage and by subject. */
export type Bill = {
  /** What this run asked, failed attempts and repairs among it. */
  readonly total: Cost;
  readonly stages: Readonly<Partial<Record<PersonaStage, Cost>>>;
  readonly subjects: Readonly<Record<string, Cost>>;
  /** Answers that were there already, and what they cost when they were asked. */
  readonly stored: Cost & { readonly answers: number };
};

const sums = <Key extends string>(
  one: Readonly<Partial<Record<Key, Cost>>>,
  other: Readonly<Partial<Record<Key, Cost>>>,
): Record<Key, Cost> => {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])] as Key[];
  return Object.fromEntries(
    keys.map(key => [key, addCost(one[key] ?? noCost, other[key] ?? noCost)]),
  ) as Record<Key, Cost>;
};

/** Of two ways of asking together. */
export const addBill = (one: Bill, other: Bill): Bill => ({
  total: addCost(one.total, other.total),
  stages: sums(one.stages, other.stages),
  subjects: sums(one.subjects, other.subjects),
  stored: { ...addCost(one.stored, other.stored), answers: one.stored.answers + other.stored.answers },
});
