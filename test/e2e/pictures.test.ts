import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { adrgen, build, ended, small, start, times, tree, withRequirements } from './command.ts';

beforeAll(build);

const documents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.keys(tree(folder))
      .filter(path => path.startsWith('docs/') && path.endsWith('.md'))
      .map(path => [path, readFileSync(join(folder, path), 'utf8')]),
  );

/** Every picture that a document shows is a file, and none stands there as source. */
const showsPictures = (folder: string): void => {
  for (const [path, markdown] of Object.entries(documents(folder))) {
    const shown = [...markdown.matchAll(/^!\[[^\n]+\]\((\S+\.svg)\)$/gm)].map(match => match[1] ?? '');
    expect([path, shown.length > 0, markdown.includes('```mermaid')]).toEqual([path, true, false]);
    for (const picture of shown) {
      const file = join(folder, path, '..', decodeURI(picture));
      expect(readFileSync(file, 'utf8')).toMatch(/<svg[\s>]/);
      const png = readFileSync(file.replace(/\.svg$/, '.png'));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
    }
  }
};

const run = (cwd: string, ...more: readonly string[]) =>
  adrgen(['new', 'requirements.yaml', ...more], { cwd });

test('pictures: drawn, then nothing more to draw; without a browser Mermaid, with one again pictures', async () => {
  const cwd = withRequirements();
  expect(await run(cwd)).toMatchObject({ code: 0 });
  showsPictures(cwd);

  const before = [tree(cwd), times(cwd)];
  const again = await adrgen(['new', 'requirements.yaml'], {
    cwd,
    env: { PATH: '', ADRGEN_BROWSER: '/nonexistent/browser' },
  });
  expect([again.code, again.stderr.includes('browser')]).toEqual([0, false]);
  expect([tree(cwd), times(cwd)]).toEqual(before);

  writeFileSync(
    join(cwd, 'requirements.yaml'),
    `${small.replace('priorities: [reliability, time-to-market, cost]', 'priorities: [cost, reliability]')}stakeholders: [{ role: Customer }]\n`,
  );
  const missing = await run(cwd, '--browser', '/nonexistent');
  expect(missing.code).toBe(5);
  expect(missing.stderr).toContain('[browser-missing]');
  expect(missing.stderr).toContain('--browser or ADRGEN_BROWSER');
  const withSource = Object.values(documents(cwd)).filter(markdown => markdown.includes('```mermaid\n'));
  expect(withSource.length).toBeGreaterThan(0);

  expect(await run(cwd)).toMatchObject({ code: 0 });
  showsPictures(cwd);
  const fresh = withRequirements(readFileSync(join(cwd, 'requirements.yaml')));
  expect(await run(fresh)).toMatchObject({ code: 0 });
  const pictures = (folder: string) => {
    const all = Object.entries(tree(folder)).filter(([path]) => /\.(svg|png)$/.test(path));
    return new Map(all);
  };
  // What is drawn again is what a first run draws, wherever the records have kept their numbers.
  for (const [path, hash] of pictures(fresh))
    if (pictures(cwd).has(path)) expect([path, pictures(cwd).get(path)]).toEqual([path, hash]);
});

test('without a browser from the start: documents with Mermaid, exit 5, then pictures', async () => {
  const cwd = withRequirements();
  const missing = await run(cwd, '--browser', '/nonexistent', '--json');
  expect(missing.code).toBe(5);
  expect(JSON.parse(missing.stdout)).toMatchObject({ exitCode: 5, pictures: { browserMissing: true } });
  for (const markdown of Object.values(documents(cwd))) expect(markdown).toContain('```mermaid\n');
  expect(Object.keys(tree(cwd)).filter(path => /\.(svg|png)$/.test(path))).toEqual([]);
  expect(await run(cwd)).toMatchObject({ code: 0 });
  showsPictures(cwd);
});

const descendants = (pid: number): number[] => {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(Number)
    .flatMap(child => [child, ...descendants(child)]);
};

test('a browser that dies in mid-run: started again, or its pictures named; whole files either way', async () => {
  const cwd = withRequirements();
  const child = start(['new', 'requirements.yaml'], { cwd });
  const end = ended(child);
  const pid = child.pid ?? 0;
  let browsers: number[] = [];
  while (browsers.length < 3 && child.exitCode === null) {
    browsers = descendants(pid);
    await delay(5);
  }
  for (const one of browsers) if (one !== pid) spawnSync('kill', ['-9', String(one)]);
  const { code, stderr } = await end;
  expect([0, 5]).toContain(code);
  expect(stderr).not.toMatch(/^ {4}at /m);
  if (code === 0) showsPictures(cwd);
  else expect(Object.values(documents(cwd)).some(markdown => markdown.includes('```mermaid\n'))).toBe(true);
  expect(existsSync(join(cwd, '.adrgen/journal.json'))).toBe(false);
  expect(readdirSync(join(cwd, '.adrgen')).sort()).toEqual(['bases', 'locks']);
  expect(await run(cwd)).toMatchObject({ code: 0 });
  showsPictures(cwd);
});
