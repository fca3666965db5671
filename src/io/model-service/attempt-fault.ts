import { APIConnectionError, APIError, APIUserAbortError } from '@anthropic-ai/sdk';
import type { Issue } from '../../model/problem.ts';
import type { Credentials } from './credentials.ts';
import { interrupted, type Reply, ServiceFault } from './request.ts';
import { saidBy, statusFault } from './status-fault.ts';

/** What answers is no Messages API. */
export class NotMessages extends Error {
  override readonly name = 'NotMessages';
}

/** What is known when an attempt fails. */
export type Circumstances = {
  readonly model: string;
  readonly credentials: Credentials;
  readonly timeoutSeconds: number;
  readonly now: Date;
  readonly isInterrupted: boolean;
  readonly isSilent: boolean;
  /** What had come by then. */
  readonly reply: Pick<Reply, 'tokens' | 'text'>;
};

const later = 'run the same command again later: answers so far are stored';

/** The innermost reason: `fetch failed` says nothing, `connect ECONNREFUSED 127.0.0.1:11434` does. */
const reasonOf = (error: Error): string =>
  error.cause instanceof Error ? reasonOf(error.cause) : saidBy(error.message);

const issueOf = (
  error: Error,
  { credentials: { host }, timeoutSeconds, isSilent }: Circumstances,
): Issue & { readonly again: boolean } => {
  if (isSilent) {
    return {
      code: 'silent',
      message: `${host} said nothing for ${timeoutSeconds} s`,
      hint: 'run the same command again later; a model that takes its time needs a larger asking.timeout_seconds in adrgen.yaml',
      again: true,
    };
  }
  if (error instanceof NotMessages) {
    return {
      code: 'no-messages-api',
      message: `${host} answers, and not as the Messages API does`,
      received: error.message,
      hint: 'check ANTHROPIC_BASE_URL (docs/local-models.md)',
      again: false,
    };
  }
  if (error instanceof APIConnectionError) {
    return {
      code: 'unreachable',
      message: `${host} cannot be reached`,
      received: reasonOf(error),
      hint: 'check the network, a proxy, and ANTHROPIC_BASE_URL; a server of your own must be running',
      again: true,
    };
  }
  return {
    code: 'cut-off',
    message: `the answer of ${host} broke off`,
    received: reasonOf(error),
    hint: later,
    again: true,
  };
};

/** What an attempt throws, from whatever it met. */
export const attemptFault = (thrown: unknown, circumstances: Circumstances): Error => {
  const { isInterrupted, isSilent, reply } = circumstances;
  if (isInterrupted) return interrupted();
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const isStatus =
    error instanceof APIError &&
    !(error instanceof APIConnectionError) &&
    !(error instanceof APIUserAbortError);
  if (isStatus && !isSilent) {
    const { issue, again, retryAfter } = statusFault(error, circumstances);
    return new ServiceFault({ issue, again, retryAfter, ...reply });
  }
  const { again, ...issue } = issueOf(error, circumstances);
  return new ServiceFault({ issue, again, ...reply });
};
