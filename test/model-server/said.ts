import type { ServerResponse } from 'node:http';

/** A whole answer that is not streamed: what every route but `POST /v1/messages` gives. */
export type Said = {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The service's name for each status. */
const types: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

export const errorBody = (type: string, message: string, requestId: string) => ({
  type: 'error',
  error: { type, message },
  request_id: requestId,
});

export const json = (value: unknown): Said => ({
  status: 200,
  type: 'application/json',
  headers: {},
  body: JSON.stringify(value),
});

/** An error as the service words it; its type follows from the status where none is said. */
export const failed = (
  status: number,
  message: string,
  requestId: string,
  { type = types[status] ?? 'api_error' }: { readonly type?: string | undefined } = {},
): Said => ({ ...json(errorBody(type, message, requestId)), status });

export const send = (
  response: ServerResponse,
  requestId: string,
  { status, type, headers, body }: Said,
): void => {
  response.writeHead(status, { 'content-type': type, 'request-id': requestId, ...headers });
  response.end(body);
};
