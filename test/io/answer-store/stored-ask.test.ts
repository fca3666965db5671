import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerPath } from '../../../src/io/answer-store/store.ts';
import { realSurroundings } from '../../../src/io/model-service/service.ts';
import { standardAsking } from '../../../src/model/asking.ts';
import { askAt, goodAnswer, problemOf, question, serve, temporaryRoot } from '../asking-setup.ts';

const answersIn = (root: string): readonly string[] => readdirSync(join(root, '.adrgen/answers')).sort();

const nobody = 'http://127.0.0.1:1';

describe('stored answers', () => {
  it('are one readable file each, with what they were made from and no word of the prompt', async () => {
    const { url } = await serve();
    const { root, ask } = askAt(url);
    const { key } = await ask(question());
    expect(answersIn(root)).toEqual([`${key}.json`]);
    const text = readFileSync(join(root, answerPath(key)), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      adrgen: 1,
      key,
      stage: 'options',
      subject: 'caching',
      model: 'claude-sonnet-5-5',
      stopReason: 'end_turn',
      value: goodAnswer,
    });
    expect(text).not.toContain('Which candidates');
    expect(text).not.toContain('tells customers');
  });

  it('are never asked again, by nobody, with or without a key', async () => {
    const server = await serve();
    const { root, ask } = askAt(server.url);
    const first = await ask(question());
    const bytes = readFileSync(join(root, answerPath(first.key)));
    const again = askAt(nobody, { root, env: {} });
    expect(await again.ask(question())).toEqual({ ...first, stored: true });
    expect(readFileSync(join(root, answerPath(first.key)))).toEqual(bytes);
    expect(server.requests).toHaveLength(1);
    expect(again.bill()).toMatchObject({ total: { requests: 0, usd: 0 }, stored: { answers: 1 } });
  });

  it('are stored while other questions are still under way', async () => {
    const server = await serve({ faults: [{ kind: 'refusal', subject: 'b', times: 1, after: 0 }] });
    const { root, ask, settled } = askAt(server.url);
    const [a, b, c] = await Promise.allSettled(['a', 'b', 'c'].map(subject => ask(question(subject))));
    await settled();
    expect([a?.status, b?.status, c?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answersIn(root)).toHaveLength(2);
    server.forget();
    const again = askAt(server.url, { root });
    await Promise.all(['a', 'b', 'c'].map(subject => again.ask(question(subject))));
    expect(server.requests).toHaveLength(1);
  });

  it('the same question at the same time is asked once', async () => {
    const server = await serve();
    const { ask } = askAt(server.url);
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(question())));
    expect(server.requests).toHaveLength(1);
    expect(new Set(answers.map(({ key }) => key)).size).toBe(1);
  });

  it('an interrupted run has lost nothing that was whole', async () => {
    const server = await serve({
      faults: [{ kind: 'hang', subject: 'b', point: 'start', times: 1, after: 0 }],
    });
    const controller = new AbortController();
    const { root, ask } = askAt(server.url, { signal: controller.signal });
    await ask(question('a'));
    const hanging = problemOf(ask(question('b')));
    await expect.poll(() => server.requests.length, { timeout: 60_000 }).toBe(2);
    controller.abort();
    expect((await hanging).exitCode).toBe(130);
    server.forget();
    const again = askAt(server.url, { root });
    await Promise.all(['a', 'b'].map(subject => again.ask(question(subject))));
    expect(server.requests).toHaveLength(1);
  });

  it('a run can be interrupted while it waits', async () => {
    const server = await serve({
      faults: [{ kind: 'status', status: 529, retry_after: '100', times: 1, after: 0 }],
    });
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = askAt(server.url, {
      signal,
      surroundings: realSurroundings(signal),
      tell: ({ kind }) => {
        if (kind === 'waiting') setImmediate(() => controller.abort());
      },
    });
    const { exitCode, issues } = await problemOf(waiting.ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([130, 'interrupted']);
  });

  it('a write that was killed leaves no answer, and nothing that stays', async () => {
    const { url } = await serve();
    const root = temporaryRoot();
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise(resolve => dead.on('exit', resolve));
    mkdirSync(join(root, '.adrgen/answers'), { recursive: true });
    writeFileSync(join(root, `.adrgen/answers/.${dead.pid}.part`), '{"adrgen": 1, "ke');
    const { key } = await askAt(url, { root }).ask(question());
    expect(answersIn(root)).toEqual([`${key}.json`]);
  });
});

describe('the key of an answer', () => {
  const keyOf = async (url: string, changes: Parameters<typeof question>[1], asking = standardAsking) =>
    (await askAt(url, { asking }).ask(question('caching', changes))).key;

  it('changes with all that may change an answer, and with nothing else', async () => {
    const { url } = await serve();
    const { persona } = question();
    const base = await keyOf(url, {});
    const others = [
      await keyOf(url, { prompt: 'Which candidates are there now?' }),
      await keyOf(url, { shared: 'Another system.' }),
      await keyOf(url, { persona: { ...persona, prompt: 'You are someone else.' } }),
      await keyOf(url, { persona: { ...persona, model: 'opus' } }),
      await keyOf(url, { upstream: ['0123'] }),
      await keyOf(url, {}, { ...standardAsking, effort: 'high' }),
      await keyOf(url, {}, { ...standardAsking, model: 'haiku' }),
    ];
    expect(new Set([base, ...others]).size).toBe(others.length + 1);
    const same = [
      await keyOf(url, { persona: { ...persona, name: 'renamed', description: 'Else', color: 'red' } }),
      await keyOf(url, { persona: { ...persona, model: 'claude-sonnet-5-5' } }),
      await keyOf(url, {}, { ...standardAsking, maxTokens: 20_000, timeoutSeconds: 30, concurrency: 2 }),
    ];
    expect(new Set([base, ...same]).size).toBe(1);
  });
});

describe('--frozen', () => {
  it('names the answer that is missing, and what to do; nobody is asked', async () => {
    const server = await serve();
    const { ask, root } = askAt(server.url, { frozen: true });
    const { exitCode, issues } = await problemOf(ask(question()));
    expect([exitCode, issues[0]?.code]).toEqual([1, 'answer-missing']);
    expect(issues[0]?.message).toContain('options of "caching"');
    expect(issues[0]?.message).toMatch(/\.adrgen\/answers\/[0-9a-f]{32}\.json/);
    expect(issues[0]?.hint).toContain('without --frozen');
    expect(server.requests).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('--refresh', () => {
  it('asks again, once, and the new answer takes the place of the old one', async () => {
    let option = 'queue';
    const server = await serve({ mind: () => JSON.stringify({ ...goodAnswer, option }) });
    const { root, ask } = askAt(server.url);
    const { key } = await ask(question());
    option = 'stream';
    const refreshed = askAt(server.url, { root, refresh: true });
    expect((await refreshed.ask(question())).value.option).toBe('stream');
    expect((await refreshed.ask(question())).stored).toBe(true);
    expect(server.requests).toHaveLength(2);
    expect(answersIn(root)).toEqual([`${key}.json`]);
    expect((await askAt(nobody, { root, frozen: true }).ask(question())).value.option).toBe('stream');
  });
});

describe('a file that is no answer', () => {
  const spoilt: readonly (readonly [string, (text: string) => string])[] = [
    ['cut off', text => text.slice(0, 200)],
    ['empty', () => ''],
    ['of another question', text => text.replace(/"key": "./, '"key": "z')],
    ['of another shape', text => text.replace('"option"', '"choice"')],
    ['in conflict', text => `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`],
    ['of a later version', text => text.replace('"adrgen": 1', '"adrgen": 2')],
  ];

  it.each(spoilt)('%s: it is asked again, and refused with --frozen', async (_, spoil) => {
    const server = await serve();
    const { root, ask } = askAt(server.url);
    const { key } = await ask(question());
    const file = join(root, answerPath(key));
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    const { exitCode, issues } = await problemOf(askAt(nobody, { root, frozen: true }).ask(question()));
    expect(exitCode).toBe(1);
    expect(issues[0]?.message).toContain(answerPath(key));
    expect((await askAt(server.url, { root }).ask(question())).value).toEqual(goodAnswer);
    expect(server.requests).toHaveLength(2);
    expect((await askAt(nobody, { root, frozen: true }).ask(question())).stored).toBe(true);
  });

  it('a link that leads out of the repository is not written through', async () => {
    const { url } = await serve();
    const [root, outside] = [temporaryRoot(), temporaryRoot()];
    mkdirSync(join(root, '.adrgen'));
    symlinkSync(outside, join(root, '.adrgen/answers'));
    const { issues } = await problemOf(askAt(url, { root }).ask(question()));
    expect(issues[0]?.code).toBe('outside-root');
    expect(readdirSync(outside)).toEqual([]);
  });
});
