/**
 * `npm run bench [name …]`: the plain scripts *.bench.ts of this folder, or those whose names begin as given. They
 * print ratios from one interleaved run, since milliseconds drift with the machine and its load.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
// Node 20 reads no TypeScript; the vite that vitest brings does.
const fromVitest = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const { runnerImport } = await import(pathToFileURL(fromVitest.resolve('vite')));

const wanted = process.argv.slice(2);
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.bench.ts')) continue;
  if (wanted.length > 0 && !wanted.some(name => file.startsWith(name))) continue;
  process.stdout.write(`\n${file}\n`);
  await runnerImport(join(folder, file));
}
