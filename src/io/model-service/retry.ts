import type { Tell } from '../../model/asking.ts';
import { type Send, ServiceFault } from './request.ts';

/** How often a request is sent at most. */
const attempts = 5;

/** Seconds: of the first wait where the service says nothing, of the longest one then, and of the longest that it may ask for. */
const waits = { first: 1, longest: 30, obeyed: 120 } as const;

export type RetryOptions = {
  readonly tell: Tell;
  /** Resolves after so many seconds; rejects where the run is interrupted. */
  readonly wait: (seconds: number) => Promise<void>;
  /** From 0 to 1: runs that failed together do not come back together. */
  readonly random: () => number;
  readonly now: () => Date;
};

/** In minutes, as people say it: `in 60 minutes, at 14:05 UTC`. */
const when = (seconds: number, now: Date): string => {
  const at = new Date(now.getTime() + seconds * 1000);
  return `in ${Math.ceil(seconds / 60)} minutes, at ${at.toISOString().slice(11, 16)} UTC`;
};

const tooLong = ({ issue, retryAfter }: ServiceFault, now: Date): ServiceFault =>
  new ServiceFault({
    issue: {
      ...issue,
      message: `${issue.message}, and asks to wait for ${Math.ceil((retryAfter ?? 0) / 60)} minutes`,
      hint: `run the same command again ${when(retryAfter ?? 0, now)}: answers so far are stored`,
    },
    again: false,
  });

/** Sends again what may succeed later, a few times, after waits that are told. */
export const retrying =
  (send: Send, { tell, wait, random, now }: RetryOptions): Send =>
  async (request, heard) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(request, heard);
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        if (!error.again || attempt === attempts) throw error;
        if ((error.retryAfter ?? 0) > waits.obeyed) throw tooLong(error, now());
        const own = Math.min(waits.longest, waits.first * 2 ** (attempt - 1)) * (0.5 + random() / 2);
        const seconds = Math.max(error.retryAfter ?? own, 0);
        tell({
          kind: 'waiting',
          ...request.about,
          seconds,
          reason: error.issue.message,
          ...{ attempt: attempt + 1, attempts },
        });
        await wait(seconds);
      }
    }
  };
