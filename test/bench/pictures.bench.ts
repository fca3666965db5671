/**
 * How much quicker than one run of `mmdc` per file our drawing is. Run it with a node that reads TypeScript
 * (22.18 or newer): `node test/bench/pictures.bench.ts`; elsewhere through
 * `node --input-type=module -e "(await import('vite')).runnerImport('./test/bench/pictures.bench.ts')"`.
 * Figures drift with the machine and its load; the ratio holds.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/io/browser/find.ts';
import { createDraw } from '../../src/io/pictures/draw.ts';
import type { Picture } from '../../src/model/doors.ts';
import { sampleDiagrams } from './sample-diagrams.ts';

const pictures = sampleDiagrams(60);
const sample = pictures.filter((_, index) => index % 8 === 3);
const rounds = 3;
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

/** Milliseconds for each picture, start of the browser included. */
const byOurs = async (png: boolean): Promise<number> => {
  const drawer = createDraw({ png });
  const elapsed = await timed(async () => {
    const drawings = await drawer.draw(pictures);
    for (const drawing of drawings) if (!drawing.ok) throw new Error(`${drawing.name}: ${drawing.reason}`);
    await drawer.close();
  });
  return elapsed / pictures.length;
};

const times = { mmdc: [] as number[], svg: [] as number[], both: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  times.svg.push(await byOurs(false));
  times.both.push(await byOurs(true));
  for (const picture of sample) times.mmdc.push(await timed(() => byMmdc(picture)));
}
rmSync(folder, { recursive: true });

const report = (label: string, values: readonly number[]): string => {
  const ratio = (median(times.mmdc) / median(values)).toFixed(1);
  return `${label.padEnd(42)} ${median(values).toFixed(0).padStart(6)} ms a diagram ${ratio.padStart(6)} x\n`;
};
process.stdout.write(
  report('mmdc, once per file, SVG', times.mmdc) +
    report('adrgen, 60 at once, SVG', times.svg) +
    report('adrgen, 60 at once, SVG and PNG', times.both),
);
