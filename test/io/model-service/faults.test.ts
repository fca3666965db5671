import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { standardAsking } from '../../../src/model/asking.ts';
import { fault as faultSchema } from '../../model-server/faults.ts';
import { type Asked, askAt, goodAnswer, problemOf, question, serve } from '../asking-setup.ts';

/** Every fault that a service, a line or a model can have, once and for ever, at the door. */

type FaultInput = Parameters<typeof faultSchema.parse>[0] & object;

/** A server whose calls fail like this, and the door to it. A hang is given up after half a second. */
const failing = async (fault: FaultInput, changes: Parameters<typeof askAt>[1] = {}) => {
  const server = await serve({ faults: [faultSchema.parse(fault)] });
  const asking = { ...standardAsking, timeoutSeconds: 0.5 };
  return { server, asked: askAt(server.url, { asking, ...changes }) };
};

const kindsOf = ({ events }: Asked): readonly string[] => events.map(({ kind }) => kind);

/** The turns of a request, as they were sent. */
const turnsOf = (request: { readonly body: unknown } | undefined) =>
  (request as { readonly body: { readonly messages: readonly { role: string; content: string }[] } }).body
    .messages;

describe('a fault that passes', () => {
  const passing: readonly (readonly [string, FaultInput])[] = [
    ...[408, 409, 429, 500, 502, 503, 504, 529].flatMap(status => [
      [`status ${status}`, { kind: 'status', status }] as const,
      [`status ${status}, to come back at once`, { kind: 'status', status, retry_after: '0' }] as const,
    ]),
    ['a page of a proxy with status 502', { kind: 'status', status: 502, body: '<html>Bad gateway</html>' }],
    ['silence before anything', { kind: 'hang', point: 'request' }],
    ['silence after the headers', { kind: 'hang', point: 'headers' }],
    ['silence after the first event', { kind: 'hang', point: 'start' }],
    ['a connection that breaks', { kind: 'reset' }],
    ['an error event in mid-stream', { kind: 'error-event' }],
    ['another error event', { kind: 'error-event', type: 'api_error' }],
    ['no message_stop', { kind: 'no-message-stop' }],
  ];

  it.each(passing)('%s is tried again, and the wait is told', async (_, fault) => {
    const { server, asked } = await failing(fault);
    const { value } = await asked.ask(question());
    expect(value).toEqual(goodAnswer);
    expect(server.requests).toHaveLength(2);
    expect(kindsOf(asked)).toEqual(['asking', 'waiting', 'answered']);
    expect(asked.waits).toHaveLength(1);
  });

  it('a stream that is cut is tried again, at whatever byte', async () => {
    const whole = await serve();
    await askAt(whole.url).ask(question());
    const bytes = whole.requests[0]?.bytes ?? 0;
    expect(bytes).toBeGreaterThan(500);
    const places = Array.from({ length: 24 }, (_, index) => Math.floor((bytes * index) / 24));
    for (const at of [...places, bytes - 2, bytes - 1]) {
      const { server, asked } = await failing({ kind: 'cut', at });
      expect((await asked.ask(question())).value, `cut at ${at} of ${bytes}`).toEqual(goodAnswer);
      expect(server.requests.length, `cut at ${at} of ${bytes}`).toBe(2);
    }
  });

  it('waits longer each time, and no longer than half a minute', async () => {
    const { asked } = await failing({ kind: 'status', status: 529, times: 4 });
    await asked.ask(question());
    expect(asked.waits).toEqual([1, 2, 4, 8]);
    expect(asked.events.flatMap(event => (event.kind === 'waiting' ? [event.attempt] : []))).toEqual([
      2, 3, 4, 5,
    ]);
  });

  it('waits as long as the service says', async () => {
    const { asked } = await failing({ kind: 'status', status: 429, retry_after: '37' });
    await asked.ask(question());
    expect(asked.waits).toEqual([37]);
    const date = await failing({
      kind: 'status',
      status: 503,
      retry_after: 'Sun, 29 Nov 2026 12:01:00 GMT',
    });
    await date.asked.ask(question());
    expect(date.asked.waits).toEqual([60]);
  });
});

describe('a fault that stays', () => {
  it.each([429, 503])(
    'an hour of retry-after after %i ends the run at once, and says when to come back',
    async status => {
      const { server, asked } = await failing({
        kind: 'status',
        status,
        retry_after: '3600',
        times: 'always',
      });
      const { exitCode, issues } = await problemOf(asked.ask(question()));
      expect(exitCode).toBe(3);
      expect(issues[0]?.message).toContain('60 minutes');
      expect(issues[0]?.hint).toContain('at 13:00 UTC');
      expect(server.requests).toHaveLength(1);
      expect(asked.waits).toEqual([]);
    },
  );

  const staying: readonly (readonly [string, FaultInput, code: string, requests: number])[] = [
    ['400', { kind: 'status', status: 400 }, 'bad-request', 2],
    ['401', { kind: 'status', status: 401 }, 'wrong-key', 1],
    ['402', { kind: 'status', status: 402 }, 'no-credit', 1],
    [
      '400 for want of money',
      { kind: 'status', status: 400, message: 'Your credit balance is too low to access the API.' },
      'no-credit',
      1,
    ],
    ['403', { kind: 'status', status: 403 }, 'not-allowed', 1],
    ['404', { kind: 'status', status: 404, message: 'model: x' }, 'unknown-model', 1],
    [
      '404 of another server',
      { kind: 'status', status: 404, body: '<h1>Not Found</h1>' },
      'no-messages-api',
      1,
    ],
    ['405', { kind: 'status', status: 405 }, 'no-messages-api', 1],
    ['413', { kind: 'status', status: 413 }, 'prompt-too-large', 1],
    [
      '400 for too long a prompt',
      { kind: 'status', status: 400, message: 'prompt is too long: 210000 tokens > 200000 maximum' },
      'prompt-too-large',
      1,
    ],
    ['422', { kind: 'status', status: 422 }, 'bad-request', 2],
    ['429', { kind: 'status', status: 429 }, 'rate-limited', 5],
    ['500', { kind: 'status', status: 500 }, 'service-failed', 5],
    ['501', { kind: 'status', status: 501 }, 'service-failed', 1],
    ['529', { kind: 'status', status: 529 }, 'overloaded', 5],
    ['silence', { kind: 'hang', point: 'start' }, 'silent', 5],
    ['a connection that breaks', { kind: 'reset' }, 'unreachable', 5],
    ['a cut', { kind: 'cut', at: 700 }, 'cut-off', 5],
    ['an error event', { kind: 'error-event' }, 'overloaded', 5],
    ['no message_stop', { kind: 'no-message-stop' }, 'cut-off', 5],
    ['a refusal', { kind: 'refusal' }, 'refused', 1],
    ['truncation', { kind: 'truncation' }, 'truncated', 3],
    ['an overflow of the context', { kind: 'context-exceeded' }, 'prompt-too-large', 1],
    ['invalid JSON', { kind: 'invalid-json' }, 'invalid-answer', 2],
    ['nothing said', { kind: 'empty' }, 'invalid-answer', 2],
    ['JSON of another shape', { kind: 'wrong-shape' }, 'invalid-answer', 2],
    ['words', { kind: 'text', text: 'I would take a queue.' }, 'invalid-answer', 2],
  ];

  it.each(staying)('%s', async (_, fault, code, requests) => {
    const { server, asked } = await failing({ ...fault, times: 'always' });
    const { exitCode, issues } = await problemOf(asked.ask(question()));
    expect(issues[0]?.code).toBe(code);
    expect(exitCode).toBe(3);
    expect(issues[0]?.message).toContain('options of "caching"');
    expect(issues[0]?.hint).toBeTruthy();
    expect(server.requests).toHaveLength(requests);
    expect(existsSync(join(asked.root, '.adrgen/answers'))).toBe(false);
  });

  it.each([
    ['refusal', null],
    ['truncation', null],
    ['invalid-json', '"option":"queue"'],
    ['wrong-shape', 'PostgreSQL'],
    ['cut', null],
  ])('%s: what came is kept, in a file that the error names', async (kind, words) => {
    const { asked } = await failing(
      kind === 'cut' ? { kind, at: 1200, times: 'always' } : { kind, times: 'always' },
    );
    const { issues } = await problemOf(asked.ask(question()));
    const path = /\.adrgen\/failed\/[\w-]+\.json/.exec(issues[0]?.hint ?? '')?.[0] ?? 'none';
    const kept = JSON.parse(readFileSync(join(asked.root, path), 'utf8'));
    expect(kept).toMatchObject({ stage: 'options', subject: 'caching', code: issues[0]?.code });
    expect(kept.usage.input).toBeGreaterThan(0);
    if (words !== null) expect(kept.text).toContain(words);
    expect(readFileSync(join(asked.root, '.adrgen/failed/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('a server that is not there', async () => {
    const gone = await serve();
    await gone.close();
    const asked = askAt(gone.url);
    const { exitCode, issues } = await problemOf(asked.ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([3, 'unreachable']);
    expect(issues[0]?.received).toContain(new URL(gone.url).host);
    expect(asked.waits).toHaveLength(4);
  });

  it('an unknown and a retired model', async () => {
    const { url } = await serve();
    for (const model of ['claude-nonesuch', 'claude-3-opus-20240229']) {
      const { ask } = askAt(url, { asking: { ...standardAsking, model } });
      const { exitCode, issues } = await problemOf(ask(question()));
      expect([exitCode, issues[0]?.code]).toEqual([3, 'unknown-model']);
      expect(issues[0]?.message).toContain(model);
    }
  });

  it('a wrong key', async () => {
    const { url } = await serve({ key: 'another' });
    const { exitCode, issues } = await problemOf(askAt(url).ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([3, 'wrong-key']);
    expect(issues[0]?.message).toContain('ANTHROPIC_API_KEY');
  });
});

describe('an answer that needs help', () => {
  it.each(['chatty', 'blocks', 'no-usage'] as const)('%s is taken as it is', async kind => {
    const { server, asked } = await failing({ kind });
    expect((await asked.ask(question())).value).toEqual(goodAnswer);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['invalid-json', 'wrong-shape', 'empty'] as const)('%s is repaired, once', async kind => {
    const { server, asked } = await failing({ kind });
    expect((await asked.ask(question())).value).toEqual(goodAnswer);
    expect(server.requests).toHaveLength(2);
    expect(kindsOf(asked)).toEqual(['asking', 'repairing', 'answered']);
  });

  it('hands the faults back in a repair, with what was said', async () => {
    const { server, asked } = await failing({ kind: 'wrong-shape' });
    const { usage } = await asked.ask(question());
    const messages = turnsOf(server.requests[1]);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(messages[1]?.content).toContain('PostgreSQL');
    expect(messages[2]?.content).toContain('- option: ');
    expect(usage.output).toBe(asked.bill().total.output);
    expect(asked.bill().total.requests).toBe(2);
  });

  it('hands back what the caller finds: options that do not exist', async () => {
    const { server, asked } = await failing({ kind: 'unknown-ids' });
    const faults = ({ option }: { readonly option: string }) =>
      option === 'queue' ? [] : [`option: ${option} is not among the candidates.`];
    expect((await asked.ask(question('caching', { faults }))).value).toEqual(goodAnswer);
    const messages = turnsOf(server.requests[1]);
    expect(messages[2]?.content).toContain('nobody-knows-this is not among the candidates');
  });

  it('a truncated answer is asked again with more room', async () => {
    const { server, asked } = await failing({ kind: 'truncation', needs: 60_000, times: 'always' });
    expect((await asked.ask(question())).value).toEqual(goodAnswer);
    const rooms = server.requests.map(({ body }) => (body as { max_tokens: number }).max_tokens);
    expect(rooms).toEqual([16_000, 32_000, 64_000]);
  });
});
