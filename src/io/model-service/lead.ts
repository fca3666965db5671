import { type Request, type Send, tokensAtMost } from './request.ts';

/** No model caches less, in tokens. Source: the documentation of prompt caching. */
const leastCached = 512;

/** Milliseconds that a cached prefix lives after it was last used. */
const lifetime = 5 * 60_000;

/**
 * Of requests with the same beginning one goes ahead: the others wait until the service has read it, and then find
 * it in the prompt cache. Where it fails, the next one goes ahead.
 */
export const oneAhead = (send: Send, now: () => Date): Send => {
  const read = new Map<string, number>();
  const ahead = new Map<string, Promise<void>>();

  const beginningOf = ({ model, system, schema }: Request): string => JSON.stringify([model, system, schema]);

  const isWarm = (beginning: string): boolean =>
    now().getTime() - (read.get(beginning) ?? Number.NEGATIVE_INFINITY) < lifetime;

  const goAhead = async (request: Request, beginning: string, heard?: () => void): ReturnType<Send> => {
    let release = (): void => undefined;
    const turn = new Promise<void>(resolve => {
      release = resolve;
    });
    ahead.set(beginning, turn);
    const letGo = (): void => {
      if (ahead.get(beginning) === turn) ahead.delete(beginning);
      release();
    };
    try {
      return await send(request, () => {
        read.set(beginning, now().getTime());
        letGo();
        heard?.();
      });
    } finally {
      letGo();
    }
  };

  return async (request, heard) => {
    const beginning = beginningOf(request);
    if (tokensAtMost(request.system.join('\n')) < leastCached) return send(request, heard);
    while (!isWarm(beginning)) {
      const first = ahead.get(beginning);
      if (first === undefined) return goAhead(request, beginning, heard);
      await first;
    }
    read.set(beginning, now().getTime());
    return send(request, heard);
  };
};
