/**
 * `npm test`, `npm run test:full`, `npm run docs`: each check in turn, then vitest; one that fails does not keep
 * the others from running. Ends with a line `N passed, N failed` that counts checks and tests, and exits with 1
 * when anything failed. Plain JavaScript, because it runs before anything is built and on every Node we support.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

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
/** What failed, said once more at the end: a log is often read from there, or cut above it. */
const failures = [];
const print = text => process.stdout.write(`${text}\n`);

const options = { stdio: ['ignore', 'inherit', 'inherit'] };

const check = name => {
  const begun = performance.now();
  print(`\n[${name}]`);
  // npm is a .cmd file on Windows, and those start through a shell only.
  const shell = process.platform === 'win32';
  const passed = spawnSync('npm', ['run', '--silent', name], { ...options, shell }).status === 0;
  total[passed ? 'passed' : 'failed'] += 1;
  if (!passed) failures.push(name);
  print(`[${name}] ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
};

const firstLines = text => text.split('\n').slice(0, 12).join('\n    ');

/** The failed tests of one file, or the file where it broke off outside of them. */
const failuresIn = ({ name, status, message, assertionResults }) => {
  const failed = assertionResults.filter(one => one.status === 'failed');
  const file = relative(process.cwd(), name);
  if (failed.length === 0) return status === 'failed' ? [`${file}\n    ${firstLines(message)}`] : [];
  return failed.map(
    one => `${file} > ${one.fullName}\n    ${one.failureMessages.map(firstLines).join('\n    ')}`,
  );
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
  let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    print('vitest left no report');
  }
  rmSync(folder, { recursive: true, force: true });
  total.passed += counts.numPassedTests;
  total.failed += status === 0 ? counts.numFailedTests : Math.max(1, counts.numFailedTests);
  if (counts.numPendingTests > 0) print(`${counts.numPendingTests} skipped`);
  failures.push(...counts.testResults.flatMap(failuresIn));
};

const name = process.argv[2] ?? '';
if (!Object.hasOwn(suites, name)) throw new Error(`one of ${Object.keys(suites).join(', ')}, not "${name}"`);
const suite = suites[name];
for (const one of suite.checks) check(one);
vitest([...suite.vitest, ...process.argv.slice(3)], suite.env);
for (const one of failures) print(`\nFAILED ${one}`);
print(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
