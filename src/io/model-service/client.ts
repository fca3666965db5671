import { Anthropic } from '@anthropic-ai/sdk';
import type { Tell } from '../../model/asking.ts';
import type { Credentials } from './credentials.ts';
import { saidBy } from './status-fault.ts';

/**
 * It tries nothing again by itself, since it would wait in silence for as long as a server says, and it writes
 * nothing to stdout, where data goes.
 */
export const createClient = (
  { kind, secret, baseUrl }: Credentials,
  redact: (text: string) => string,
  tell: Tell,
): Anthropic => {
  const note = (...parts: readonly unknown[]): void =>
    tell({ kind: 'note', text: saidBy(redact(parts.map(String).join(' '))) });
  return new Anthropic({
    baseURL: baseUrl,
    ...(kind === 'ANTHROPIC_API_KEY' ? { apiKey: secret } : { authToken: secret }),
    maxRetries: 0,
    logLevel: 'error',
    logger: { error: note, warn: note, info: () => undefined, debug: () => undefined },
    openTelemetry: false,
  });
};
