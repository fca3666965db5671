import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { adrgen } from '../house/adrgen.ts';

const folder = mkdtempSync(join(tmpdir(), 'adrgen render ünï '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fence = '```';
const block = (source: string): string => `${fence}mermaid\n${source}\n${fence}\n`;
const readme = `# Read me\n\n${block('flowchart LR\n  A --> B')}\n${block('flowchart LR\n  A -->')}\n${block('pie\n  "a" : 1\n  "b" : 2')}`;

const put = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const run = (...words: readonly string[]) => adrgen(['render', ...words], folder);
const pngSize = (path: string): readonly number[] => {
  const bytes = readFileSync(join(folder, path));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test('files, folders and globs are drawn; one broken diagram is named, and keeps no other from being drawn', () => {
  put('docs/a b.md', readme);
  put('docs/deep/one.mmd', 'sequenceDiagram\n  A->>B: hi\n');
  put('docs/node_modules/x.mmd', 'flowchart LR\n  A --> B\n');
  const all = run('docs', 'docs/**/*.mmd', '--out', 'img', '--format', 'svg,png');
  expect(all.exitCode).toBe(1);
  expect(all.stderr).toMatch(/^docs\/a b\.md:10 \(diagram 2\): error \[diagram\] Parse error on line/);
  expect(all.stdout.trim().split('\n').sort()).toEqual(
    ['a b-1.png', 'a b-1.svg', 'a b-3.png', 'a b-3.svg', 'deep/one.png', 'deep/one.svg'].map(
      name => `img/docs/${name}: new`,
    ),
  );
  expect(
    readdirSync(join(folder, 'img'), { recursive: true, withFileTypes: true }).filter(one => one.isFile()),
  ).toHaveLength(6);
});

test('a second run writes nothing, and --check says whether one would', () => {
  put('again.mmd', 'flowchart LR\n  A --> B\n');
  expect(run('again.mmd', '--check')).toMatchObject({ exitCode: 1, stdout: 'again.svg: new\n' });
  expect(readdirSync(folder)).not.toContain('again.svg');
  expect(run('again.mmd').exitCode).toBe(0);
  const { mtimeMs } = statSync(join(folder, 'again.svg'));
  expect(run('again.mmd')).toMatchObject({ exitCode: 0, stdout: 'again.svg: unchanged\n' });
  expect(statSync(join(folder, 'again.svg')).mtimeMs).toBe(mtimeMs);
  expect(run('again.mmd', '--check').exitCode).toBe(0);
});

test('blocks are replaced by links in place, or in another file', () => {
  put('guide.md', `# Guide\n\n${block('flowchart LR\n  A --> B')}`);
  expect(run('guide.md', '--out', 'built/guide.md').exitCode).toBe(0);
  expect(readFileSync(join(folder, 'built/guide.md'), 'utf8')).toBe('# Guide\n\n![diagram](guide-1.svg)\n');
  expect(readFileSync(join(folder, 'guide.md'), 'utf8')).toContain('flowchart');
  expect(run('guide.md', '--replace', '--inline', '--out', 'pictures').exitCode).toBe(0);
  const inline = readFileSync(join(folder, 'guide.md'), 'utf8');
  expect(inline).toMatch(/!\[diagram\]\(pictures\/guide-1\.svg\)\n\n<details>/);
  expect(run('guide.md', '--replace', '--inline', '--out', 'pictures').stdout).toContain(
    'guide.md: unchanged',
  );
});

test('one diagram goes to a file, or from stream to stream', () => {
  put('one.mmd', 'flowchart LR\n  A --> B\n');
  put('config.json', '{ "flowchart": { "nodeSpacing": 200 }, "securityLevel": "loose" }');
  put('style.css', '.node rect { fill: rgb(1, 2, 3) !important; } @import url("https://example.org/x.css");');
  expect(run('one.mmd', '--out', 'plain.png', '--scale', '1', '--background', 'transparent').exitCode).toBe(
    0,
  );
  expect(run('one.mmd', '--out', 'large.png', '--scale', '3', '--background', 'transparent').exitCode).toBe(
    0,
  );
  expect(pngSize('large.png')).toEqual(pngSize('plain.png').map(side => side * 3));
  const styled = run(
    'one.mmd',
    '--out',
    '-',
    '--config',
    'config.json',
    '--css',
    'style.css',
    '--theme',
    'forest',
  );
  expect(styled.exitCode, styled.stderr).toBe(0);
  expect(styled.stdout).toMatch(/^<svg [\s\S]*rgb\(1, 2, 3\)[\s\S]*<\/svg>$/);
  expect(styled.stdout).not.toContain('example.org');
  const piped = adrgen(['render', '-', '--out', '-'], folder, 'flowchart LR\n  A --> B\n');
  expect(piped.stdout).toMatch(/^<svg /);
  const reference = run('one.mmd', '--out', 'reference.svg', '--renderer', 'mermaid-cli', '--theme', 'dark');
  expect(reference.exitCode, reference.stderr).toBe(0);
  expect(readFileSync(join(folder, 'reference.svg'), 'utf8')).toMatch(/^<svg .*flowchart/);
});

test.each([
  [['nothing.mmd'], 'no such file'],
  [['*.nothing'], 'no such file'],
  [['one.mmd', 'docs', '--out', 'x.svg'], 'holds one picture in one format'],
  [['one.mmd', '--out', 'x.svg', '--format', 'png'], 'with --format png'],
  [['one.mmd', '--out', 'x.md'], 'made from one Markdown file'],
  [['one.mmd', '--inline'], 'add --replace'],
  [['one.mmd', 'one.mermaid'], 'would both be drawn into one'],
  [['one.mmd', '--scale', '0'], 'a number from 0.1 to 10'],
  [['one.mmd', '--config', 'style.css'], 'style.css'],
  [['one.mmd', '--format', 'pdf'], 'svg, png'],
  [['one.mmd', '--out', 'one.mmd/x'], 'part of the path is a file'],
  [['one.mmd', '--browser', '/no/such'], 'No browser at /no/such'],
])('refuses %j', (words, message) => {
  put('one.mmd', 'flowchart LR\n  A --> B\n');
  put('one.mermaid', 'flowchart LR\n  A --> B\n');
  put('style.css', 'a {}');
  const { exitCode, stderr } = run(...words);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(exitCode).toBe(2);
});
