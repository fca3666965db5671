import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  namesIn,
  readInput,
  readLockFiles,
  readStanding,
  refuseOutside,
  rootOf,
} from '../../src/io/repository.ts';
import { codesOf, freshFolder } from './folders.ts';

test('an input is read to the byte, up to 5 MiB', async () => {
  const folder = freshFolder();
  const file = join(folder, 'x.yaml');
  const bytes = Buffer.alloc(5 * 1024 * 1024, 'aé');
  writeFileSync(file, bytes);
  expect(Buffer.compare(readInput(file), bytes)).toBe(0);
  writeFileSync(file, Buffer.concat([bytes, Buffer.from('b')]));
  expect(await codesOf(() => readInput(file))).toEqual(['too-large']);
  expect(await codesOf(() => readInput('/dev/zero'))).toEqual(['too-large']);
});

test('a folder and a missing file are known problems', async () => {
  const folder = freshFolder();
  expect(await codesOf(() => readInput(folder))).toEqual(['unreadable-input']);
  expect(await codesOf(() => readInput(join(folder, 'none')))).toEqual(['unreadable-input']);
});

test('the root is the nearest folder with a mark, or else the parent of the output', () => {
  const folder = freshFolder();
  expect(rootOf(join(folder, 'a/docs'))).toBe(join(folder, 'a'));
  mkdirSync(join(folder, 'a/b/docs'), { recursive: true });
  writeFileSync(join(folder, '.git'), 'gitdir: elsewhere');
  expect(rootOf(join(folder, 'a/b/docs'))).toBe(folder);
  writeFileSync(join(folder, 'a/adrgen.yaml'), '');
  expect(rootOf(join(folder, 'a/b/docs'))).toBe(join(folder, 'a'));
});

test('names and locks of what is not there are none', () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(namesIn(join(folder, 'none'))).toEqual([]);
  expect(namesIn(join(folder, 'file'))).toEqual([]);
  expect(readLockFiles(folder, 'orders')).toEqual([]);
});

test('line endings do not count in the hash of a text file, in that of a picture they do', async () => {
  const folder = freshFolder();
  const hash = (name: string, content: string): string | undefined => {
    writeFileSync(join(folder, name), content);
    return readStanding(folder, name)?.hash;
  };
  for (const name of ['a.md', 'a.json', 'a.svg']) {
    expect(hash(name, 'a\r\nb\r\n')).toBe(hash(name, 'a\nb\n'));
    expect(hash(name, 'a\nb')).not.toBe(hash(name, 'a\nb\n'));
  }
  expect(hash('a.png', '\r\n')).not.toBe(hash('a.png', '\n'));
  expect(readStanding(folder, 'none.md')).toBeNull();
  mkdirSync(join(folder, 'folder.md'));
  expect(await codesOf(() => readStanding(folder, 'folder.md'))).toEqual(['unreadable-file']);
});

test('nothing is written through a link that leads out of the root, or nowhere', async () => {
  const [root, other] = [freshFolder(), freshFolder()];
  mkdirSync(join(root, 'inside/..name'), { recursive: true });
  symlinkSync(other, join(root, 'out'));
  symlinkSync(join(root, 'inside'), join(root, 'within'));
  symlinkSync(join(other, 'not-yet'), join(root, 'nowhere'));
  symlinkSync(join(other, 'file.md'), join(root, 'inside/file.md'));
  const allowed = async (path: string): Promise<boolean> =>
    (await codesOf(() => refuseOutside(root, path))).length === 0;
  for (const path of ['x.md', 'new/deep/x.md', 'inside/x.md', 'within/x.md', 'inside/..name/x.md'])
    expect([path, await allowed(path)]).toEqual([path, true]);
  for (const path of [
    'out/x.md',
    'out/deep/x.md',
    'nowhere/x.md',
    'inside/file.md',
    '../x.md',
    'a/../../x.md',
  ])
    expect([path, await allowed(path)]).toEqual([path, false]);
});
