import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadPlanOf } from '../../src/design/validation/load-plan.ts';
import { loadTestFileOf } from '../../src/design/validation/load-test.ts';
import { validationOf, validationView } from '../../src/design/validation/validation.ts';
import { readTemplates } from '../../src/io/package-files.ts';
import { readScripts } from '../../src/io/script-files.ts';
import { documentRenderer } from '../../src/render/templates/templates.ts';
import type { Design } from '../../src/stages/design.ts';
import { hostileText } from '../render/hostile-text.ts';
import { exampleDesign, examples, hostileFile, undecided } from './samples.ts';

const { loadTest } = readScripts();
const folder = mkdtempSync(join(tmpdir(), 'adrgen-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const documents = readTemplates('documents');
const section = documentRenderer({
  name: 'design-validation',
  template: documents['design-validation'] ?? '',
  partials: documents,
  viewSchema: validationView,
});
const frame = {
  hrefs: new Map([['primary-store', '../adr/0001-primary-store.md']]),
  folder: './shop',
};

const designs = new Map<string, Design>();
beforeAll(async () => {
  for (const name of examples) designs.set(name, await exampleDesign(name));
});
const example = (name: string): Design => {
  const design = designs.get(name);
  if (design === undefined) throw new Error(`no example ${name}`);
  return design;
};

const runnable = ['club-bookings', 'ticket-shop', 'payment-ledger'];
const scriptOf = (design: Design): string => loadTestFileOf(design, loadTest)?.content ?? '';
const scriptFile = (name: string): string => {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, scriptOf(example(name)));
  return path;
};

/** The ticket shop without limits of latency, which a busy machine would break. */
const lenientScript = (): string => {
  const { analysis, ...rest } = example('ticket-shop');
  const { requirements } = analysis;
  const quality = { error_rate: requirements.quality?.error_rate };
  const path = join(folder, 'lenient.mjs');
  const lenient = { ...rest, analysis: { ...analysis, requirements: { ...requirements, quality } } };
  writeFileSync(path, scriptOf(lenient));
  return path;
};

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };
const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  const parts = { out: '', err: '' };
  child.stdout.on('data', chunk => (parts.out += String(chunk)));
  child.stderr.on('data', chunk => (parts.err += String(chunk)));
  const done = new Promise<Ran>(resolve => child.on('close', code => resolve({ code, ...parts })));
  return { child, done };
};
const run = (...args: Parameters<typeof start>): Promise<Ran> => start(...args).done;

/** Answers whatever it is asked after a delay, and counts. */
type Counting = {
  readonly url: string;
  readonly seen: { method: string; path: string; body: unknown; at: number; headers: NodeJS.Dict<unknown> }[];
};
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
const serve = async (
  delay: number | (() => number),
  answer?: (count: number) => number,
): Promise<Counting> => {
  const seen: Counting['seen'] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => (text += String(chunk)));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      seen.push({ method, path, body: text === '' ? null : JSON.parse(text), at: Date.now(), headers });
      const status = answer?.(seen.length) ?? (method === 'POST' ? 201 : 200);
      setTimeout(
        () => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(method === 'POST' ? { id: `made-${seen.length}` } : { items: [] }));
        },
        typeof delay === 'number' ? delay : delay(),
      );
    });
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
};

/** A file with one id of each resource, so that nothing is sent before the run. */
const idsFile = (design: Design): string => {
  const resources = new Set((loadPlanOf(design)?.requests ?? []).map(({ resource }) => resource));
  const path = join(folder, 'ids.json');
  writeFileSync(path, JSON.stringify(Object.fromEntries([...resources].map(name => [name, ['known 1']]))));
  return path;
};

const requestsOf = (design: Design) => loadPlanOf(design)?.requests ?? [];
const matches = (template: string, path: string): boolean =>
  template.split('/').length === path.split('/').length &&
  template.split('/').every((part, at) => part === '{id}' || part === path.split('/')[at]);

// These hold rates and latencies against a clock: on a busy machine a run can miss its moments, so it may be repeated.
describe('the script', { retry: 2 }, () => {
  test.each(runnable)('%s: as many requests as rate and seconds make, in the planned mix', async name => {
    const design = example(name);
    const { url, seen } = await serve(5);
    const args = ['--base-url', `${url}/api`, '--ids', idsFile(design), '--json'];
    const steady = ['--scenario', 'average', '--duration', '4', '--rate', '100'];
    const { code, out, err } = await run([scriptFile(name), ...args, ...steady]);
    expect(err).toBe('');
    const report = JSON.parse(out);
    expect(code).toBe(report.passed ? 0 : 1);
    expect(seen).toHaveLength(report.whole.sent);
    // A busy machine can miss the last moments of the run.
    expect(seen.length).toBeLessThanOrEqual(400);
    expect(seen.length).toBeGreaterThanOrEqual(360);
    const last = seen.at(-1)?.at ?? 0;
    expect(last - (seen[0]?.at ?? 0)).toBeGreaterThan(3_500);
    for (const { method, path, share } of requestsOf(design)) {
      const count = seen.filter(one => one.method === method && matches(`/api${path}`, one.path)).length;
      // Five standard deviations of a binomial count, and one for what is rare.
      expect(Math.abs(count - seen.length * share)).toBeLessThanOrEqual(
        1 + 5 * Math.sqrt(seen.length * share * (1 - share)),
      );
    }
  });

  test.each(runnable)(
    '%s: the smoke run tries each operation once, with bodies of the interface',
    async name => {
      const design = example(name);
      const { url, seen } = await serve(0);
      const args = ['--base-url', url, '--ids', idsFile(design), '--rate', '50', '--duration'];
      const many = requestsOf(design).length;
      const { code, out } = await run([scriptFile(name), ...args, String(many / 50)]);
      expect(code, out).toBe(0);
      expect(seen).toHaveLength(many);
      for (const { method, path, body } of requestsOf(design)) {
        const found = seen.filter(one => one.method === method && matches(path, one.path));
        expect(found.length).toBeGreaterThanOrEqual(1);
        if (body !== null) expect(Object.keys(found[0]?.body ?? {})).toEqual(body.map(one => one.name));
        if (method === 'POST') expect(found[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
      }
    },
  );

  test('a ramp, a jump and steps take their shape at any length', async () => {
    const { url, seen } = await serve(0);
    const args = ['--base-url', url, '--ids', idsFile(example('ticket-shop')), '--json'];
    const { out } = await run([
      scriptFile('ticket-shop'),
      ...args,
      ...['--scenario', 'stress', '--duration', '3', '--rate', '200'],
    ]);
    const { phases } = JSON.parse(out);
    // One second from 200 / 35 to 200, then two seconds at 200.
    expect(phases[0].sent).toBeCloseTo((200 / 35 + 200) / 2, -1);
    expect(phases[1].sent).toBeGreaterThanOrEqual(350);
    expect(phases[1].sent).toBeLessThanOrEqual(400);
    expect(seen.length).toBe(phases[0].sent + phases[1].sent);
  });

  test('latency counts from when a request was due: a stall is seen by all that came meanwhile', async () => {
    let stalled: number | null = null;
    const { url } = await serve(() => {
      stalled ??= Date.now() + 1_500;
      return Math.max(0, stalled - Date.now());
    });
    const { out } = await run([
      lenientScript(),
      ...['--base-url', url, '--ids', idsFile(example('ticket-shop')), '--json'],
      ...['--scenario', 'average', '--duration', '1', '--rate', '100'],
    ]);
    const { whole } = JSON.parse(out);
    // Due in the first second and answered after one and a half: half a second for the last, the whole for the first.
    expect(whole.sent).toBeGreaterThanOrEqual(90);
    expect(whole.p50).toBeGreaterThan(900);
    expect(whole.p99).toBeGreaterThan(1_400);
  });

  test('errors beyond their share fail the run, conflicts do not, redirects do', async () => {
    const outcome = async (status: number) => {
      const { url } = await serve(0, count => (count % 2 === 0 ? status : 200));
      const { code, out } = await run([
        lenientScript(),
        ...['--base-url', url, '--ids', idsFile(example('ticket-shop')), '--json'],
        ...['--scenario', 'average', '--duration', '1', '--rate', '40'],
      ]);
      return { code, ...JSON.parse(out) };
    };
    const refused = await outcome(503);
    expect(refused).toMatchObject({ code: 1, failures: ['50 % of requests failed, above 0.1 %'] });
    expect(refused.whole.errors).toEqual({ 'HTTP 503': refused.whole.sent / 2 });
    const conflicts = await outcome(409);
    expect(conflicts).toMatchObject({ code: 0, passed: true, failures: [] });
    expect(conflicts.whole.conflicts).toBe(conflicts.whole.sent / 2);
    expect((await outcome(302)).code).toBe(1);
  });

  test('a slow server fails the latency, and the rate is kept all the same', async () => {
    const { url, seen } = await serve(700);
    const args = ['--base-url', url, '--ids', idsFile(example('ticket-shop'))];
    const { code, out } = await run([
      scriptFile('ticket-shop'),
      ...args,
      ...['--scenario', 'average', '--duration', '2', '--rate', '50'],
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /FAILED\n(?:.*\n)* {2}p50 is \d{3,} ms, above 80 ms\n {2}p95 is \d{3,} ms, above 400 ms/,
    );
    // Three at a time would be sent by who waits for answers.
    expect(seen.length).toBeGreaterThan(90);
  });

  test('the breakpoint run ends with the step that breaks, and says what held', async () => {
    const { url } = await serve(0, count => (count > 300 ? 500 : 200));
    const args = ['--base-url', url, '--ids', idsFile(example('ticket-shop')), '--json'];
    const { code, out } = await run([
      lenientScript(),
      ...args,
      ...['--scenario', 'breakpoint', '--duration', '10', '--rate', '1000'],
    ]);
    const report = JSON.parse(out);
    // 100 and 200 requests in the first two seconds, failures alone in the third.
    expect(report.held_rate).toBeCloseTo(200, 0);
    expect(code).toBe(0);
    expect(report.phases[9].sent).toBe(0);
    expect(report.phases[9].failures).toEqual(['not reached']);
  });

  test('nothing that answers: said at once, with the reason', async () => {
    const { url } = await serve(0);
    servers.at(-1)?.close();
    await new Promise(resolve => setTimeout(resolve, 50));
    const script = scriptFile('club-bookings');
    const prepared = await run([script, '--base-url', url]);
    expect(prepared.code).toBe(1);
    expect(prepared.err).toMatch(/^Nothing was measured\. No answer to GET .*: ECONNREFUSED\n$/);
    const ids = idsFile(example('club-bookings'));
    const running = await run([script, '--base-url', url, '--ids', ids, '--rate', '20']);
    expect(running.code).toBe(1);
    expect(running.out).toMatch(/FAILED\n {2}nothing answers at http:.*: ECONNREFUSED/);
  });

  test('ids come from what is created first, and what has none is left out and named', async () => {
    const { url, seen } = await serve(0);
    const { code, out } = await run([
      scriptFile('club-bookings'),
      ...['--base-url', url, '--rate', '50', '--duration', '0.2'],
    ]);
    expect(code).toBe(0);
    expect(seen.slice(0, 2).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /members',
      'POST /members',
    ]);
    expect(seen.some(({ path }) => /^\/members\/made-\d+$/.test(path))).toBe(true);
    expect(seen.some(({ path }) => path.startsWith('/courts/'))).toBe(false);
    expect(out).toContain('Left out, since no id of Court is known (--ids)');
    const booking = seen.find(({ method, path }) => method === 'POST' && path === '/bookings');
    expect(booking?.body).toMatchObject({ member_id: expect.stringMatching(/^made-/) });
  });

  test('wrong usage is 2 and sends nothing; help is 0', async () => {
    const { url, seen } = await serve(0);
    const script = scriptFile('club-bookings');
    const wrong = [
      [],
      ['--base-url', 'localhost:80'],
      ['--base-url', url, '--scenario', 'soak'],
      ['--base-url', url, '--rate', '0'],
      ['--base-url', url, '--duration', 'x'],
      ['--base-url', url, '--ids', join(folder, 'none.json')],
      ['--base-url', url, '--what'],
    ];
    for (const args of wrong) {
      const { code, err, out } = await run([script, ...args]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/--help says how to run it\.\n$/);
    }
    const header = await run([script, '--base-url', url], { LOAD_TEST_HEADER: 'no header' });
    expect(header.code).toBe(2);
    const help = await run([script, '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('LOAD_TEST_HEADER');
    expect(seen).toEqual([]);
  });

  test('the header of the environment goes with every request, and stands in no output', async () => {
    const { url, seen } = await serve(0);
    const args = ['--base-url', url, '--ids', idsFile(example('club-bookings'))];
    const { out } = await run([scriptFile('club-bookings'), ...args, '--rate', '50', '--duration', '0.2'], {
      LOAD_TEST_HEADER: 'Authorization: Bearer s3cret',
    });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ headers }) => headers.authorization === 'Bearer s3cret')).toBe(true);
    expect(out).not.toContain('s3cret');
  });

  test('an interrupted run prints what it has', async () => {
    const { url, seen } = await serve(0);
    const args = ['--base-url', url, '--ids', idsFile(example('club-bookings')), '--json'];
    const { child, done } = start([
      scriptFile('club-bookings'),
      ...args,
      ...['--scenario', 'average', '--rate', '50', '--duration', '60'],
    ]);
    while (seen.length < 20) await new Promise(resolve => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, out } = await done;
    const report = JSON.parse(out);
    expect(code).toBe(130);
    expect(report.failures).toEqual(['interrupted']);
    expect(report.whole.sent).toBeGreaterThanOrEqual(20);
  });

  test('the same seed sends the same, another one other values', async () => {
    const bodies = async (seed: string) => {
      const { url, seen } = await serve(0);
      const args = ['--base-url', url, '--ids', idsFile(example('ticket-shop')), '--seed', seed];
      await run([
        scriptFile('ticket-shop'),
        ...args,
        '--scenario',
        'average',
        '--rate',
        '100',
        '--duration',
        '1',
      ]);
      return seen.map(({ method, path }) => `${method} ${path}`).sort();
    };
    const [first, again, other] = [await bodies('1'), await bodies('1'), await bodies('2')];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});

/** The plan inside a script, as the script reads it. */
const planIn = (script: string): { system: string; requests: { body: { name: string }[] | null }[] } => {
  const [, literal = ''] = /\nconst plan = (\{[\s\S]*?\n\});\n/.exec(script) ?? [];
  return compileFunction(`return ${literal};`)();
};

describe('hostile texts in the script', () => {
  test('stand in its data as they are, and nowhere else', () => {
    fc.assert(
      fc.property(hostileFile, hostileText, (file, name) => {
        const whole = { ...file, system: `S ${name}`, load: { rps: '5/s' } };
        let design: Design;
        try {
          design = undecided(whole);
        } catch {
          return;
        }
        const script = scriptOf(design);
        if (script === '') return;
        const module = script.replace(/^import .*$/gmu, '').replace(/^#!.*$/mu, '');
        // Throws where it is no JavaScript.
        compileFunction(`return async () => {${module}\n}`);
        const plan = planIn(script);
        expect(plan.requests.map(({ body }) => body?.map(one => one.name) ?? null)).toEqual(
          requestsOf(design).map(({ body }) => body?.map(one => one.name) ?? null),
        );
        expect(script).not.toMatch(/[\u2028\u2029]|<\/script/iu);
        // Code before and after the data is the template's own.
        const [before = '', after = ''] = loadTest.split("'@plan@'");
        expect(script.startsWith(before)).toBe(true);
        expect(script.endsWith(after)).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('a script that closes strings, comments and elements is checked and run by Node', async () => {
    const name = `*/ process.exit(7) // ' " \` \${process.exit(8)} </script> '@plan@' \u2028 $& __proto__`;
    const design = undecided({
      system: name,
      purpose: 'Stumble.',
      functional: ['Nothing.'],
      load: { rps: '5/s' },
      entities: [
        {
          name,
          fields: { __proto__: 'text', [name]: `enum(${'`a`'}, "b")` },
          commands: [{ name: `place ${name}`, event: 'Placed' }],
        },
      ],
    });
    const path = join(folder, 'hostile.mjs');
    writeFileSync(path, scriptOf(design));
    expect(await run(['--check', path])).toEqual({ code: 0, out: '', err: '' });
    const { url, seen } = await serve(0);
    const { code, err } = await run([path, '--base-url', url, '--rate', '50', '--duration', '0.2']);
    expect([code, err]).toEqual([0, '']);
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe('the section', () => {
  test('its view is what its schema says, and reads the same twice', () => {
    for (const design of designs.values()) {
      expect(validationView.parse(validationOf(design, frame))).toEqual(validationOf(design, frame));
      expect(section(validationOf(design, frame))).toBe(section(validationOf(design, frame)));
    }
  });

  test('each record that is not clear has a row or a question', () => {
    for (const design of designs.values()) {
      const open = design.decided.filter(
        ({ standing, chosen, firmness }) =>
          standing.kind === 'record' && chosen !== null && firmness.word !== 'Clear',
      );
      const { proofs, unproven, settled } = validationOf(design, frame);
      expect(proofs.length + unproven.length).toBe(open.length);
      expect(settled === '').toBe(open.length > 0);
    }
  });

  test('an experiment that a record holds is the one that stands here', () => {
    const ledger = example('payment-ledger');
    const row = validationOf(ledger, frame).proofs.find(({ title }) => title.startsWith('Primary store'));
    const record = ledger.decided.find(({ decision }) => decision.id === 'primary-store');
    expect(row?.href).toBe('../adr/0001-primary-store.md');
    expect(row?.hypothesis).toBe(record?.outcome?.proof_of_concept?.hypothesis);
  });

  test('without a load it states the gap and asks', () => {
    const view = validationOf(
      undecided({ system: 'Quiet', purpose: 'Rest.', functional: ['Nothing.'] }),
      frame,
    );
    expect(view.load_gap).toMatch(
      /^The requirements give no load, .* The question for it: How many requests/,
    );
    expect(view.scenarios).toEqual([]);
  });

  test('without operations the rates stand, and no script is promised', () => {
    const view = validationOf(example('order-notifications'), frame);
    expect(loadTestFileOf(example('order-notifications'), loadTest)).toBeNull();
    expect(view.script).toBe('');
    expect(view.script_gap).toContain('which requests do the callers of Order notifications send');
    expect(view.scenarios.map(({ name }) => name)).toEqual([
      'average',
      'stress',
      'spike',
      'soak',
      'breakpoint',
    ]);
  });

  test('runs that would take too long to say anything are left out, with the sum', () => {
    const quiet = (rps: string) =>
      validationOf(
        undecided({
          system: 'Quiet',
          purpose: 'Rest.',
          functional: ['Nothing.'],
          load: { rps, peak_factor: 2 },
          quality: { latency_p95: '1 s' },
        }),
        frame,
      );
    expect(quiet('10/s').scenarios).toHaveLength(5);
    // 200 requests at 2 an hour are 100 hours.
    expect(quiet('2/h').scenarios).toEqual([]);
    expect(quiet('2/h').notes[0]).toMatch(/^Left out: average, .* take ≈ \d/);
  });

  test('says which run has to sustain the throughput of the file', () => {
    const notes = (throughput: string) =>
      validationOf(
        undecided({
          system: 'Quiet',
          purpose: 'Rest.',
          functional: ['Nothing.'],
          load: { rps: '10/s', peak_factor: 2 },
          quality: { throughput },
        }),
        frame,
      ).notes.join('\n');
    expect(notes('20/s')).toContain('(quality.throughput) lies within the peak');
    expect(notes('41/s')).toContain('step 3 of the breakpoint run');
    expect(notes('201/s')).toContain('beyond every run: ≈ 200 requests/s are the most');
  });

  test('shares of any file are shares, and their sum is the whole', () => {
    fc.assert(
      fc.property(hostileFile, fc.constantFrom('90/10', '1:1', '100%', undefined), (file, read_write) => {
        const load = { rps: '5/s', ...(read_write === undefined ? {} : { read_write }) };
        const requests = requestsOf(undecided({ ...file, load }));
        if (requests.length === 0) return;
        for (const { share } of requests) expect(share).toBeGreaterThanOrEqual(0);
        expect(requests.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 4);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('hostile names leave no value unfilled', () => {
    fc.assert(
      fc.property(hostileFile, file => {
        const text = section(validationOf(undecided({ ...file, load: { rps: '5/s' } }), frame));
        expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\bInfinity\b|\[object Object\]/);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

test('bodies hold what the kinds of their fields take', async () => {
  const fields = {
    a: 'uuid',
    b: 'int',
    c: 'decimal(3, 1)',
    d: 'timestamp',
    e: 'date',
    f: 'bool',
    g: 'enum(x, y)',
    h: 'text[]',
    i: 'varchar(3)',
    j: 'real',
  };
  const design = undecided({
    system: 'Kinds',
    purpose: 'Hold values.',
    functional: ['Nothing.'],
    load: { rps: '5/s' },
    entities: [{ name: 'Thing', fields, commands: ['create thing'] }],
  });
  const path = join(folder, 'kinds.mjs');
  writeFileSync(path, scriptOf(design));
  const { url, seen } = await serve(0);
  await run([path, '--base-url', url, '--rate', '50', '--duration', '0.2']);
  const valid = new Ajv({ strict: false }).compile({
    type: 'object',
    required: Object.keys(fields),
    properties: {
      a: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
      b: { type: 'integer' },
      c: { type: 'string', pattern: '^[0-9]{1,2}\\.[0-9]$' },
      d: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT.*Z$' },
      e: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
      f: { type: 'boolean' },
      g: { enum: ['x', 'y'] },
      h: { type: 'array', items: { type: 'string' } },
      i: { type: 'string', minLength: 1, maxLength: 3 },
      j: { type: 'number' },
    },
  });
  const bodies = seen.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(bodies.length).toBeGreaterThan(0);
  for (const body of bodies) expect(valid(body) ? [] : valid.errors).toEqual([]);
});
