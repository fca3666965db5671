import type { Send } from './request.ts';

/** At most so many requests at the same time; the others wait in the order in which they came. */
export const inSlots = (send: Send, most: number): Send => {
  let free = most;
  const waiting: (() => void)[] = [];

  const enter = async (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>(resolve => waiting.push(resolve));
  };

  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return async (request, heard) => {
    await enter();
    try {
      return await send(request, heard);
    } finally {
      leave();
    }
  };
};
