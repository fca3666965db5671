import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { built } from '../e2e/command.ts';
import { repository } from './adrgen.ts';

type Workflow = {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
};

const page = readFileSync(join(repository, 'docs/continuous-integration.md'), 'utf8');

/** The commands of the workflow that docs/continuous-integration.md shows, by job. */
export const workflowCommands = (): Readonly<Record<string, readonly string[]>> => {
  const { jobs } = parse(/^```yaml\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '') as Workflow;
  return Object.fromEntries(
    Object.entries(jobs).map(([name, { steps }]) => [name, steps.flatMap(({ run }) => run ?? [])]),
  );
};

/** Puts the packed command where npm would: `npx adrgen` is the one under test. */
export const installCommand = (folder: string): void => {
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'adrgen'), `#!/bin/sh\nexec "${process.execPath}" "${built('cli.js')}" "$@"\n`, {
    mode: 0o755,
  });
};

/** Runs one command as a runner of GitHub does: by a shell that stops at the first error. */
export const runStep = (folder: string, command: string) => {
  const env = {
    ...process.env,
    CI: 'true',
    NO_COLOR: '1',
    npm_config_prefer_offline: 'true',
    npm_config_loglevel: 'error',
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
};
