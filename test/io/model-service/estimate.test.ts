import { describe, expect, it } from 'vitest';
import { standardAsking } from '../../../src/model/asking.ts';
import { askAt, key, longText, question, serve } from '../asking-setup.ts';

describe('an estimate', () => {
  it('counts with the service, asks nothing, and holds what the question then costs', async () => {
    const server = await serve();
    const { ask, estimate } = askAt(server.url);
    const call = question('caching', { shared: longText });
    const before = await estimate(call);
    expect(before).toMatchObject({ stage: 'options', subject: 'caching', stored: false, counted: true });
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/messages/count_tokens']);
    const { usage, key: stored } = await ask(call);
    expect(before.key).toBe(stored);
    const real = usage.input + usage.cacheRead + usage.cacheWrite;
    // The service counts the enforced schema as well.
    expect(before.input).toBeGreaterThan(real * 0.9);
    expect(before.input).toBeLessThanOrEqual(real);
    expect(usage.usd).toBeGreaterThan(before.usd?.low ?? Number.NaN);
    expect(usage.usd).toBeLessThan(before.usd?.high ?? Number.NaN);
  });

  it('of a stored answer is nothing', async () => {
    const server = await serve();
    const { ask, estimate } = askAt(server.url);
    await ask(question());
    server.forget();
    expect(await estimate(question())).toMatchObject({
      stored: true,
      input: 0,
      usd: { low: 0, likely: 0, high: 0 },
    });
    expect(server.requests).toEqual([]);
  });

  it('learns how long answers of a stage are', async () => {
    const { url } = await serve();
    const { ask, estimate } = askAt(url);
    const unseen = await estimate(question('b'));
    const { usage } = await ask(question('a'));
    const seen = await estimate(question('b'));
    expect(seen.usd?.likely).toBeLessThan(unseen.usd?.likely ?? 0);
    expect(usage.output).toBeLessThan(200);
  });

  it.each([
    ['that does not count', () => serve({ without: new Set(['count-tokens']) })],
    ['that refuses the key', () => serve({ key: 'another' })],
  ])('of a server %s goes by characters', async (_, start) => {
    const server = await start();
    const { estimate } = askAt(server.url);
    const first = await estimate(question('a', { shared: longText }));
    expect(first.counted).toBe(false);
    expect(first.input).toBeGreaterThan(longText.length / 4);
    await estimate(question('b'));
    // Once is enough.
    expect(server.requests).toHaveLength(1);
  });

  it('needs no credentials', async () => {
    const { url } = await serve();
    const env = { ANTHROPIC_BASE_URL: url };
    expect(await askAt(url, { env }).estimate(question())).toMatchObject({ stored: false, counted: false });
  });

  it('of a model without a price is one of tokens alone', async () => {
    const { url } = await serve({ anyModel: true });
    const asking = { ...standardAsking, model: 'qwen3:8b' };
    const env = { ANTHROPIC_AUTH_TOKEN: key, ANTHROPIC_BASE_URL: url };
    const estimate = await askAt(url, { asking, env }).estimate(question());
    expect(estimate.model).toBe('qwen3:8b');
    expect(estimate.input).toBeGreaterThan(0);
    expect(estimate.usd).toBeNull();
  });
});
