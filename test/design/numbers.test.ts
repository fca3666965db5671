import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runNew } from '../../src/commands/new.ts';
import { examples } from './samples.ts';

/** Every number of the documents against a plain calculation from the file, which shares no code with them. */

const folder = mkdtempSync(join(tmpdir(), 'adrgen-numbers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Text = string | number;
type File = {
  load: { dau?: Text; requests_per_user_day?: Text; rps?: Text; peak_factor: Text; payload?: Text };
  quality: { availability: string; latency_p95: string; latency_p99?: string; error_rate?: string };
  entities?: { name: string; size: string; count: Text; retention?: string }[];
  external_systems?: { criticality: string; availability?: string }[];
};

const prefixes: Record<string, number> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };
const seconds: Record<string, number> = { ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400, day: 86_400 };

/** `100k`, `2500/s`, `4 kB`, `300ms`, `250k/day`, `≈ 1,200 requests/s`, `≈ 99.85 %` in base units. */
const read = (text: Text): number => {
  const [, digits = '', unit = ''] = /^(?:≈ )?([\d.,]+)\s*(.*)$/.exec(String(text)) ?? [];
  const number = Number(digits.replaceAll(',', ''));
  if (/^%/.test(unit)) return number / 100;
  if (/^years?$/.test(unit)) return number * 365 * 86_400;
  if (unit in seconds) return number * (seconds[unit] ?? 1);
  const [, prefix = ''] = /^([kMGTP])(?:B|bit\/s|\/|$)/.exec(unit) ?? [];
  const per = /\/day$/.test(unit) ? 86_400 : 1;
  return (number * (prefixes[prefix] ?? 1)) / per;
};

/** Whether a text of two figures says a value. */
const says = (text: string, value: number): boolean => {
  const half = 0.5 * 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.abs(read(text) - value) <= half * 1.000001;
};

type Numbers = {
  readonly average: number;
  readonly peak: number;
  readonly p95: number;
  readonly timeout: number;
  readonly rows: ReadonlyMap<string, { today: number; tenfold: number | null }>;
};

const calculated = ({ load, quality, entities = [], external_systems = [] }: File): Numbers => {
  const average =
    load.rps === undefined
      ? (read(load.dau ?? 0) * read(load.requests_per_user_day ?? 0)) / 86_400
      : read(load.rps);
  const peak = average * read(load.peak_factor);
  const p95 = read(quality.latency_p95);
  const rows = new Map<string, { today: number; tenfold: number | null }>();
  const scaling = (name: string, today: number) => rows.set(name, { today, tenfold: today * 10 });
  if (load.rps === undefined) scaling('Average load', average);
  scaling('Peak load', peak);
  scaling('Requests in the system at once', peak * p95);
  if (load.payload !== undefined) scaling('Bandwidth', peak * read(load.payload) * 8);
  for (const { name, size, count, retention } of entities) {
    const kept = retention === undefined || retention === 'unknown' ? 365 * 86_400 : read(retention);
    const many = /\/day$/.test(String(count)) ? read(count) * kept : read(count);
    // Half as much again for indexes, and two copies.
    scaling(`Storage of ${name}`, many * read(size) * 1.5 * 2);
  }
  const down = 1 - read(quality.availability);
  rows.set('Error budget in 30 days', { today: down * 30 * 86_400, tenfold: null });
  const hard = external_systems.filter(one => one.criticality === 'hard' && one.availability !== undefined);
  if (hard.length > 0)
    rows.set('Availability of the hard external systems together', {
      today: 1 - hard.reduce((product, { availability = 0 }) => product * read(availability), 1),
      tenfold: null,
    });
  // One call to another system within a request, two attempts, 10 ms for the database.
  const timeout = (read(quality.latency_p99 ?? quality.latency_p95) - 0.01) / 2;
  return { average, peak, p95, timeout, rows };
};

type Plan = {
  scenarios: {
    name: string;
    phases: { from: number; to: number; seconds: number }[];
    criteria: Record<'p95' | 'p99' | 'errors', number | null>;
  }[];
  requests: { method: string; path: string; share: number }[];
};
type Made = {
  readonly file: File;
  readonly numbers: Numbers;
  readonly markdown: string;
  /** Rows of all tables of the design document by their first cell. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly attachment: (name: string) => string | null;
  readonly pictures: readonly string[];
};

const made = new Map<string, Made>();
const example = (name: string): Made => {
  const found = made.get(name);
  if (found === undefined) throw new Error(`no example ${name}`);
  return found;
};

beforeAll(async () => {
  for (const name of examples) {
    const path = `docs/examples/${name}/requirements.yaml`;
    const options = { format: 'madr', images: [], dryRun: true } as const;
    const { drafts } = await runNew({ file: path, out: join(folder, name), ...options });
    const draft = drafts.find(({ document }) => document === '_design');
    if (draft === undefined) throw new Error('no design document');
    const markdown = draft.markdown(new Set());
    const cells = markdown
      .split('\n')
      .filter(line => line.startsWith('| '))
      .map(line => line.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '').trim()));
    const file: File = parse(readFileSync(path, 'utf8'));
    made.set(name, {
      file,
      numbers: calculated(file),
      markdown,
      rows: new Map(cells.map(([first = '', ...rest]) => [first, rest])),
      attachment: ending =>
        draft.attachments.find(({ path }) => path.endsWith(`/${ending}`))?.content ?? null,
      pictures: drafts.flatMap(({ pictures }) => pictures.map(({ source, alt }) => `${source}\n${alt}`)),
    });
  }
}, 240_000);

const planIn = (script: string): Plan => {
  const [, literal = ''] = /\nconst plan = (\{[\s\S]*?\n\});\n/.exec(script) ?? [];
  return compileFunction(`return ${literal};`)();
};
const runnable = ['club-bookings', 'ticket-shop', 'payment-ledger'];

test('the calculation itself gives the worked example: 100,000 users, 40 requests, five times as many at peak', () => {
  const { average, peak, rows } = example('order-notifications').numbers;
  expect(average).toBeCloseTo(46.3, 1);
  expect(peak).toBeCloseTo(231.5, 1);
  expect(rows.get('Error budget in 30 days')?.today).toBeCloseTo(43.2 * 60, 6);
});

describe.each(examples)('%s', name => {
  test('the table of capacity says what the file comes to', () => {
    const { rows, numbers } = example(name);
    for (const [figure, { today, tenfold }] of numbers.rows) {
      const [now = '', then = ''] = rows.get(figure) ?? [];
      const shown = figure.startsWith('Availability') ? `${(1 - read(now)) * 100} %` : now;
      expect(says(shown, today), `${figure}: ${now}, and not ${today}`).toBe(true);
      if (tenfold !== null) expect(says(then, tenfold), `${figure}: ${then}, not ${tenfold}`).toBe(true);
    }
  });

  test('text about the peak says the same peak', () => {
    const { markdown, numbers } = example(name);
    const said = [...markdown.matchAll(/(≈ [\d.,]+) requests\/s at peak/g)].map(([, text = '']) => text);
    expect(said.length).toBeGreaterThan(0);
    for (const text of said) expect(says(text, numbers.peak), `${text} at peak`).toBe(true);
    const rows = [...markdown.matchAll(/^\| Peak load \| (≈ \S+) requests\/s \| (≈ \S+) requests\/s \|/gm)];
    // At the head of the document and under Capacity.
    expect(rows).toHaveLength(2);
    for (const [, now = '', tenfold = ''] of rows) {
      expect(says(now, numbers.peak)).toBe(true);
      expect(says(tenfold, numbers.peak * 10)).toBe(true);
    }
  });

  test('the runs of the load test stand in the document with the same rates and sums', () => {
    const { rows, numbers } = example(name);
    const { average, peak } = numbers;
    const rate = (run: string): string[] => (rows.get(`\`${run}\``)?.[0] ?? '').split(' to ');
    expect(says(rate('average')[0] ?? '', average)).toBe(true);
    for (const run of ['stress', 'spike']) {
      expect(says(rate(run)[0] ?? '', average)).toBe(true);
      expect(says(rate(run)[1] ?? '', peak)).toBe(true);
    }
    expect(says(rate('breakpoint')[0] ?? '', peak)).toBe(true);
    expect(says(rate('breakpoint')[1] ?? '', peak * 10)).toBe(true);
    const [, , duration = '', requests = ''] = rows.get('`stress`') ?? [];
    const [ramp = 0, held = 0] = duration.split(' + ').map(read);
    expect(says(requests, ((average + peak) / 2) * ramp + peak * held)).toBe(true);
  });

  test('pictures bear no rate that the file does not give', () => {
    const { pictures } = example(name);
    expect(pictures.length).toBeGreaterThan(0);
    const file = readFileSync(`docs/examples/${name}/requirements.yaml`, 'utf8').replace(/[\s,]/g, '');
    const { rows, numbers } = example(name);
    const known = [
      numbers.timeout,
      ...[...numbers.rows.values()].flatMap(({ today, tenfold }) => [today, tenfold ?? today]),
    ];
    expect(rows.size).toBeGreaterThan(0);
    for (const [, text = ''] of pictures
      .join('\n')
      .matchAll(/(≈ [\d.,]+ ?[a-zA-Z%/]*|\b[\d.,]+[kM]?\/(?:s|min|h|day)\b)/g))
      expect(
        file.includes(text.replace(/[\s,]/g, '')) || known.some(value => says(text, value)),
        `${text} in a picture`,
      ).toBe(true);
  });
});

describe.each(runnable)('%s', name => {
  test('the load test runs at the rates and limits of the file', () => {
    const { attachment, numbers, file } = example(name);
    const { scenarios } = planIn(attachment('load-test.mjs') ?? '');
    const phases = (run: string) => scenarios.find(one => one.name === run)?.phases ?? [];
    const near = (value: number | undefined, wanted: number) =>
      expect(Math.abs((value ?? 0) / wanted - 1)).toBeLessThan(1e-5);
    near(phases('average')[0]?.to, numbers.average);
    near(phases('stress')[0]?.from, numbers.average);
    near(phases('stress')[1]?.to, numbers.peak);
    near(phases('spike')[1]?.from, numbers.peak);
    near(phases('breakpoint')[0]?.from, numbers.peak);
    near(phases('breakpoint').at(-1)?.to, numbers.peak * 10);
    const { criteria } = scenarios.find(one => one.name === 'stress') ?? {};
    near(criteria?.p95 ?? 0, numbers.p95 * 1000);
    if (file.quality.latency_p99 !== undefined)
      near(criteria?.p99 ?? 0, read(file.quality.latency_p99) * 1000);
    near(
      criteria?.errors ?? 0,
      file.quality.error_rate === undefined
        ? 1 - read(file.quality.availability)
        : read(file.quality.error_rate),
    );
  });

  test('the OpenAPI document bears the same peak, and the load test sends its operations', () => {
    const { attachment, numbers, rows } = example(name);
    const openapi = parse(attachment('openapi.yaml') ?? '');
    expect(says(String(openapi.info['x-adrgen-peak-requests-per-second']), numbers.peak)).toBe(true);
    const paths: Record<string, object> = openapi.paths;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    const { requests, scenarios } = planIn(attachment('load-test.mjs') ?? '');
    expect(requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(operations.sort());
    expect(scenarios[0]?.phases[0]?.seconds).toBe(operations.length);
    // Shares of the document are those of the script, summed over the operations of a row.
    for (const [first, [share = '']] of rows) {
      const named = first.match(/`(?:GET|POST) [^`]+`/g)?.map(one => one.slice(1, -1)) ?? [];
      if (named.length === 0 || !share.startsWith('≈')) continue;
      const sum = requests
        .filter(({ method, path }) => named.includes(`${method} ${path}`))
        .reduce((all, one) => all + one.share, 0);
      expect(says(share, sum), `${first}: ${share}, and not ${sum}`).toBe(true);
    }
  });
});
