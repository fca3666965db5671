import type { Fault } from './faults.ts';
import type { Question } from './question.ts';
import type { Pace } from './wire.ts';

/** What the model says to a question: text, JSON where a schema was asked for. */
export type Mind = (question: Question) => string;

export type Settings = {
  /** 0 takes a free one. */
  readonly port: number;
  /** The only key that is let in; any that is not empty with null. */
  readonly key: string | null;
  readonly pace: Pace;
  readonly faults: readonly Fault[];
  /** A file that gets each request as a line of JSON. */
  readonly log: string | null;
  /** What servers of other makers leave out. */
  readonly without: ReadonlySet<Ability>;
  /** Answers to any model name. */
  readonly anyModel: boolean;
  readonly mind: Mind;
  /** Milliseconds since the epoch: the prompt cache forgets by it. */
  readonly now: () => number;
};

export const abilities = ['schema', 'cache', 'count-tokens', 'batches', 'usage', 'models'] as const;
export type Ability = (typeof abilities)[number];
