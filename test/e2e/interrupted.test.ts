import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, ended, freshFolder, start, tree, withRequirements } from './command.ts';
import { startWriter } from './writer.ts';

beforeAll(build);

const [files, size] = [60, 40_000];

/** Every document is whole: it holds one letter, as often as it was written. Says which letters there are. */
const lettersIn = (root: string): Set<string> => {
  const letters = new Set<string>();
  if (!existsSync(join(root, 'docs'))) return letters;
  for (const name of readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue;
    const text = readFileSync(join(root, 'docs', name), 'utf8');
    const letter = text.charAt(0);
    if (text !== letter.repeat(size)) throw new Error(`${name} is not whole: ${text.length} characters`);
    letters.add(letter);
  }
  return letters;
};

const saysReady = (child: ChildProcess): Promise<unknown> =>
  new Promise(resolve => child.stdout?.once('data', resolve));

describe('kill -9 while files are written', () => {
  test('at random moments: every file is whole at any instant, and the next run completes', async () => {
    const root = freshFolder();
    const outcomes = { before: 0, during: 0, after: 0 };
    const began = Date.now();
    for (let round = 0; round < 24 && Date.now() - began < 45_000; round += 1) {
      const letter = String.fromCharCode(97 + (round % 26));
      const child = startWriter(root, letter, files, size);
      const end = ended(child);
      await saysReady(child);
      const wait = (round / 24) * 90;
      for (const killed = Date.now() + wait; Date.now() < killed; ) {
        lettersIn(root);
        await delay(1);
      }
      child.kill('SIGKILL');
      await end;
      const letters = lettersIn(root);
      if (letters.size > 1 || existsSync(join(root, '.adrgen/journal.json'))) outcomes.during += 1;
      else if (letters.has(letter)) outcomes.after += 1;
      else outcomes.before += 1;
    }
    const last = await ended(startWriter(root, 'z', files, size));
    expect(last.stdout).toBe('ready\nwritten\n');
    const whole = freshFolder();
    await ended(startWriter(whole, 'z', files, size));
    const left = Object.entries(tree(root)).filter(([path]) => path !== '.adrgen/');
    expect(Object.fromEntries(left)).toEqual(tree(whole));
    expect(outcomes.before + outcomes.during + outcomes.after).toBeGreaterThan(5);
  });

  test('the whole command: what a killed run leaves, the next one turns into what an unkilled one writes', async () => {
    const env = { SOURCE_DATE_EPOCH: '0' };
    const args = ['new', 'requirements.yaml', '--images', 'none'];
    const whole = withRequirements();
    const began = Date.now();
    await adrgen(args, { cwd: whole, env });
    const took = Date.now() - began;
    for (const share of [0.5, 0.85, 0.95]) {
      const cwd = withRequirements();
      const child = start(args, { cwd, env });
      const end = ended(child);
      await delay(took * share);
      child.kill('SIGKILL');
      await end;
      expect(await adrgen(args, { cwd, env })).toMatchObject({ code: 0 });
      expect(tree(cwd)).toEqual(tree(whole));
    }
  });
});

describe('two at once', () => {
  test('one writes, the others say so or come later; the files are those of one of them', async () => {
    const root = freshFolder();
    for (let round = 0; round < 4; round += 1) {
      mkdirSync(join(root, '.adrgen'), { recursive: true });
      if (round % 2 === 1) writeFileSync(join(root, '.adrgen/writer'), '999999999 1\n');
      const letters = ['a', 'b', 'c', 'd'];
      const all = await Promise.all(letters.map(letter => ended(startWriter(root, letter, files, size))));
      const said = all.map(({ stdout }) => stdout.replace('ready\n', '').trim());
      expect(said.filter(word => word === 'written').length).toBeGreaterThan(0);
      expect(said.filter(word => word !== 'written' && word !== 'another-run')).toEqual([]);
      expect(lettersIn(root).size).toBe(1);
      expect(existsSync(join(root, '.adrgen/writer'))).toBe(false);
    }
  });
});

describe('Ctrl-C', () => {
  test('exits 130, says how to go on, and leaves whole files and no turn', async () => {
    const cwd = withRequirements();
    const child = start(['new', 'requirements.yaml'], { cwd });
    const end = ended(child);
    // The turn is taken before the browser starts to draw.
    while (!existsSync(join(cwd, '.adrgen/writer')) && child.exitCode === null) await delay(5);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await end;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('run the same command again');
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
    const left = spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' });
    expect(left.stdout.trim()).toBe('');
  });
});
