import type { JsonSchema } from '../../model/answer-schema.ts';
import type { About, Asking } from '../../model/asking.ts';
import type { Tokens } from '../../model/language-models.ts';
import { exitCodes, type Issue, type Problem, problem } from '../../model/problem.ts';

export type Turn = { readonly role: 'user' | 'assistant'; readonly text: string };

/** One request to the service, as plain data. */
export type Request = {
  readonly about: About;
  readonly model: string;
  readonly effort: Asking['effort'];
  /** Parts of the system prompt; the last one ends what calls of a stage share. */
  readonly system: readonly string[];
  readonly turns: readonly Turn[];
  readonly schema: JsonSchema;
  readonly maxTokens: number;
};

/** A whole message, whatever the model said in it. */
export type Reply = {
  /** All text blocks, joined. */
  readonly text: string;
  /** As the service names it; `unknown` where it does not. */
  readonly stopReason: string;
  /** Why it refused, if it said so. */
  readonly detail: string | null;
  readonly tokens: Tokens;
};

/** Sends a request; `heard` is called as soon as the service has read the prompt. Throws a ServiceFault. */
export type Send = (request: Request, heard?: () => void) => Promise<Reply>;

export const noTokens: Tokens = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 };

type FaultFacts = {
  readonly issue: Issue;
  /** Whether the same request may succeed a little later. */
  readonly again: boolean;
  /** Seconds that the service asks to wait for; null where it says nothing. */
  readonly retryAfter?: number | null;
  /** What was billed before it failed. */
  readonly tokens?: Tokens;
  /** What the model had said by then. */
  readonly text?: string;
};

/** A request that brought no whole message. */
export class ServiceFault extends Error {
  override readonly name = 'ServiceFault';
  readonly issue: Issue;
  readonly again: boolean;
  readonly retryAfter: number | null;
  readonly tokens: Tokens;
  readonly text: string;

  constructor({ issue, again, retryAfter = null, tokens = noTokens, text = '' }: FaultFacts) {
    super(issue.message);
    this.issue = issue;
    this.again = again;
    this.retryAfter = retryAfter;
    this.tokens = tokens;
    this.text = text;
  }
}

/** What a run ends with that somebody stopped. */
export const interrupted = (): Problem =>
  problem(
    {
      code: 'interrupted',
      message: 'interrupted',
      hint: 'the same command goes on: answers so far are stored',
    },
    exitCodes.interrupted,
  );

/** UTF-8 bytes of a token, on the safe side: prose has more, code and other scripts than Latin about so many. */
const bytesPerToken = 3;

/** Tokens that a prompt may have at most, by its length. */
export const tokensAtMost = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

/** All that is sent, as one text. */
export const promptOf = ({ system, turns }: Request): string =>
  [...system, ...turns.map(({ text }) => text)].join('\n\n');
