import { describe, expect, it } from 'vitest';
import { standardAsking } from '../../../src/model/asking.ts';
import { askAt, longText, problemOf, question, serve } from '../asking-setup.ts';

const subjects = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type Times = { readonly arrived: number; readonly firstEvent?: number; readonly ended?: number };

/** The most requests that were open at the same time. */
const mostAtOnce = (requests: readonly Times[]): number =>
  Math.max(
    ...requests.map(
      one =>
        requests.filter(other => other.arrived <= one.arrived && (other.ended ?? 0) > one.arrived).length,
    ),
  );

describe('one call of a stage ahead', () => {
  it('the others wait for its first event alone, and read what it wrote from the cache', async () => {
    const server = await serve({ faults: [{ kind: 'hang', point: 'start', times: 1, after: 0 }] });
    const controller = new AbortController();
    const asking = { ...standardAsking, timeoutSeconds: 60 };
    const { ask, bill } = askAt(server.url, { asking, signal: controller.signal });
    const asked = subjects.map(subject => ask(question(subject, { shared: longText })));
    const first = problemOf(asked[0] ?? Promise.resolve());
    // The first one has begun and will never end.
    await Promise.all(asked.slice(1));
    controller.abort();
    expect((await first).exitCode).toBe(130);
    const begun = server.requests[0]?.firstEvent ?? Number.POSITIVE_INFINITY;
    for (const { arrived } of server.requests.slice(1)) expect(arrived).toBeGreaterThanOrEqual(begun);
    const { cacheWrite, cacheRead, input } = bill().total;
    expect(cacheWrite).toBe(0);
    expect(cacheRead).toBeGreaterThan(7 * 5000);
    expect(input).toBeLessThan(cacheRead / 7);
  });

  it('the next one goes ahead where the first one fails', async () => {
    const server = await serve({ faults: [{ kind: 'status', status: 400, times: 2, after: 0 }] });
    const { ask } = askAt(server.url);
    const outcomes = await Promise.allSettled(
      subjects.map(subject => ask(question(subject, { shared: longText }))),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(server.requests).toHaveLength(subjects.length + 1);
  });

  it('stages do not wait for each other', async () => {
    const server = await serve({
      faults: [{ kind: 'hang', stage: 'options', point: 'request', times: 1, after: 0 }],
    });
    const asking = { ...standardAsking, timeoutSeconds: 30 };
    const controller = new AbortController();
    const { ask } = askAt(server.url, { asking, signal: controller.signal });
    const hanging = problemOf(ask(question('a', { shared: longText })));
    const prompt = 'adrgen-task: {"stage":"decision","subject":"b","system":"Orders"}';
    await ask(question('b', { stage: 'decision', shared: `${longText}!`, prompt }));
    controller.abort();
    expect((await hanging).exitCode).toBe(130);
  });
});

describe('concurrency', () => {
  it.each([1, 3])('no more than %i at the same time', async concurrency => {
    const server = await serve({ pace: { firstEvent: 10, whole: 60 } });
    const { ask } = askAt(server.url, { asking: { ...standardAsking, concurrency } });
    await Promise.all(subjects.map(subject => ask(question(subject))));
    expect(server.requests).toHaveLength(8);
    expect(mostAtOnce(server.requests)).toBeLessThanOrEqual(concurrency);
  });
});

describe('--max-calls', () => {
  it('stops cleanly, and the next run goes on with what is missing', async () => {
    const server = await serve();
    const { root, ask, settled } = askAt(server.url, { limits: { usd: null, calls: 3 } });
    const outcomes = await Promise.allSettled(subjects.map(subject => ask(question(subject))));
    await settled();
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(server.requests).toHaveLength(3);
    const again = askAt(server.url, { root, limits: { usd: null, calls: 5 } });
    await Promise.all(subjects.map(subject => again.ask(question(subject))));
    expect(server.requests).toHaveLength(8);
  });

  it('counts a repair, and what was tried again, as calls', async () => {
    const server = await serve({ faults: [{ kind: 'wrong-shape', times: 1, after: 0 }] });
    const { ask } = askAt(server.url, { limits: { usd: null, calls: 1 } });
    const { exitCode, issues } = await problemOf(ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([4, 'budget-reached']);
    expect(issues[0]?.hint).toContain('--max-calls');
    expect(server.requests).toHaveLength(1);
  });

  it('stored answers are none', async () => {
    const { url } = await serve();
    const { root, ask } = askAt(url);
    await ask(question());
    await askAt(url, { root, limits: { usd: 0, calls: 0 } }).ask(question());
  });
});

describe('--max-cost-usd', () => {
  /** What one of the questions may cost at most: 16,000 tokens of output at $10 for a million, and its prompt. */
  const most = 0.165;

  it('is never passed, whatever is under way', async () => {
    const server = await serve({ pace: { firstEvent: 10, whole: 50 } });
    const limits = { usd: 2 * most, calls: null };
    const { ask, bill } = askAt(server.url, { limits });
    await Promise.all(subjects.map(subject => ask(question(subject))));
    // Never more than two in flight: what the third might cost would pass the limit.
    expect(mostAtOnce(server.requests)).toBeLessThanOrEqual(2);
    expect(bill().total.usd).toBeLessThan(limits.usd);
  });

  it('stops where the next call might pass it, before it is sent', async () => {
    const server = await serve();
    const { ask } = askAt(server.url, { limits: { usd: 0.1, calls: null } });
    const { exitCode, issues } = await problemOf(ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([4, 'budget-reached']);
    expect(issues[0]?.message).toContain('$0.00');
    expect(server.requests).toEqual([]);
  });

  it('cannot be kept for a model without a price, until someone says it', async () => {
    const server = await serve({ anyModel: true });
    const asking = { ...standardAsking, model: 'qwen3:8b' };
    const limits = { usd: 1, calls: null };
    const { exitCode, issues } = await problemOf(askAt(server.url, { asking, limits }).ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([2, 'no-price']);
    expect(issues[0]?.hint).toContain('qwen3:8b');
    const priced = { ...asking, prices: { 'qwen3:8b': { input: 0, output: 0 } } };
    const asked = askAt(server.url, { asking: priced, limits });
    expect((await asked.ask(question())).usage.usd).toBe(0);
  });
});

describe('the bill', () => {
  it('adds up by stage and by subject, failed attempts among them', async () => {
    const server = await serve({ faults: [{ kind: 'no-message-stop', times: 1, after: 0 }] });
    const { ask, bill } = askAt(server.url);
    const prompt = 'adrgen-task: {"stage":"trade-offs","subject":"a","system":"Orders"}';
    for (const call of [question('a'), question('b'), question('a', { stage: 'trade-offs', prompt })])
      await ask(call);
    const { total, stages, subjects: bySubject } = bill();
    expect([total.requests, stages.options?.requests, stages['trade-offs']?.requests]).toEqual([4, 3, 1]);
    expect(Object.entries(bySubject).map(([subject, { requests }]) => [subject, requests])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
    const sum = Object.values(stages).reduce((all, { usd }) => all + (usd ?? 0), 0);
    expect(sum).toBeCloseTo(total.usd ?? Number.NaN, 10);
  });
});
