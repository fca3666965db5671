import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  adrgen,
  build,
  ended,
  freshFolder,
  isKnownFailure,
  newWithoutImages,
  small,
  tree,
  withRequirements,
} from './command.ts';
import { startWriter } from './writer.ts';

let written: string;
beforeAll(async () => {
  build();
  written = withRequirements();
  await newWithoutImages(written);
});

const copy = (): string => {
  const folder = freshFolder();
  cpSync(written, folder, { recursive: true });
  return folder;
};

const isRoot = process.getuid?.() === 0;
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** The main job as somebody who may not do everything. */
const unprivileged = (cwd: string) =>
  adrgen(['new', 'requirements.yaml', '--images', 'none'], { cwd, through: isRoot ? asNobody : [] });

const locksOf = (folder: string): string => join(folder, '.adrgen/locks/order-notifications');

describe('a place that cannot be written', () => {
  test('read-only: exit 2, says where, nothing written', async () => {
    const cwd = withRequirements();
    chmodSync(cwd, 0o555);
    const result = await unprivileged(cwd);
    chmodSync(cwd, 0o755);
    expect([isKnownFailure(result), result.stderr]).toEqual([true, expect.stringContaining('EACCES')]);
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
  });

  test('only the folder of the records is read-only: nothing is written beside it either', async () => {
    const cwd = withRequirements();
    mkdirSync(join(cwd, 'docs/adr'), { recursive: true });
    for (const folder of ['.', 'docs']) chmodSync(join(cwd, folder), 0o777);
    chmodSync(join(cwd, 'docs/adr'), 0o555);
    const before = tree(cwd);
    expect(isKnownFailure(await unprivileged(cwd))).toBe(true);
    expect(tree(cwd)).toEqual(before);
  });

  test('requirements that may not be read', async () => {
    const cwd = withRequirements();
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'requirements.yaml'), 0o000);
    const result = await unprivileged(cwd);
    expect(result.stderr).toContain('permission is denied');
    expect(isKnownFailure(result)).toBe(true);
  });

  test('the output folder is a file', async () => {
    const cwd = withRequirements();
    writeFileSync(join(cwd, 'docs'), 'a file');
    const before = tree(cwd);
    expect(isKnownFailure(await newWithoutImages(cwd))).toBe(true);
    expect(tree(cwd)).toEqual(before);
  });

  test('a folder stands where the design document goes', async () => {
    const cwd = withRequirements();
    mkdirSync(join(cwd, 'docs/design/order-notifications.md'), { recursive: true });
    const before = tree(cwd);
    expect(isKnownFailure(await newWithoutImages(cwd))).toBe(true);
    expect(tree(cwd)).toEqual(before);
  });

  test.each(['docs', 'docs/adr', '.adrgen'])('%s is a link that leads out of the root', async name => {
    const [cwd, outside] = [withRequirements(), freshFolder()];
    mkdirSync(join(cwd, '.git'));
    if (name.includes('/')) mkdirSync(join(cwd, 'docs'));
    symlinkSync(outside, join(cwd, name));
    const before = tree(cwd);
    const result = await newWithoutImages(cwd);
    expect([isKnownFailure(result), result.stderr]).toEqual([
      true,
      expect.stringContaining('[outside-root]'),
    ]);
    expect(readdirSync(outside)).toEqual([]);
    expect(tree(cwd)).toEqual(before);
  });
});

/** A file system of its own and of few bytes; null where this user may not mount. */
const mounted: string[] = [];
const smallDisk = (bytes: string, at = freshFolder()): string | null => {
  if (process.platform !== 'linux' || !isRoot) return null;
  mkdirSync(at, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', at]);
  if (status !== 0) return null;
  mounted.push(at);
  return at;
};
afterAll(() => {
  for (const folder of mounted) spawnSync('umount', ['-l', folder]);
});

describe('a disk of its own', () => {
  test('no space is left in the middle of it: exit 2, nothing written, and the next run is whole', async context => {
    const disk = smallDisk('96k');
    if (disk === null) return context.skip('needs root and the right to mount a tmpfs');
    writeFileSync(join(disk, 'requirements.yaml'), small);
    const before = tree(disk);
    const result = await newWithoutImages(disk);
    expect([isKnownFailure(result), result.stderr]).toEqual([true, expect.stringContaining('ENOSPC')]);
    expect(result.stderr).toContain('nothing was written');
    expect(tree(disk)).toEqual(before);
    spawnSync('mount', ['-o', 'remount,size=16m', disk]);
    expect(await newWithoutImages(disk)).toMatchObject({ code: 0 });
  });

  test('no space is left when documents change: the old ones stay whole', async context => {
    const disk = smallDisk('1m');
    if (disk === null) return context.skip('needs root and the right to mount a tmpfs');
    expect((await ended(startWriter(disk, 'a', 10, 40_000))).stdout).toContain('written');
    const before = tree(disk);
    expect((await ended(startWriter(disk, 'b', 20, 40_000))).stdout).toContain('cannot-write');
    expect(tree(disk)).toEqual(before);
  });

  test('documents on another disk than .adrgen are written all the same', async context => {
    const cwd = withRequirements();
    const disk = smallDisk('4m', join(cwd, 'docs'));
    if (disk === null) return context.skip('needs root and the right to mount a tmpfs');
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 0 });
    expect(Object.keys(tree(disk)).filter(name => !name.endsWith('.md'))).toEqual([]);
    expect(Object.keys(tree(disk))).toEqual(Object.keys(tree(join(written, 'docs'))));
  });
});

describe('what adrgen keeps is broken', () => {
  test.each([
    ['garbage', '<<<<<<< HEAD\n', '[broken-lock]'],
    ['empty', '', '[broken-lock]'],
    ['of a later version', '{"adrgen": 2}', '[newer-lock]'],
  ])('a lock that is %s: exit 2, named, nothing written', async (_, text, code) => {
    const cwd = copy();
    writeFileSync(join(locksOf(cwd), '_design.json'), text);
    const before = tree(cwd);
    const result = await newWithoutImages(cwd);
    expect(isKnownFailure(result)).toBe(true);
    expect(result.stderr).toContain(`${code} .adrgen/locks/order-notifications/_design.json`);
    expect(tree(cwd)).toEqual(before);
  });

  test('a lock that is a folder', async () => {
    const cwd = copy();
    rmSync(join(locksOf(cwd), '_design.json'));
    mkdirSync(join(locksOf(cwd), '_design.json'));
    expect(isKnownFailure(await newWithoutImages(cwd))).toBe(true);
  });

  test('a broken journal: exit 2, says what to delete, nothing written', async () => {
    const cwd = copy();
    writeFileSync(join(cwd, '.adrgen/journal.json'), '{');
    const before = tree(cwd);
    const result = await newWithoutImages(cwd);
    expect(isKnownFailure(result)).toBe(true);
    expect(result.stderr).toContain('.adrgen/journal.json');
    expect(tree(cwd)).toEqual(before);
  });

  test('the turn of a dead process does not keep others out', async () => {
    const cwd = copy();
    writeFileSync(join(cwd, '.adrgen/writer'), '999999999 1\n');
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 0 });
    expect(tree(cwd)).toEqual(tree(written));
  });

  test('the turn of a process that runs does: exit 2, nothing written', async () => {
    const cwd = copy();
    writeFileSync(join(cwd, '.adrgen/writer'), `${process.pid}\n`);
    const before = tree(cwd);
    const result = await newWithoutImages(cwd);
    expect(isKnownFailure(result)).toBe(true);
    expect(result.stderr).toContain(`process ${process.pid}`);
    expect(tree(cwd)).toEqual(before);
    expect(readFileSync(join(cwd, '.adrgen/writer'), 'utf8')).toBe(`${process.pid}\n`);
  });
});
