import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  adrgen,
  build,
  freshFolder,
  newWithoutImages,
  small,
  times,
  tree,
  withRequirements,
} from './command.ts';

let written: string;
beforeAll(async () => {
  build();
  written = withRequirements();
  await newWithoutImages(written);
});

/** A copy of what the first run wrote. */
const copy = (): string => {
  const folder = freshFolder();
  cpSync(written, folder, { recursive: true, preserveTimestamps: true });
  return folder;
};

const firstRecord = (folder: string): string => {
  const [name = ''] = readdirSync(join(folder, 'docs/adr'));
  return join(folder, 'docs/adr', name);
};

const change = (file: string, turn: (text: string) => string): void =>
  writeFileSync(file, turn(readFileSync(file, 'utf8')));

/** Requirements that turn what the documents say. */
const changed = small.replace('99.9%', '99.99%').replace('100k', '3M');

describe('a second run', () => {
  test('changes no byte and no time, starts no browser, and exits 0', async () => {
    const before = [tree(written), times(written)];
    const env = { PATH: '', ADRGEN_BROWSER: '/nonexistent/browser' };
    const { code, stdout } = await adrgen(['new', 'requirements.yaml', '--images', 'none'], {
      cwd: written,
      env,
    });
    expect(code).toBe(0);
    expect(stdout).toContain(': unchanged');
    expect([tree(written), times(written)]).toEqual(before);
  });

  test('on another day, from CRLF, with comments: the same documents and locks', async () => {
    const cwd = copy();
    const before = tree(cwd);
    writeFileSync(join(cwd, 'requirements.yaml'), `\uFEFF# a comment\r\n${small.replaceAll('\n', '\r\n')}`);
    await adrgen(['new', 'requirements.yaml', '--images', 'none'], {
      cwd,
      env: { SOURCE_DATE_EPOCH: '4102444800' },
    });
    expect({ ...tree(cwd), 'requirements.yaml': before['requirements.yaml'] }).toEqual(before);
  });

  test('documents whose line endings version control has turned count as unedited', async () => {
    const cwd = copy();
    for (const path of Object.keys(tree(cwd))) change(join(cwd, path), text => text.replaceAll('\n', '\r\n'));
    const before = tree(cwd);
    const { code, stdout } = await newWithoutImages(cwd);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/: (create|update|kept)/);
    expect(tree(cwd)).toEqual(before);
    writeFileSync(join(cwd, 'requirements.yaml'), changed);
    expect((await newWithoutImages(cwd)).stdout).toMatch(/: update$/m);
  });

  test('replaces what nobody edited when the requirements change, with number, name and date as before', async () => {
    const cwd = copy();
    const names = readdirSync(join(cwd, 'docs/adr'));
    writeFileSync(join(cwd, 'requirements.yaml'), changed);
    const { code, stdout } = await adrgen(['new', 'requirements.yaml', '--images', 'none'], {
      cwd,
      env: { SOURCE_DATE_EPOCH: '4102444800' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/: update$/m);
    expect(readdirSync(join(cwd, 'docs/adr'))).toEqual(expect.arrayContaining(names));
    expect(readFileSync(firstRecord(cwd), 'utf8')).not.toContain('2100-01-01');
    expect(readFileSync(join(cwd, 'docs/design/order-notifications.md'), 'utf8')).toContain('99.99');
  });
});

describe('what people wrote', () => {
  test('an edited record is kept byte for byte, and reported; exit 0 while nothing else would change in it', async () => {
    const cwd = copy();
    change(firstRecord(cwd), text =>
      text.replace('\n## Decision Drivers', '\nOur words.  \r\n\n## Decision Drivers'),
    );
    const before = tree(cwd);
    const { code, stdout } = await newWithoutImages(cwd);
    expect(code).toBe(0);
    expect(stdout).toContain('kept, since somebody edited it');
    expect(tree(cwd)).toEqual(before);
  });

  test('words that stand against changed requirements are kept, exit 1, until the proposal is deleted', async () => {
    const cwd = copy();
    change(firstRecord(cwd), text => text.replace(/^\| `(?:quality|load).*$/m, 'Our words.'));
    writeFileSync(join(cwd, 'requirements.yaml'), changed);
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 1 });
    expect(readFileSync(firstRecord(cwd), 'utf8')).toContain('Our words.');
    const before = tree(cwd);
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 1 });
    expect(tree(cwd)).toEqual(before);
  });

  test.each(['accepted', 'rejected', 'superseded by ADR-0009', '"accepted"'])(
    'a record with the status %s is never touched',
    async status => {
      const cwd = copy();
      change(firstRecord(cwd), text => text.replace('status: proposed', `status: ${status}`));
      const settled = readFileSync(firstRecord(cwd));
      writeFileSync(join(cwd, 'requirements.yaml'), changed);
      const { code, stdout } = await newWithoutImages(cwd);
      expect(code).toBe(0);
      expect(stdout).toContain('kept, since it is decided');
      expect(readFileSync(firstRecord(cwd))).toEqual(settled);
    },
  );

  test('a file of somebody else at the place of the design document: exit 2, nothing written', async () => {
    const cwd = copy();
    for (const part of ['.adrgen', 'docs/adr']) rmSync(join(cwd, part), { recursive: true });
    writeFileSync(join(cwd, 'docs/design/order-notifications.md'), '# Ours\n');
    const before = tree(cwd);
    const { code, stderr } = await newWithoutImages(cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('[foreign-file] docs/design/order-notifications.md');
    expect(tree(cwd)).toEqual(before);
  });

  test('a record that was removed is written again, as it was', async () => {
    const cwd = copy();
    const before = tree(cwd);
    rmSync(firstRecord(cwd));
    await newWithoutImages(cwd);
    expect(tree(cwd)).toEqual(before);
  });
});
