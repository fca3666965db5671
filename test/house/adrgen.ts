import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '../..');
const built = resolve(repository, 'dist/cli.js');

export type Finished = { readonly stdout: string; readonly stderr: string; readonly exitCode: number | null };

/** The built command line, as a process of its own; `from` is the folder it runs in, `input` its standard input. */
export const adrgen = (words: readonly string[], from = repository, input = ''): Finished => {
  if (!existsSync(built)) throw new Error('dist/ is missing: npm run build');
  const { stdout, stderr, status } = spawnSync(process.execPath, [built, ...words], {
    cwd: from,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', SOURCE_DATE_EPOCH: '1767225600' },
  });
  return { stdout, stderr, exitCode: status };
};
