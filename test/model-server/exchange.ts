import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults.ts';
import type { Entry } from './log.ts';
import type { Settings } from './settings.ts';

/** One request of the API, read and logged. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly path: string;
  readonly body: unknown;
  /** When it came, as performance.now() has it. */
  readonly arrived: number;
  /** Aborted once the caller is gone. */
  readonly gone: AbortSignal;
  readonly entry: Entry;
};

export type ServiceMeans = {
  readonly settings: Settings;
  readonly faults: Faults;
  /** Milliseconds since the server started. */
  readonly since: () => number;
  readonly base: () => string;
};
