import Anthropic, { APIError, AuthenticationError, BadRequestError, NotFoundError } from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from './faults.ts';
import { startModelServer } from './server.ts';
import type { Settings } from './settings.ts';

/** The real SDK against the server: what it makes of each answer is what the server is for. */

let running: Awaited<ReturnType<typeof startModelServer>> | null = null;
afterEach(async () => running?.close());

const words = JSON.stringify({ text: 'fünf Wörter ’ '.repeat(200) });

const start = async (settings: Partial<Settings> = {}) => {
  running = await startModelServer({ mind: () => words, ...settings });
  const client = new Anthropic({
    baseURL: running.url,
    apiKey: 'a-key',
    maxRetries: 0,
    timeout: 60_000,
    logLevel: 'off',
  });
  return { server: running, client };
};

const call = {
  model: 'claude-sonnet-5-5',
  max_tokens: 20_000,
  messages: [{ role: 'user', content: 'Which database?' }],
} satisfies Anthropic.MessageCreateParamsNonStreaming;

const say = async (client: Anthropic, more: object = {}) =>
  client.messages.stream({ ...call, ...more }).finalMessage();

const textOf = ({ content }: Anthropic.Message): string =>
  content.map(block => (block.type === 'text' ? block.text : '')).join('');

const fault = (one: Partial<Fault> & Pick<Fault, 'kind'>): Fault => ({ times: 1, after: 0, ...one }) as Fault;

describe('answers', () => {
  it('streams a text to the byte, and says the same in one piece', async () => {
    const { client } = await start();
    const streamed = await say(client);
    const plain = await client.messages.create(call);
    expect(textOf(streamed)).toBe(words);
    expect(textOf(plain)).toBe(words);
    expect(streamed.stop_reason).toBe('end_turn');
    expect(streamed.usage.input_tokens).toBe(plain.usage.input_tokens);
    expect(streamed.usage.output_tokens).toBe(plain.usage.output_tokens);
  });

  it('counts tokens as the answer counts its input', async () => {
    const { client } = await start();
    const { input_tokens } = await client.messages.countTokens({
      model: call.model,
      messages: call.messages,
    });
    expect((await say(client)).usage.input_tokens).toBe(input_tokens);
  });

  it('breaks off where max_tokens ends', async () => {
    const { client } = await start();
    const short = await say(client, { max_tokens: 50 });
    expect(short.stop_reason).toBe('max_tokens');
    expect(short.usage.output_tokens).toBe(50);
    expect(words.startsWith(textOf(short))).toBe(true);
  });

  it('refuses keys, models and fields as the service does', async () => {
    const { client, server } = await start({ key: 'the-key' });
    await expect(say(client)).rejects.toThrow(AuthenticationError);
    const known = client.withOptions({ apiKey: 'the-key' });
    await expect(say(known, { model: 'claude-nobody' })).rejects.toThrow(NotFoundError);
    await expect(say(known, { model: 'claude-3-opus-20240229' })).rejects.toThrow(/retired/);
    await expect(say(known, { temperature: 0 })).rejects.toThrow(/temperature: Extra inputs/);
    expect((await say(known)).stop_reason).toBe('end_turn');
    expect(JSON.stringify(server.requests)).not.toContain('the-key');
    expect(server.requests.map(({ status }) => status)).toEqual([401, 404, 404, 400, 200]);
  });

  it('has no schema, usage, batches or count_tokens where it is told so, and then any model', async () => {
    const without = new Set(['schema', 'usage', 'batches', 'count-tokens'] as const);
    const { client } = await start({ without, anyModel: true });
    const format = { type: 'json_schema', schema: { type: 'object' } } as const;
    await expect(say(client, { output_config: { format } })).rejects.toThrow(BadRequestError);
    await expect(client.messages.countTokens(call)).rejects.toThrow(APIError);
    await expect(client.messages.batches.create({ requests: [] })).rejects.toThrow(NotFoundError);
    const plain = await client.messages.create({ ...call, model: 'qwen3:8b' });
    expect(plain.usage).toBeUndefined();
    expect(textOf(plain)).toBe(words);
  });
});

describe('faults', () => {
  it.each([400, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504, 529])(
    'answers %i once',
    async status => {
      const { client } = await start({ faults: [fault({ kind: 'status', status, retry_after: '7' })] });
      const error = await say(client).catch((one: unknown) => one);
      expect(error).toBeInstanceOf(APIError);
      expect((error as APIError).status).toBe(status);
      expect((error as APIError).headers?.get('retry-after')).toBe('7');
      expect((await say(client)).stop_reason).toBe('end_turn');
    },
  );

  it('cuts a stream at any byte: never a whole message, always an error', async () => {
    const { client, server } = await start();
    await say(client);
    const whole = server.requests[0]?.bytes ?? 0;
    for (const at of [0, 1, 40, Math.floor(whole / 2), whole - 60]) {
      server.faults.arm([fault({ kind: 'cut', at })]);
      await expect(say(client)).rejects.toThrow();
      expect(server.requests.at(-1)?.bytes ?? 0).toBe(at);
    }
  });

  it('sends an error event in mid-stream', async () => {
    const { client } = await start({ faults: [fault({ kind: 'error-event', type: 'overloaded_error' })] });
    await expect(say(client)).rejects.toThrow(/Overloaded/);
  });

  it('refuses, truncates until there is room, and is full', async () => {
    const { client } = await start({
      faults: [
        fault({ kind: 'refusal' }),
        fault({ kind: 'truncation', needs: 30_000, times: 2 }),
        fault({ kind: 'context-exceeded' }),
      ],
    });
    expect((await say(client)).stop_reason).toBe('refusal');
    expect((await say(client)).stop_reason).toBe('max_tokens');
    expect((await say(client, { max_tokens: 40_000 })).stop_reason).toBe('end_turn');
    expect((await say(client)).stop_reason).toBe('model_context_window_exceeded');
  });

  it('spoils the JSON, or wraps it', async () => {
    const kinds = ['invalid-json', 'wrong-shape', 'empty', 'chatty', 'blocks'] as const;
    const { client } = await start({ faults: kinds.map(kind => fault({ kind })) });
    expect(() => JSON.parse('{')).toThrow();
    const said = [];
    for (const _ of kinds) said.push(await say(client));
    const [invalid, wrong, empty, chatty, blocks] = said.map(textOf);
    expect(() => JSON.parse(invalid ?? '')).toThrow();
    expect(JSON.parse(wrong ?? '')).not.toHaveProperty('text');
    expect(empty).toBe('');
    expect(chatty).toContain(words);
    expect(blocks).toBe(words);
    expect(said[4]?.content.map(({ type }) => type)).toEqual(['thinking', 'text', 'text']);
  });

  it.each(['request', 'headers', 'start'] as const)('hangs at the %s until the caller goes', async point => {
    const { client, server } = await start({ faults: [fault({ kind: 'hang', point })] });
    const stop = new AbortController();
    const answer = client.messages.stream(call, { signal: stop.signal }).finalMessage();
    const failed = expect(answer).rejects.toThrow(/abort/i);
    while (server.requests.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
    stop.abort();
    await failed;
  });

  it('aims at a stage and a subject, after so many calls', async () => {
    const { client, server } = await start();
    server.faults.arm([fault({ kind: 'status', status: 500, stage: 'options', subject: 'store', after: 1 })]);
    const about = (subject: string) => {
      const content = `adrgen-task: ${JSON.stringify({ stage: 'options', subject, system: 'Shop' })}\n`;
      return say(client, { messages: [{ role: 'user', content }] });
    };
    await about('channel');
    await about('store');
    await expect(about('store')).rejects.toThrow(APIError);
    await about('store');
    expect(server.faults.list()[0]).toMatchObject({ fired: 1 });
  });
});

describe('prompt cache', () => {
  const persona = 'You are an architect. '.repeat(400);
  const system = (ttl: '5m' | '1h' = '5m', text = persona) => [
    { type: 'text' as const, text, cache_control: { type: 'ephemeral' as const, ttl } },
  ];

  it('writes once and reads as long as the prefix and the schema stay', async () => {
    let now = 0;
    const { client } = await start({ now: () => now });
    const first = (await say(client, { system: system() })).usage;
    const second = (await say(client, { system: system() })).usage;
    expect(first.cache_read_input_tokens).toBe(0);
    expect(first.cache_creation_input_tokens).toBe(Math.ceil(persona.length / 4));
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.cache_creation_input_tokens).toBe(0);
    const format = { type: 'json_schema', schema: { type: 'object' } } as const;
    const other = (await say(client, { system: system(), output_config: { format } })).usage;
    expect(other.cache_read_input_tokens).toBe(0);
    now = 299_000;
    expect((await say(client, { system: system() })).usage.cache_read_input_tokens).toBeGreaterThan(0);
    now = 650_000;
    expect((await say(client, { system: system() })).usage.cache_read_input_tokens).toBe(0);
  });

  it('caches no prefix below the minimum of the model', async () => {
    const { client } = await start();
    const short = system('5m', 'Short.');
    await say(client, { system: short });
    const { usage } = await say(client, { system: short });
    expect(usage.cache_read_input_tokens).toBe(0);
    expect(usage.cache_creation_input_tokens).toBe(0);
  });

  it('reads the longest prefix that two calls share, and writes the rest', async () => {
    const { client } = await start();
    const shared = 'The requirements. '.repeat(400);
    const two = (last: string) => [...system(), ...system('5m', last)];
    await say(client, { system: two(shared) });
    const { usage } = await say(client, { system: two(`${shared}!`) });
    expect(usage.cache_read_input_tokens).toBe(Math.ceil(persona.length / 4));
    expect(usage.cache_creation_input_tokens).toBe(Math.ceil((shared.length + 1) / 4));
  });

  it('is not to be read before the first answer has begun', async () => {
    const { client } = await start({ pace: { firstEvent: 300, whole: 300 } });
    const both = await Promise.all([say(client, { system: system() }), say(client, { system: system() })]);
    expect(both.map(({ usage }) => usage.cache_read_input_tokens)).toEqual([0, 0]);
  });

  it('takes four breakpoints at most, the longer lived first', async () => {
    const { client } = await start();
    await expect(say(client, { system: Array.from({ length: 5 }, () => system()[0]) })).rejects.toThrow(
      /maximum of 4/,
    );
    await expect(say(client, { system: [...system('5m'), ...system('1h')] })).rejects.toThrow(
      /must not come after/,
    );
  });
});

it('works through a batch: results without order, some expired, some refused', async () => {
  const { client } = await start();
  const { model, max_tokens, messages } = call;
  const params = { model, max_tokens, messages };
  const { id } = await client.messages.batches.create({
    requests: [
      { custom_id: 'first', params },
      { custom_id: 'second', params: { ...params, max_tokens: 0 } },
      { custom_id: 'third-expires', params },
    ],
  });
  const batch = await client.messages.batches.retrieve(id);
  expect(batch).toMatchObject({ processing_status: 'ended' });
  expect(batch.request_counts).toMatchObject({ succeeded: 1, errored: 1, expired: 1, processing: 0 });
  const results = [];
  for await (const one of await client.messages.batches.results(id)) results.push(one);
  expect(results.map(one => `${one.custom_id} ${one.result.type}`)).toEqual([
    'third-expires expired',
    'second errored',
    'first succeeded',
  ]);
});
