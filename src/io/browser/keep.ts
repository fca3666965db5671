import type { RunningBrowser } from './launch.ts';

/** Keeps one browser running: starts it at the first use, and once more when it died in mid-run. */
export type BrowserKeeper = {
  /** The browser that runs. Throws when it cannot be started, or ended again after its restart. */
  readonly running: () => Promise<RunningBrowser>;
  /** Begins a new run, in which a browser may be restarted once. */
  readonly begin: () => void;
  readonly close: () => Promise<void>;
};

const restartsInRun = 1;

/** `onStart` is called whenever a browser starts: what belonged to an earlier one is gone. */
export const keepBrowser = (start: () => Promise<RunningBrowser>, onStart: () => void): BrowserKeeper => {
  let current: Promise<RunningBrowser> | undefined;
  let restarts = 0;

  const restart = async (dead: RunningBrowser | undefined): Promise<RunningBrowser> => {
    await dead?.stop();
    return start();
  };

  const running = async (): Promise<RunningBrowser> => {
    const seen = current;
    const now = await seen;
    if (now?.browser.connected) return now;
    // Whoever notices first restarts it; the others wait for the same browser.
    if (current === seen) {
      if (now && restarts >= restartsInRun)
        throw new Error('the browser ended again after it had been restarted');
      if (now) restarts += 1;
      onStart();
      current = restart(now);
    }
    return running();
  };

  const forget = async (): Promise<void> => {
    const last = current;
    current = undefined;
    const now = await last?.catch(() => undefined);
    await now?.stop();
  };

  return {
    running,
    begin: () => {
      restarts = 0;
      // A start that failed may succeed now.
      const last = current;
      last?.catch(() => {
        if (current === last) current = undefined;
      });
    },
    close: forget,
  };
};
