import { setImmediate } from 'node:timers/promises';

/** Lets a signal such as Ctrl-C be heard between two pieces of work; while one runs, it waits. */
export const hearSignals = (): Promise<void> => setImmediate();
