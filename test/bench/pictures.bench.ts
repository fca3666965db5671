/**
 * How quick drawing is against `mmdc`, against a stock page, and against the disk: `npm run bench pictures`. All in one
 * run, in turn, so that load falls on each alike. `PICTURES=12 ROUNDS=1` is a short one. Figures drift with the
 * machine and its load; ratios hold.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/io/browser/find.ts';
import { sha256 } from '../../src/io/hash.ts';
import { createDraw, type DrawOptions } from '../../src/io/pictures/draw.ts';
import type { Picture } from '../../src/model/doors.ts';
import { processesNaming } from '../io/pictures/processes.ts';
import { sampleDiagrams } from './sample-diagrams.ts';

const pictures = sampleDiagrams(Number(process.env.PICTURES ?? 60));
const sample = pictures.filter((_, index) => index % 8 === 3);
const rounds = Number(process.env.ROUNDS ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'adrgen-bench-'));
const found = await findBrowser({}, process.env);
const mmdc = join(
  dirname(createRequire(join(process.cwd(), 'package.json')).resolve('@mermaid-js/mermaid-cli')),
  'cli.js',
);
const launch = join(folder, 'puppeteer.json');
writeFileSync(
  launch,
  JSON.stringify({
    executablePath: found.executable,
    args: ['--no-sandbox'],
    headless: found.shell ? 'shell' : true,
  }),
);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const byMmdc = async ({ name, source }: Picture): Promise<void> => {
  const input = join(folder, `${name}.mmd`);
  writeFileSync(input, source);
  await promisify(execFile)(
    process.execPath,
    [mmdc, '-q', '-p', launch, '-i', input, '-o', join(folder, `${name}.svg`)],
    {
      env: { ...process.env, ...found.env },
    },
  );
};

const markdown = join(folder, 'all.md');
writeFileSync(markdown, pictures.map(({ source }) => `\`\`\`mermaid\n${source}\n\`\`\`\n`).join('\n'));

/** All of them as blocks of one Markdown file, two at once. */
const byMmdcMarkdown = async (): Promise<void> => {
  await promisify(execFile)(
    process.execPath,
    [mmdc, '-q', '-p', launch, '-i', markdown, '-o', join(folder, 'out.md'), '-j', '2'],
    { env: { ...process.env, ...found.env }, cwd: folder },
  );
};

/** Milliseconds of a whole run, start of the browser included. */
const byOurs = async (options: DrawOptions, some = pictures): Promise<number> =>
  timed(async () => {
    const drawer = createDraw({ png: false, cache: false, ...options });
    const drawings = await drawer.draw(some);
    for (const drawing of drawings) if (!drawing.ok) throw new Error(`${drawing.name}: ${drawing.reason}`);
    await drawer.close();
  });

const kept = join(folder, 'kept');
const keptEnv = { ...process.env, ADRGEN_PICTURE_CACHE: kept };
const thousand = Array.from({ length: 1_000 }, (_, index) => ({
  name: `kept-${index}`,
  source: `flowchart LR\n  A --> B${index}\n`,
}));
const fromCache = (): Promise<number> =>
  timed(async () => {
    await createDraw({ env: keptEnv, png: false, browser: '/no/such/browser' }).draw(thousand);
  });
const readAndHashed = (): Promise<number> =>
  timed(async () => {
    for (const name of readdirSync(kept)) sha256(readFileSync(join(kept, name)));
  });

const names = [
  'ours',
  'oursWithPng',
  'stockPage',
  'mmdcMarkdown',
  'mmdc',
  'oneOfOurs',
  'cached',
  'hashed',
] as const;
const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<
  (typeof names)[number],
  number[]
>;
await byOurs({ cache: true, env: keptEnv }, thousand);
for (let round = 0; round < rounds; round += 1) {
  times.ours.push(await byOurs({}));
  times.oursWithPng.push(await byOurs({ png: true }));
  times.stockPage.push(await byOurs({ plainMermaid: true, concurrency: 1 }));
  times.mmdcMarkdown.push(await timed(byMmdcMarkdown));
  for (const picture of sample) {
    times.mmdc.push(await timed(() => byMmdc(picture)));
    times.oneOfOurs.push(await byOurs({}, [picture]));
  }
  times.cached.push(await fromCache());
  times.hashed.push(await readAndHashed());
}

/** Largest sum of what the browser's processes have for themselves, in MiB, while so many are drawn. Linux only. */
const memoryOf = async (count: number): Promise<number> => {
  let peak = 0;
  const look = (): void => {
    const sizes = processesNaming(`adrgen-browser-${process.pid}-`).map(id => {
      try {
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        return 0;
      }
    });
    peak = Math.max(peak, sizes.reduce((sum, size) => sum + size, 0) / 1024);
  };
  const timer = setInterval(look, 200);
  const many = Array.from({ length: count }, (_, index) => pictures[index % pictures.length]).flatMap(
    picture => picture ?? [],
  );
  await byOurs({}, many).finally(() => clearInterval(timer));
  return peak;
};
const memory = process.platform === 'linux' ? [await memoryOf(60), await memoryOf(600)] : [];
rmSync(folder, { recursive: true });

const each = (name: (typeof names)[number]): number => median(times[name]);
const many = pictures.length;
const line = (label: string, value: number, unit: string, ratio: number, aim: string): string =>
  `${label.padEnd(52)} ${value.toFixed(0).padStart(6)} ${unit.padEnd(14)} ${ratio.toFixed(2).padStart(6)} x  ${aim}\n`;
process.stdout.write(
  [
    line('adrgen, SVG', each('ours') / many, 'ms a diagram', 1, ''),
    line(
      'mmdc once per file, against it',
      each('mmdc'),
      'ms a diagram',
      (each('mmdc') * many) / each('ours'),
      '≥ 16',
    ),
    line(
      'mmdc on one Markdown file, two jobs, against it',
      each('mmdcMarkdown') / many,
      'ms a diagram',
      each('mmdcMarkdown') / each('ours'),
      '≥ 6',
    ),
    line(
      'adrgen, SVG and PNG; mmdc against it',
      each('oursWithPng') / many,
      'ms a diagram',
      (each('mmdc') * many) / each('oursWithPng'),
      '',
    ),
    line(
      'adrgen against one stock warm page',
      each('stockPage') / many,
      'ms a diagram',
      each('ours') / each('stockPage'),
      '≤ 0.6',
    ),
    line(
      'one picture from a cold start against one mmdc',
      each('oneOfOurs'),
      'ms',
      each('oneOfOurs') / each('mmdc'),
      '≤ 0.5',
    ),
    line(
      '1,000 kept pictures against reading and hashing',
      each('cached'),
      'ms',
      each('cached') / each('hashed'),
      '≤ 1.5',
    ),
    ...(memory.length === 2
      ? [
          line(
            'memory at 600 diagrams against 60',
            memory[1] ?? 0,
            'MiB',
            (memory[1] ?? 0) / (memory[0] ?? 1),
            'about 1',
          ),
        ]
      : []),
  ].join(''),
);
