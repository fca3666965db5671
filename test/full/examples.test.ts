import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../house/adrgen.ts';

/**
 * The committed examples are what the built command writes today, file by file and byte by byte. With
 * UPDATE_EXAMPLES=1 they are written anew instead: read the difference before you commit it.
 */
const examples = join(repository, 'docs/examples');
const update = process.env.UPDATE_EXAMPLES === '1';
/** The day that the examples bear. */
const day = String(Date.UTC(2026, 10, 22) / 1000);

const tree = (root: string): Map<string, string> =>
  new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map((file): [string, string] => [relative(root, file), readFileSync(file, 'utf8')])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const generate = (folder: string): string => {
  const words = [join(repository, 'dist/cli.js'), 'new', 'requirements.yaml', '--images', 'svg'];
  const env = { ...process.env, SOURCE_DATE_EPOCH: day, NO_COLOR: '1' };
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stderr;
};

describe.each(readdirSync(examples).sort())('docs/examples/%s', name => {
  it('is what new writes, and a second run changes nothing', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-example-')));
    try {
      mkdirSync(join(folder, '.adrgen'));
      cpSync(join(examples, name, 'requirements.yaml'), join(folder, 'requirements.yaml'));
      generate(folder);
      const written = tree(folder);
      if (update) {
        for (const part of ['docs', '.adrgen']) {
          rmSync(join(examples, name, part), { recursive: true, force: true });
          cpSync(join(folder, part), join(examples, name, part), { recursive: true });
        }
      }
      const committed = tree(join(examples, name));
      expect([...written.keys()]).toEqual([...committed.keys()]);
      for (const [path, text] of written) expect(text, path).toBe(committed.get(path));
      generate(folder);
      expect(tree(folder)).toEqual(written);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
