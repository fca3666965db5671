import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, ended, freshFolder, small, start, tree } from './command.ts';

const many = 20;
const args = ['regen', 'services', '--images', 'none'];
const env = { PATH: '', SOURCE_DATE_EPOCH: '0' };

/** Requirements of different sizes, so that a moment of one run lies elsewhere in the next. */
const requirements = (index: number): string => {
  const wishes = Array.from(
    { length: index % 5 },
    (_, wish) => `  - Customers can read message ${wish + 1} again within ${wish + 2} days.\n`,
  );
  return small.replace('Order notifications', `System ${index}`).replace('load:', `${wishes.join('')}load:`);
};

/** A fresh repository with the requirements files and nothing made from them. */
const fresh = (): string => {
  const folder = freshFolder();
  for (const part of ['.adrgen', 'services']) mkdirSync(join(folder, part));
  for (let index = 0; index < many; index += 1)
    writeFileSync(join(folder, `services/${String(index).padStart(2, '0')}.yaml`), requirements(index));
  return folder;
};

const madeIn = (cwd: string): number => {
  const folder = join(cwd, 'docs/design');
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.md')).length : 0;
};
const isWriting = (cwd: string): boolean => existsSync(join(cwd, '.adrgen/journal.json'));
const leftovers = (cwd: string): readonly string[] =>
  readdirSync(join(cwd, '.adrgen')).filter(name => name !== 'bases' && name !== 'locks');

let [whole, took] = ['', 0];
beforeAll(async () => {
  build();
  whole = fresh();
  const began = Date.now();
  expect(await adrgen(args, { cwd: whole, env })).toMatchObject({ code: 0 });
  took = Date.now() - began;
  expect([madeIn(whole), leftovers(whole)]).toEqual([many, []]);
}, 600_000);

/** Runs until `isTime`, then sends the signal. */
const interrupt = async (cwd: string, signal: NodeJS.Signals, isTime: () => boolean) => {
  const child = start(args, { cwd, env });
  const end = ended(child);
  while (!isTime() && child.exitCode === null) await delay(1);
  child.kill(signal);
  return end;
};

/** Every document that stands is one of the uninterrupted run, whole. */
const expectWhole = (cwd: string): void => {
  const folder = join(cwd, 'docs');
  if (!existsSync(folder)) return;
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\.\w+$/.test(path))
      expect(readFileSync(join(folder, path)).equals(readFileSync(join(whole, 'docs', path))), path).toBe(
        true,
      );
};

describe('regen over many files', () => {
  test('killed at random moments and while it writes: the next run gives the bytes of an unkilled one', async () => {
    const moments: string[] = [];
    let cwd = fresh();
    let caughtWriting = 0;
    /** Goes on to the end: the bytes are those of a run that nobody killed. */
    const finish = async (): Promise<void> => {
      const last = await adrgen(args, { cwd, env });
      expect(last, moments.join('\n')).toMatchObject({ code: 0 });
      expect(tree(cwd), moments.join('\n')).toEqual(tree(whole));
    };
    const isEnough = (): boolean =>
      moments.filter(moment => moment.startsWith('SIGKILL')).length > 3 && caughtWriting > 0;
    for (let round = 0; round < 10 || (round < 40 && !isEnough()); round += 1) {
      if (madeIn(cwd) === many) {
        await finish();
        if (isEnough()) break;
        cwd = fresh();
      }
      const until = Date.now() + (Math.random() * took) / 3;
      const enough = madeIn(cwd) + 1;
      const isTime = (): boolean =>
        round % 2 === 0 ? Date.now() > until : madeIn(cwd) >= enough && isWriting(cwd);
      const { signal } = await interrupt(cwd, 'SIGKILL', isTime);
      caughtWriting += Number(isWriting(cwd));
      moments.push(`${signal} with ${madeIn(cwd)} made, ${leftovers(cwd).join(' ')}`);
      expectWhole(cwd);
    }
    await finish();
    expect(moments.filter(moment => moment.startsWith('SIGKILL')).length).toBeGreaterThan(3);
    expect(caughtWriting).toBeGreaterThan(0);
    expect(await adrgen(['check'], { cwd, env })).toMatchObject({ code: 0 });
  }, 600_000);

  test('Ctrl-C: exit 130 before the next file, no turn left, and the same command goes on', async () => {
    const cwd = fresh();
    const { code, stdout, stderr } = await interrupt(cwd, 'SIGINT', () => madeIn(cwd) > 0);
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('run the same command again');
    expect(madeIn(cwd)).toBeGreaterThan(0);
    expect(madeIn(cwd)).toBeLessThan(many / 2);
    expect(leftovers(cwd)).toEqual([]);
    expectWhole(cwd);
    expect(await adrgen(args, { cwd, env })).toMatchObject({ code: 0 });
    expect(tree(cwd)).toEqual(tree(whole));
  }, 600_000);
});
