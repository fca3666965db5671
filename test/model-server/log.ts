import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';

/** One request as it was sent, and what became of it. Times are milliseconds since the server started. */
export type Entry = {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  /** As sent, but for the credential: of that only a hash is kept. */
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly arrived: number;
  stage?: string | null;
  subject?: string | null;
  /** 200 also where the answer broke off later; null as long as nothing was sent. */
  status: number | null;
  /** The fault that struck. */
  fault?: string;
  usage?: unknown;
  firstEvent?: number;
  /** When the connection was done with, and whether the whole answer was sent before. */
  ended?: number;
  complete?: boolean;
  bytes?: number;
};

const secret = (value: string): string =>
  `sha256:${createHash('sha256').update(value).digest('hex').slice(0, 16)}`;

const secrets = new Set(['authorization', 'x-api-key', 'cookie']);

/** Credentials are named by their hash: a log may end up anywhere. */
export const withoutSecrets = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secrets.has(name) && typeof value === 'string' ? secret(value) : value,
    ]),
  );

/** Requests in the order of their arrival; in a file as well, one JSON object a line once it has ended. */
export const createLog = (file: string | null) => {
  const entries: Entry[] = [];
  return {
    entries: entries as readonly Entry[],
    open: (entry: Omit<Entry, 'n' | 'status'>): Entry => {
      const opened: Entry = { n: entries.length + 1, status: null, ...entry };
      entries.push(opened);
      return opened;
    },
    close: (entry: Entry, ended: number): void => {
      entry.ended = ended;
      if (file !== null) appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
    clear: (): void => {
      entries.length = 0;
    },
  };
};
export type Log = ReturnType<typeof createLog>;
