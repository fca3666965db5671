import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  adrgen,
  build,
  freshFolder,
  isKnownFailure,
  newWithoutImages,
  small,
  tree,
  withRequirements,
} from './command.ts';

beforeAll(build);

/** A record of Nygard that every rule passes. */
const good = `# 1. Send notifications through a queue

## Status

Accepted

## Context

Mail providers are slow at noon. We compared a queue with a table.

## Decision

We will put notifications into a queue, because a table has to be polled.

## Consequences

Messages can come twice, so handlers must keep the ids that they have seen. A load test watches that.
`;
/** One that has an error, a link to a single option. */
const bad = good
  .replace('Accepted', 'Proposed')
  .replace('## Decision\n', '## Options\n\n* Queue\n\n## Decision\n');

/** A fresh folder, the top of a repository, with files in it. */
const holding = (files: Readonly<Record<string, string>>): string => {
  const folder = freshFolder();
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

const lint = (cwd: string, ...words: readonly string[]) => adrgen(['lint', ...words], { cwd });
const lintJson = async (cwd: string, ...words: readonly string[]) => {
  const { code, stdout, stderr } = await lint(cwd, '--json', ...words);
  expect(stdout, stderr).toMatch(/^\{/);
  const printed = JSON.parse(stdout);
  expect(printed.exitCode).toBe(code);
  return printed;
};
const rulesOf = (printed: { findings: readonly { rule: string }[] }): readonly string[] =>
  printed.findings.map(({ rule }) => rule);

describe('where records are', () => {
  test.each([
    ['docs/adr', {}],
    ['doc/architecture/decisions', {}],
    ['records of ours', { '.adr-dir': 'records of ours\n' }],
    ['notes/log', { '.log4brains.yml': 'project:\n  adrFolder: ./notes/log\n' }],
    ['d', { 'adr.config.json': '{"path": "./d"}' }],
  ])('%s is found, from any folder of the repository', async (folder, files) => {
    const cwd = holding({ ...files, [`${folder}/0001-queue.md`]: bad });
    const printed = await lintJson(join(cwd, folder));
    expect(printed.checked.records).toBe(1);
    expect(printed.findings[0]).toMatchObject({ rule: 'OPT-001', file: `${folder}/0001-queue.md`, line: 11 });
  });

  test('a folder without records, and a path that leads nowhere: exit 2, and what to do', async () => {
    const cwd = holding({ 'empty/x.txt': 'x' });
    for (const words of [[], ['empty'], ['gone'], ['gone.md']]) {
      const result = await lint(cwd, ...words);
      expect([words, isKnownFailure(result), result.stdout]).toEqual([words, true, '']);
    }
  });

  test('hostile and foreign names, spaces, links', async () => {
    const names = [
      '0001-a b.md',
      "0002-'$(x)`.md",
      '0003-ü名前.md',
      '0004-%41#?.md',
      '0005-\u001b[2J.md',
      '-0006-x.md',
    ];
    const cwd = holding(Object.fromEntries(names.map(name => [`docs/adr/${name}`, bad])));
    symlinkSync('/etc/hostname', join(cwd, 'docs/adr/0007-link.md'));
    const printed = await lintJson(cwd);
    expect(printed.findings.map(({ file }: { file: string }) => file).sort()).toEqual(
      names.map(name => `docs/adr/${name}`).sort(),
    );
    const { stdout } = await lint(cwd);
    expect(stdout).toContain('0005-<U+001B>[2J.md');
    const sarif = JSON.parse((await lint(cwd, '--reporter', 'sarif')).stdout);
    expect(JSON.stringify(sarif)).toContain('docs/adr/0004-%2541%23%3F.md');
  });
});

describe('exit codes', () => {
  test('0 clean, 1 with an error, 0 with warnings alone', async () => {
    const cwd = holding({ 'docs/adr/0001-queue.md': good });
    expect((await lint(cwd)).code).toBe(0);
    writeFileSync(join(cwd, 'docs/adr/0002-x.md'), good.replace(/## Status\n\nAccepted\n\n/, ''));
    expect([(await lint(cwd)).code, rulesOf(await lintJson(cwd))]).toEqual([0, ['REC-001']]);
    writeFileSync(join(cwd, 'docs/adr/0003-x.md'), bad);
    expect((await lint(cwd)).code).toBe(1);
  });

  test('2 for a file that cannot be read, and the others are looked at all the same', async () => {
    const cwd = holding({ 'docs/adr/0001-queue.md': bad });
    writeFileSync(join(cwd, 'docs/adr/0002-latin.md'), Buffer.from('# Caf\xe9\n', 'latin1'));
    writeFileSync(join(cwd, 'docs/adr/0003-deep.md'), '>'.repeat(200_000));
    const printed = await lintJson(cwd);
    expect(printed.exitCode).toBe(2);
    expect(rulesOf(printed)).toContain('OPT-001');
    expect(printed.failures.map(({ issues }: { issues: { code: string }[] }) => issues[0]?.code)).toEqual([
      'not-utf8',
      'too-deep',
    ]);
  });

  test('2 for two outputs at once', async () => {
    const cwd = holding({ 'docs/adr/0001-queue.md': good });
    expect((await lint(cwd, '--json', '--reporter', 'sarif')).code).toBe(2);
    expect((await lint(cwd, '--reporter', 'junit')).code).toBe(2);
  });
});

describe('configuration', () => {
  test('levels, waivers, and waivers that do nothing', async () => {
    const cwd = holding({
      'docs/adr/0001-queue.md': bad,
      'docs/adr/0002-x.md': good.replace(/## Status\n\nAccepted\n\n/, ''),
      'adrgen.yaml': [
        'rules: { REC-001: error }',
        'waivers:',
        '  - { rule: OPT-001, at: docs/adr/0001-queue.md, reason: Told so }',
        '  - { rule: REC-001, at: docs/adr/, reason: Soon, until: 2020-01-01 }',
        '  - { rule: REC-002, at: docs/adr/, reason: Never }',
        '',
      ].join('\r\n'),
    });
    const printed = await lintJson(cwd);
    expect(
      printed.findings.map(({ rule, level, waived, file, line }: Record<string, unknown>) => [
        `${file}:${line}`,
        rule,
        waived === undefined ? level : 'waived',
      ]),
    ).toEqual([
      ['adrgen.yaml:4', 'CONF-001', 'error'],
      ['adrgen.yaml:5', 'CONF-002', 'warning'],
      ['docs/adr/0001-queue.md:11', 'OPT-001', 'waived'],
      ['docs/adr/0002-x.md:1', 'REC-001', 'error'],
    ]);
    // What was not looked at cannot be told to be unused.
    expect(rulesOf(await lintJson(cwd, 'docs/adr/0001-queue.md'))).toEqual([
      'CONF-001',
      'CONF-002',
      'OPT-001',
    ]);
  });

  test('a bad one: exit 2 with all its places, for every command that it holds for', async () => {
    const cwd = withRequirements();
    writeFileSync(join(cwd, 'adrgen.yaml'), 'rules: { REL-1: off }\nwaivers: [{ rule: REL-001, at: x }]\n');
    for (const words of [
      ['lint', 'requirements.yaml'],
      ['new', 'requirements.yaml'],
      ['check', '.'],
      ['regen', '.'],
    ]) {
      const result = await adrgen(words, { cwd });
      expect([words, result.code]).toEqual([words, 2]);
      expect(result.stderr).toContain('adrgen.yaml:1:10: error [unknown-rule]');
      expect(result.stderr).toContain('adrgen.yaml:2:11: error [missing-field]');
    }
    expect(Object.keys(tree(cwd)).sort()).toEqual(['adrgen.yaml', 'requirements.yaml']);
  });

  test('a waiver stands in the design document, and check knows that the configuration is an input', async () => {
    const cwd = withRequirements(small.replace('99.9%', '99%'));
    const rule = (printed: { findings: readonly { rule: string; level: string; waived?: object }[] }) =>
      printed.findings.find(one => one.rule === 'REL-001');
    expect((await newWithoutImages(cwd)).code).toBe(0);
    const design = join(cwd, 'docs/design/order-notifications.md');
    expect(readFileSync(design, 'utf8')).toContain('**REL-001** (warning)');
    const configuration = join(cwd, 'adrgen.yaml');
    // Of Markdown alone: no system is made anew for it.
    writeFileSync(configuration, 'waivers: [{ rule: DEC-005, at: docs/adr/, reason: Old }]\n');
    expect((await adrgen(['check'], { cwd })).code).toBe(0);
    const waiver = 'waivers: [{ rule: REL-001, at: quality.availability, reason: Agreed on }]\n';
    writeFileSync(configuration, waiver);
    expect((await adrgen(['check'], { cwd })).code).toBe(1);
    expect((await adrgen(['regen'], { cwd })).code).toBe(0);
    expect(readFileSync(design, 'utf8')).toMatch(/\*\*REL-001\*\* \(waived\): .* Agreed on/);
    expect((await adrgen(['check'], { cwd })).code).toBe(0);
    writeFileSync(configuration, `rules: { REL-001: error }\n${waiver}`);
    const printed = await lintJson(cwd, 'requirements.yaml');
    expect(rule(printed)).toMatchObject({ level: 'error', waived: { reason: 'Agreed on', until: null } });
    expect(printed.exitCode).toBe(0);
  });
});

describe('--fix', () => {
  const open = good
    .replace(/## Status\n\nAccepted\n\n/, '')
    .replaceAll('\n', '\r\n')
    .trimEnd();

  test('mends what it says, and no other byte; a second run has nothing to do', async () => {
    const cwd = holding({ 'docs/adr/0001-queue.md': `\uFEFF${open}`, 'docs/adr/0002-x.md': good });
    const printed = await lintJson(cwd, '--fix');
    expect(printed.fixed.map(({ rule }: { rule: string }) => rule)).toEqual(['REC-001', 'REC-006']);
    expect(printed.findings).toEqual([]);
    const status = '## Status\r\n\r\nProposed\r\n\r\n';
    const expected = `\uFEFF${open.replace('## Context', () => `${status}## Context`)}\r\n`;
    expect(readFileSync(join(cwd, 'docs/adr/0001-queue.md'), 'utf8')).toBe(expected);
    const before = tree(cwd);
    expect((await lintJson(cwd, '--fix')).fixed).toEqual([]);
    expect(tree(cwd)).toEqual(before);
    expect(Object.keys(before).sort()).toEqual(['.git/', 'docs/adr/0001-queue.md', 'docs/adr/0002-x.md']);
  });

  test('decided records, waived and switched-off findings stay', async () => {
    const cwd = holding({
      'docs/adr/0001-queue.md': good.trimEnd(),
      'docs/adr/0002-x.md': open,
      'docs/adr/0003-y.md': good.replace('Accepted', 'Proposed').trimEnd(),
      'adrgen.yaml':
        'rules: { REC-006: off }\nwaivers: [{ rule: REC-001, at: docs/adr/0002-x.md, reason: Not yet }]\n',
    });
    const before = tree(cwd);
    expect((await lintJson(cwd, '--fix')).fixed).toEqual([]);
    expect(tree(cwd)).toEqual(before);
    writeFileSync(join(cwd, 'adrgen.yaml'), '');
    expect((await lintJson(cwd, '--fix')).fixed.map(({ file }: { file: string }) => file)).toEqual([
      'docs/adr/0002-x.md',
      'docs/adr/0002-x.md',
      'docs/adr/0003-y.md',
    ]);
    expect(readFileSync(join(cwd, 'docs/adr/0001-queue.md'), 'utf8')).toBe(good.trimEnd());
  });

  test('a folder that cannot be written: exit 2, nothing changed; to look is no problem', async () => {
    const cwd = holding({ 'docs/adr/0001-queue.md': open });
    const through =
      process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    const before = tree(cwd);
    chmodSync(cwd, 0o555);
    chmodSync(join(cwd, 'docs/adr'), 0o555);
    const looked = await adrgen(['lint'], { cwd, through });
    const mended = await adrgen(['lint', '--fix'], { cwd, through });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'docs/adr'), 0o755);
    expect([looked.code, isKnownFailure(mended)]).toEqual([0, true]);
    expect(tree(cwd)).toEqual(before);
  });
});

describe('what adrgen made', () => {
  test('is judged by its requirements; once edited, by its words', async () => {
    const cwd = withRequirements();
    await newWithoutImages(cwd);
    const copy = freshFolder();
    cpSync(cwd, copy, { recursive: true });
    const untouched = await lintJson(copy);
    expect(untouched.checked).toMatchObject({ requirements: 1, documents: 1 });
    expect(untouched.findings.filter(({ file }: { file: string }) => file.endsWith('.md'))).toEqual([]);
    const path = 'docs/adr/0001-compute.md';
    const text = readFileSync(join(copy, path), 'utf8');
    writeFileSync(
      join(copy, path),
      text.replace(/^Chosen option: ("[^"]+")[\s\S]*?(?=^### )/m, 'Chosen option: $1.\n\n'),
    );
    const edited = await lintJson(copy, 'docs/adr');
    expect(edited.findings).toContainEqual(expect.objectContaining({ rule: 'DEC-003', file: path }));
  });

  test('requirements have places and exit codes of their own', async () => {
    const cwd = withRequirements(
      `${small}decided:\n  - { question: Which cloud?, answer: None }\ncompliance: [MaRisk]\n`,
    );
    const printed = await lintJson(cwd, 'requirements.yaml');
    expect(printed.findings).toContainEqual(
      expect.objectContaining({ rule: 'REQ-002', level: 'error', file: 'requirements.yaml', line: 13 }),
    );
    expect(printed.exitCode).toBe(1);
    writeFileSync(join(cwd, 'requirements.yaml'), 'system: x\n');
    expect((await lint(cwd, 'requirements.yaml')).code).toBe(2);
  });
});

test('github: annotations on stdout, the rest in the summary of the step', async () => {
  const cwd = holding({ 'docs/adr/0001-queue.md': bad });
  const summary = join(cwd, 'summary.md');
  const { stdout, code } = await adrgen(['lint', '--reporter', 'github'], {
    cwd,
    env: { GITHUB_STEP_SUMMARY: summary },
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=docs\/adr\/0001-queue\.md,line=11,col=1,title=OPT-001::/);
  expect(readFileSync(summary, 'utf8')).toContain('| docs/adr/0001-queue.md:11 | OPT-001 | error |');
});
