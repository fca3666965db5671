/** `npm run model-server`: plain JavaScript, because Node 20 reads no TypeScript; the vite that vitest brings does. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const fromVitest = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const { runnerImport } = await import(pathToFileURL(fromVitest.resolve('vite')));
const { module } = await runnerImport(join(folder, 'main.ts'));

try {
  await module.main(process.argv.slice(2));
} catch (error) {
  // What is wrong with the flags, or that the port is taken: the words are enough.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
