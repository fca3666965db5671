import type { Asking } from '../model/asking.ts';
import type { AskingFile } from '../model/configuration.ts';

/** What the file says of models, as the noun has it. */
export const askingOf = (file: AskingFile = {}): Partial<Asking> => {
  const { model, effort, max_tokens, timeout_seconds, concurrency, prices } = file;
  return {
    ...(model === undefined ? {} : { model }),
    ...(effort === undefined ? {} : { effort }),
    ...(max_tokens === undefined ? {} : { maxTokens: max_tokens }),
    ...(timeout_seconds === undefined ? {} : { timeoutSeconds: timeout_seconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(prices === undefined
      ? {}
      : {
          prices: Object.fromEntries(
            Object.entries(prices).map(([name, { cache_read, cache_write, up_to, ...price }]) => [
              name,
              { ...price, cacheRead: cache_read, cacheWrite: cache_write, upTo: up_to },
            ]),
          ),
        }),
  };
};
