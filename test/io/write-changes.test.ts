import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/io/hash.ts';
import { finishInterrupted, hasOpenJournal, withWriter, writeAll } from '../../src/io/write-changes.ts';
import { codesOf, freshFolder } from './folders.ts';

const files = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

/** A run that was stopped after it had written its journal. */
const interrupted = (root: string, entries: readonly object[]): void => {
  mkdirSync(join(root, '.adrgen/staging'), { recursive: true });
  writeFileSync(join(root, '.adrgen/staging/0'), 'generated');
  writeFileSync(join(root, '.adrgen/journal.json'), JSON.stringify(entries));
};

test('writes texts and bytes, and leaves nothing beside them', () => {
  const root = freshFolder();
  writeAll(root, [
    { path: 'a/b/c.md', content: 'é\n' },
    { path: 'a/d.png', content: new Uint8Array([0, 255]) },
    { path: '.adrgen/locks/x.json', content: '' },
  ]);
  expect(files(root).filter(name => name.includes('.'))).toEqual(
    ['.adrgen', '.adrgen/locks', '.adrgen/locks/x.json', 'a/b/c.md', 'a/d.png'].sort(),
  );
  expect(readFileSync(join(root, 'a/b/c.md'), 'utf8')).toBe('é\n');
  expect([...readFileSync(join(root, 'a/d.png'))]).toEqual([0, 255]);
});

test('writes nothing where one of the files cannot be written', async () => {
  const root = freshFolder();
  writeFileSync(join(root, 'file'), 'x');
  mkdirSync(join(root, 'folder.md'));
  const before = files(root);
  for (const path of ['file/x.md', 'folder.md', '../x.md', `${'x'.repeat(300)}.md`]) {
    const writes = [
      { path: 'deep/new/a.md', content: 'a' },
      { path, content: 'b' },
    ];
    expect(await codesOf(() => writeAll(root, writes))).toHaveLength(1);
    expect(files(root)).toEqual(before);
  }
});

test('a failure before anything is written leaves not even a folder', async () => {
  const root = join(freshFolder(), 'not/there/yet');
  const run = withWriter(root, async () => {
    throw new Error('no');
  });
  await expect(run).rejects.toThrow('no');
  expect(() => readdirSync(root)).toThrow('ENOENT');
});

test('only one at a time has the right to write', async () => {
  const root = freshFolder();
  const inner: (readonly string[])[] = [];
  await withWriter(root, async () => {
    inner.push(await codesOf(() => withWriter(root, async () => undefined)));
  });
  expect(inner).toEqual([['another-run']]);
  await withWriter(root, async () => undefined);
  expect(files(root)).toEqual([]);
});

test.each(['999999999', '999999999 1', `${process.pid} 1`, '', 'garbage', '-1', '0'])(
  'a turn file that says %j is of nobody who runs',
  async holder => {
    const root = freshFolder();
    mkdirSync(join(root, '.adrgen'));
    writeFileSync(join(root, '.adrgen/writer'), holder);
    writeFileSync(join(root, '.adrgen/writer.999999999'), '');
    writeFileSync(join(root, '.adrgen/writer.takeover'), '999999999 1\n');
    await withWriter(root, async () => undefined);
    expect(files(join(root, '.adrgen')).filter(name => name !== 'writer.takeover')).toEqual([]);
  },
);

test('an interrupted run is completed', () => {
  const root = freshFolder();
  writeFileSync(join(root, 'a.md'), 'before');
  interrupted(root, [
    { staged: '0', path: 'a.md', before: sha256('before') },
    { staged: '1', path: 'renamed-already.md', before: null },
  ]);
  expect(hasOpenJournal(root)).toBe(true);
  expect(finishInterrupted(root)).toBe(true);
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('generated');
  expect(files(join(root, '.adrgen'))).toEqual([]);
  expect(finishInterrupted(root)).toBe(false);
});

test('removes what has a new place, after that stands', () => {
  const root = freshFolder();
  writeFileSync(join(root, 'old.md'), 'text');
  writeAll(root, [
    { path: 'old.md', content: null },
    { path: 'gone-already.md', content: null },
    { path: 'new.md', content: 'text' },
  ]);
  expect(files(root).filter(name => name.endsWith('.md'))).toEqual(['new.md']);
});

test('an interrupted removal is completed, and what somebody changed since then stays', () => {
  const root = freshFolder();
  writeFileSync(join(root, 'a.md'), 'before');
  writeFileSync(join(root, 'b.md'), 'changed');
  interrupted(root, [
    { staged: '1', path: 'a.md', before: sha256('before'), removed: true },
    { staged: '2', path: 'b.md', before: sha256('before'), removed: true },
  ]);
  expect(finishInterrupted(root)).toBe(true);
  expect(files(root).filter(name => name.endsWith('.md'))).toEqual(['b.md']);
  expect(hasOpenJournal(root)).toBe(false);
});

test('what somebody wrote after the interruption stays', () => {
  const root = freshFolder();
  writeFileSync(join(root, 'a.md'), 'ours');
  interrupted(root, [{ staged: '0', path: 'a.md', before: sha256('before') }]);
  finishInterrupted(root);
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('ours');
  expect(hasOpenJournal(root)).toBe(false);
});

test.each([
  ['no JSON', '{', 'broken-journal'],
  ['another shape', '{"a":1}', 'broken-journal'],
  ['entries without a hash', '[{"staged":"0","path":"a.md"}]', 'broken-journal'],
  [
    'a removal of what never stood',
    '[{"staged":"0","path":"a.md","before":null,"removed":true}]',
    'broken-journal',
  ],
  ['a staged file elsewhere', '[{"staged":"../x","path":"a.md","before":null}]', 'broken-journal'],
  ['a hook of git', '[{"staged":"0","path":".git/hooks/pre-commit","before":null}]', 'broken-journal'],
  ['a path out of the root', '[{"staged":"0","path":"../evil.md","before":null}]', 'outside-root'],
])('a journal with %s is refused, and nothing is written', async (_, text, code) => {
  const root = join(freshFolder(), 'root');
  interrupted(root, []);
  writeFileSync(join(root, '.adrgen/journal.json'), text);
  const before = files(join(root, '..'));
  expect(await codesOf(() => withWriter(root, async () => undefined))).toEqual([code]);
  expect(files(join(root, '..'))).toEqual(before);
});

test('links under .adrgen are not written through', async () => {
  const [root, other] = [freshFolder(), freshFolder()];
  writeFileSync(join(other, 'victim'), 'whole');
  mkdirSync(join(root, '.adrgen'));
  symlinkSync(join(other, 'victim'), join(root, '.adrgen/journal.json.part'));
  symlinkSync(other, join(root, '.adrgen/staging'));
  await withWriter(root, async () => writeAll(root, [{ path: 'a.md', content: 'a' }]));
  expect(readFileSync(join(other, 'victim'), 'utf8')).toBe('whole');
  expect(files(other)).toEqual(['victim']);
  const second = freshFolder();
  symlinkSync(other, join(second, '.adrgen'));
  expect(await codesOf(() => withWriter(second, async () => undefined))).toEqual(['outside-root']);
  expect(files(other)).toEqual(['victim']);
});
