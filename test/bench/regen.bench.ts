/** `regen` over 500 unchanged requirements files, against reading and hashing their inputs and outputs: `npm run bench regen`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { interleaved } from './interleaved.ts';

const many = 500;
const command = resolve('dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'adrgen-bench-'));
mkdirSync(join(folder, '.adrgen'));
mkdirSync(join(folder, 'services'));
const text = readFileSync(join('docs', 'examples', 'club-bookings', 'requirements.yaml'), 'utf8');
for (let index = 0; index < many; index += 1)
  writeFileSync(
    join(folder, 'services', `${index}.yaml`),
    text.replace(/^system:.*$/m, `system: System ${index}`),
  );

const node = (...words: readonly string[]): void => {
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};
node(command, 'regen', 'services', '--images', 'none');

const hashing = `
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
for (const part of ['services', 'docs'])
  for (const entry of readdirSync(part, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) createHash('sha256').update(readFileSync(entry.parentPath + '/' + entry.name)).digest('hex');`;

interleaved(
  [
    { name: 'inputs and outputs read and hashed', run: () => node('-e', hashing) },
    { name: 'adrgen regen, nothing changed', run: () => node(command, 'regen') },
  ],
  5,
);
rmSync(folder, { recursive: true });
