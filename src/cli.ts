#!/usr/bin/env node
import { readFileSync } from 'node:fs';

// The version is asked for in scripts, often: nothing else is loaded for it.
if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-v')) {
  process.stdout.write(
    `${JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version}\n`,
  );
} else {
  const { main } = await import('./cli/command-line.ts');
  process.exitCode = await main(process.argv.slice(2));
}
