import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './control.ts';
import { createFaults } from './faults.ts';
import { createLog, type Entry, withoutSecrets } from './log.ts';
import { failed, type Said, send } from './said.ts';
import { createService } from './service.ts';
import type { Settings } from './settings.ts';

/** A server that speaks the Messages API; `docs/model-server.md` is its page. */
export type ModelServer = {
  /** Without a slash at its end: what `ANTHROPIC_BASE_URL` takes. */
  readonly url: string;
  readonly requests: readonly Entry[];
  readonly faults: ReturnType<typeof createFaults>;
  /** Forgets the requests so far, for a count of those that follow. */
  readonly forget: () => void;
  readonly close: () => Promise<void>;
};

const defaults: Omit<Settings, 'mind'> = {
  port: 0,
  key: null,
  pace: { firstEvent: 0, whole: 0 },
  faults: [],
  log: null,
  without: new Set(),
  anyModel: false,
  now: () => Date.now(),
};

/** The service takes 32 MB at most. */
const mostBytes = 32_000_000;

/** The body; null where it is too large. */
const bodyOf = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes > mostBytes ? null : Buffer.concat(chunks).toString('utf8');
};

/** The value of a JSON text, or the text itself where it is none: undefined cannot be told from nothing. */
const parsed = (text: string): { readonly ok: boolean; readonly value: unknown } => {
  try {
    return { ok: true, value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { ok: false, value: text };
  }
};

/** Starts on 127.0.0.1; throws where the port is taken. */
export const startModelServer = async (
  given: Partial<Settings> & Pick<Settings, 'mind'>,
): Promise<ModelServer> => {
  const settings: Settings = { ...defaults, ...given };
  const began = performance.now();
  const since = (): number => Math.round((performance.now() - began) * 1000) / 1000;
  const faults = createFaults(settings.faults);
  const log = createLog(settings.log);
  let url = '';
  const service = createService({ settings, faults, since, base: () => url });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = performance.now();
    const at = since();
    const { method = 'GET' } = request;
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const text = await bodyOf(request);
    const body = parsed(text ?? '');
    if (path.startsWith('/control/')) {
      send(response, 'req_control', answerControl(method, path, body.value, { log, faults }));
      return;
    }
    const headers = withoutSecrets(request.headers);
    const entry = log.open({ method, path, headers, body: body.value, arrived: at });
    const requestId = `req_${String(entry.n).padStart(6, '0')}`;
    const gone = new AbortController();
    response.on('close', () => {
      entry.complete = response.writableFinished;
      if (response.headersSent) entry.status = response.statusCode;
      log.close(entry, since());
      gone.abort();
    });
    const exchange = {
      request,
      response,
      requestId,
      path,
      body: body.value,
      arrived,
      gone: gone.signal,
      entry,
    };
    let said: Said | null;
    if (text === null) said = failed(413, 'Request exceeds the maximum size', requestId);
    else if (!body.ok) said = failed(400, 'The request body is not valid JSON', requestId);
    else said = await service(exchange);
    if (said !== null) send(response, requestId, said);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Whoever hangs up while the server waits is no failure of the server.
      if (response.destroyed || (error instanceof Error && error.name === 'AbortError')) return;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (response.headersSent) response.destroy();
      else send(response, 'req_failed', failed(500, `The test server failed: ${message}`, 'req_failed'));
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests: log.entries,
    faults,
    forget: log.clear,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
