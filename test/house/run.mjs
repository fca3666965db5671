/**
 * `npm test`, `npm run test:full`, `npm run docs`: each check in turn, then vitest; one that fails does not keep
 * the others from running. Ends with a line `N passed, N failed` that counts checks and tests, and exits with 1
 * when anything failed. Plain JavaScript, because it runs before anything is built and on every Node we support.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names of npm scripts. */
const checks = ['check:types', 'check:style', 'check:rooms', 'check:unused', 'build'];

/** Pages with generated parts: their tests write them when UPDATE_DOCS is set. */
const pages = [
  'test/house/commands-page.test.ts',
  'test/weighing/condition-page.test.ts',
  'test/house/templates-page.test.ts',
  'test/requirements/schema.test.ts',
];

const suites = {
  quick: { checks, vitest: [] },
  full: { checks: ['build'], vitest: ['--config', 'test/full/vitest.config.ts'] },
  docs: { checks: ['build'], vitest: pages, env: { UPDATE_DOCS: '1' } },
};

const total = { passed: 0, failed: 0 };
const print = text => process.stdout.write(`${text}\n`);

const options = { stdio: ['ignore', 'inherit', 'inherit'] };

const check = name => {
  const begun = performance.now();
  print(`\n[${name}]`);
  // npm is a .cmd file on Windows, and those start through a shell only.
  const shell = process.platform === 'win32';
  const passed = spawnSync('npm', ['run', '--silent', name], { ...options, shell }).status === 0;
  total[passed ? 'passed' : 'failed'] += 1;
  print(`[${name}] ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
};

/** Counts of a vitest run; a run that breaks off, or has failures outside of tests, counts as one failure more. */
const vitest = (words, env) => {
  const folder = mkdtempSync(join(tmpdir(), 'adrgen-test-'));
  const report = join(folder, 'report.json');
  const runner = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default'];
  const { status } = spawnSync(
    process.execPath,
    [...runner, '--reporter=json', `--outputFile.json=${report}`, ...words],
    { ...options, env: { ...process.env, ...env } },
  );
  let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    print('vitest left no report');
  }
  rmSync(folder, { recursive: true, force: true });
  total.passed += counts.numPassedTests;
  total.failed += status === 0 ? counts.numFailedTests : Math.max(1, counts.numFailedTests);
  if (counts.numPendingTests > 0) print(`${counts.numPendingTests} skipped`);
};

const name = process.argv[2] ?? '';
if (!Object.hasOwn(suites, name)) throw new Error(`one of ${Object.keys(suites).join(', ')}, not "${name}"`);
const suite = suites[name];
for (const one of suite.checks) check(one);
vitest([...suite.vitest, ...process.argv.slice(3)], suite.env);
print(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
