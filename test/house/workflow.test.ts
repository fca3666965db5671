import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { adrgen, build, small, withRequirements } from '../e2e/command.ts';
import { installCommand, runStep, workflowCommands } from './workflow.ts';

beforeAll(build);

const git = (cwd: string, ...words: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...words], {
    cwd,
    encoding: 'utf8',
  });

it('docs/continuous-integration.md shows commands that do what it says', async () => {
  const { check = [], site = [], publish } = workflowCommands();
  expect([check, site, publish]).toEqual([
    ['npm ci', 'npx adrgen check'],
    // The last one is run with a real VitePress, by the full tests.
    ['npm ci', 'npx adrgen regen', 'npx adrgen site --flavor generic', 'npx vitepress build'],
    [],
  ]);
  const folder = withRequirements();
  git(folder, 'init', '--quiet');
  expect(await adrgen(['new', 'requirements.yaml', '--images', 'none'], { cwd: folder })).toMatchObject({
    code: 0,
  });
  installCommand(folder);
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\nsite/\n');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'Documents');

  const [, checking = ''] = check;
  expect(runStep(folder, checking)).toMatchObject({ status: 0 });
  writeFileSync(
    join(folder, 'requirements.yaml'),
    small.replace('[reliability, time-to-market, cost]', '[cost, reliability]'),
  );
  const drift = runStep(folder, checking);
  expect(drift.status, drift.said).toBe(1);
  expect(drift.said).toContain('docs/design/order-notifications.md');
  git(folder, 'commit', '--quiet', '--all', '--message', 'Cost first');
  expect(git(folder, 'status', '--short')).toBe('');

  for (const command of site.slice(1, 3)) {
    const { status, said } = runStep(folder, command);
    expect(status, `${command}\n${said}`).toBe(0);
  }
  expect(git(folder, 'status', '--short')).toContain(' M docs/design/order-notifications.md');
  expect(readFileSync(join(folder, 'site/index.md'), 'utf8')).toContain('](./order-notifications/0001-');
  expect(runStep(folder, checking)).toMatchObject({ status: 0 });

  appendFileSync(join(folder, 'docs/adr/0001-compute.md'), '\n![Lost](./lost.png)\n');
  expect(runStep(folder, site[2] ?? '')).toMatchObject({
    status: 1,
    said: expect.stringContaining('missing-picture'),
  });
}, 240_000);
