/** `regen` over 500 unchanged requirements files, against reading and hashing their inputs and outputs: `npm run bench regen`. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { interleaved } from './interleaved.ts';

const many = 500;
const command = resolve('dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'adrgen-bench-'));
for (const part of ['.adrgen', 'services']) mkdirSync(join(folder, part));
cpSync(
  join('docs', 'examples', 'club-bookings', 'requirements.yaml'),
  join(folder, 'services', 'club-bookings.yaml'),
);

const node = (...words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};
node(command, 'regen', 'services', '--images', 'none');

const filesBelow = (part: string): readonly string[] =>
  readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** One system is made; the others are copies of it, with paths of their own: bytes are all that is compared. */
const first = ['services', 'docs', '.adrgen'].flatMap(filesBelow);
for (let index = 1; index < many; index += 1) {
  const renamed = (text: string): string =>
    text.replaceAll('club-bookings', `club-bookings-${index}`).replaceAll('docs/adr/', `docs/adr/${index}-`);
  for (const path of first) {
    const bytes = readFileSync(join(folder, path));
    const target = join(folder, renamed(path));
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, path.startsWith('.adrgen/locks/') ? renamed(bytes.toString('utf8')) : bytes);
  }
}
if (!node(command, 'regen').includes(`0 made, ${many} unchanged`))
  throw new Error('the copies are not what was made');

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
    { name: 'adrgen check, nothing changed', run: () => node(command, 'check') },
  ],
  5,
);
rmSync(folder, { recursive: true });
