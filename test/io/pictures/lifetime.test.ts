import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDraw } from '../../../src/io/pictures/draw.ts';
import { sampleDiagrams } from '../../bench/sample-diagrams.ts';
import { processesNaming, until } from './processes.ts';

const temporary = mkdtempSync(join(tmpdir(), 'adrgen-lifetime-'));
const before = process.env.TMPDIR;
beforeAll(() => {
  process.env.TMPDIR = temporary;
});
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(temporary, { recursive: true, force: true });
});

const profiles = (): readonly string[] =>
  readdirSync(temporary).filter(name => name.startsWith('adrgen-browser-'));

const killBrowser = (): void => {
  for (const id of processesNaming(temporary)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It went with its parent.
    }
  }
};

const linux = process.platform === 'linux';

test.runIf(linux)(
  'a browser that is killed in mid-run is restarted, and every picture is drawn',
  async () => {
    const drawer = createDraw({ png: false });
    const drawing = drawer.draw(sampleDiagrams(24));
    expect(await until(() => processesNaming(temporary).length > 0)).toBe(true);
    await new Promise(resolve => setTimeout(resolve, 900));
    killBrowser();
    expect((await drawing).filter(answer => !answer.ok)).toEqual([]);
    await drawer.close();
    expect(profiles()).toEqual([]);
    expect(await until(() => processesNaming(temporary).length === 0)).toBe(true);
  },
);

test.runIf(linux)('a browser that keeps dying fails the rest with a reason', async () => {
  const drawer = createDraw({ png: false });
  expect(await drawer.draw(sampleDiagrams(1))).toMatchObject([{ ok: true }]);
  // Before it has drawn anything more, and again before a new one can.
  killBrowser();
  const timer = setInterval(killBrowser, 50);
  const answers = await drawer
    .draw(sampleDiagrams(6))
    // Where it dies while it starts, there is no browser at all.
    .catch((error: Error) => Array.from({ length: 6 }, () => ({ ok: false, reason: error.message })))
    .finally(() => clearInterval(timer));
  expect(answers).toHaveLength(6);
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(/\w{4}/) });
  await drawer.close();
  expect(profiles()).toEqual([]);
});

/** A process of its own that draws without end; resolves when its browser is at work. */
const drawingProcess = async (): Promise<ChildProcess> => {
  const script = `
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport('./src/io/pictures/draw.ts', { logLevel: 'silent' });
    const drawer = module.createDraw({ png: false });
    await drawer.draw([{ name: 'a', source: 'flowchart LR\\n A --> B' }]);
    process.stdout.write('drawn\\n');
    process.on('message', () => process.exit(0));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  onTestFinished(() => {
    child.kill();
  });
  await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  return child;
};

test.runIf(linux).each(['SIGINT', 'SIGTERM', 'exit'] as const)(
  '%s leaves no browser and no profile',
  async end => {
    const child = await drawingProcess();
    expect(profiles()).toHaveLength(1);
    expect(processesNaming(temporary).length).toBeGreaterThan(0);
    if (end === 'exit') child.send('end');
    else child.kill(end);
    const [code, signal] = await once(child, 'exit');
    expect(end === 'exit' ? code : signal).toBe(end === 'exit' ? 0 : end);
    expect(await until(() => processesNaming(temporary).length === 0)).toBe(true);
    expect(profiles()).toEqual([]);
  },
);

test.runIf(linux)(
  'a killed process leaves no browser, and its profile goes with the next start',
  async () => {
    const child = await drawingProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await until(() => processesNaming(temporary).length === 0)).toBe(true);
    const drawer = createDraw({ png: false });
    await drawer.draw([{ name: 'a', source: 'flowchart LR\n A --> B' }]);
    expect(profiles()).toHaveLength(1);
    await drawer.close();
    expect(profiles()).toEqual([]);
  },
);
