import type { BrowserKeeper } from '../browser/keep.ts';
import type { RunningBrowser } from '../browser/launch.ts';
import { type DrawingPage, PageLost } from './page.ts';

/** Warm pages of one browser, each at a place of its own, and opened when it is first used. */
export type Pages = {
  /**
   * Does something in a page. Whatever the page did not answer, or not in time, means that it is lost: it is closed,
   * the next use opens another, and `PageLost` is thrown. Throws what the browser's start throws, too.
   */
  readonly inPage: <Value>(slot: number, work: (page: DrawingPage) => Promise<Value>) => Promise<Value>;
  /** Forgets all pages: their browser is gone. */
  readonly clear: () => void;
};

const openingLimit = 60_000;

/** Rejects with `PageLost` where the work takes more than `limit` milliseconds. */
export const within = <Value>(work: Promise<Value>, limit: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PageLost(`took longer than ${limit / 1000} s`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

export const keepPages = (
  keeper: () => BrowserKeeper,
  open: (running: RunningBrowser) => Promise<DrawingPage>,
): Pages => {
  const pages = new Map<number, Promise<DrawingPage>>();

  const drop = (slot: number): void => {
    const page = pages.get(slot);
    pages.delete(slot);
    // A page that hangs may never answer to this, so nobody waits.
    page?.then(open => open.close()).catch(() => undefined);
  };

  const pageOf = (slot: number, running: RunningBrowser): Promise<DrawingPage> => {
    const known = pages.get(slot) ?? open(running);
    pages.set(slot, known);
    return known;
  };

  return {
    inPage: async (slot, work) => {
      const running = await keeper().running();
      try {
        return await work(await within(pageOf(slot, running), openingLimit));
      } catch (error) {
        drop(slot);
        throw error instanceof PageLost ? error : new PageLost((error as Error).message);
      }
    },
    clear: () => pages.clear(),
  };
};
