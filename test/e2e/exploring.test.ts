import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, freshFolder, newWithoutImages, small, tree, withRequirements } from './command.ts';

let cwd: string;
beforeAll(async () => {
  build();
  cwd = withRequirements();
  mkdirSync(join(cwd, '.git'));
  await newWithoutImages(cwd);
});

const lines = (text: string): readonly string[] => text.split('\n');

describe('explain', () => {
  test('finds the file through the lock, names a decision by record, file, id or title, writes nothing', async () => {
    const before = tree(cwd);
    const byNumber = await adrgen(['explain', '1'], { cwd });
    expect([byNumber.code, byNumber.stderr]).toEqual([0, '']);
    const place = lines(byNumber.stdout)[1]?.split(',')[0] ?? '';
    expect(place).toMatch(/^docs\/adr\/0001-.*\.md$/);
    const inDocs = { cwd: join(cwd, 'docs/adr') };
    for (const [id, settings] of [
      ['ADR-0001', { cwd }],
      [place.replace('docs/adr/', ''), inDocs],
    ] as const) {
      const same = await adrgen(['explain', id], settings);
      expect(lines(same.stdout)[0]).toBe(lines(byNumber.stdout)[0]);
    }
    for (const line of lines(byNumber.stdout))
      if (!line.includes('https://')) expect([...line].length).toBeLessThanOrEqual(80);
    for (const part of ['What drove it', 'What weights would flip it', 'Weights and ratings', 'load.dau'])
      expect(byNumber.stdout).toContain(part);
    expect(tree(cwd)).toEqual(before);
  });

  test.each([
    ['primary-stor', 'unknown-decision', 'did you mean primary-store?'],
    ['99', 'unknown-record', 'ADR-0001'],
    ['docs/adr/0099-x.md', 'unknown-record', 'ADR-0001'],
  ])('%s: exit 2 with what there is', async (id, code, says) => {
    const result = await adrgen(['explain', id], { cwd });
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toContain(`error [${code}]`);
    expect(result.stderr).toContain(says);
  });

  test('takes a file that nothing was made from; without one it says what to do', async () => {
    const other = freshFolder();
    mkdirSync(join(other, '.git'));
    writeFileSync(join(other, 'our needs 注文.yaml'), small.replaceAll('\n', '\r\n'));
    const named = await adrgen(['explain', 'Compute', '--requirements', 'our needs 注文.yaml'], {
      cwd: other,
    });
    expect(named.stderr).toBe('');
    expect(named.stdout).toMatch(/^Compute: /);
    const unnamed = await adrgen(['explain', 'compute'], { cwd: other });
    expect(unnamed.code).toBe(2);
    expect(unnamed.stderr).toContain('--requirements');
  });
});

describe('what-if', () => {
  test('changes what is set, says why, writes nothing', async () => {
    const before = tree(cwd);
    const result = await adrgen(['what-if', '--set', 'load=x50', '--set', 'team.size=2'], { cwd });
    expect([result.code, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('load.dau      100,000 → 5,000,000');
    expect(result.stdout).toMatch(/\nWho wins changes\n {2}\S[^→]* → /);
    expect(result.stdout).toContain('Nothing was written.');
    for (const line of lines(result.stdout)) expect([...line].length).toBeLessThanOrEqual(80);
    expect(tree(cwd)).toEqual(before);
  });

  test('without --set the load grows; a picture only where it is asked for', async () => {
    const before = tree(cwd);
    const result = await adrgen(['what-if', 'requirements.yaml', '--picture', 'verdicts of ours.svg'], {
      cwd,
    });
    expect(result.code, result.stderr).toBe(0);
    expect(result.stdout).toContain('times today’s load');
    expect(result.stderr).toContain('who wins from ×1 to ×100 the load');
    const svg = readFileSync(join(cwd, 'verdicts of ours.svg'), 'utf8');
    expect(svg).toContain('×100');
    const { 'verdicts of ours.svg': _picture, ...after } = tree(cwd);
    expect(after).toEqual(before);
  });

  test.each([
    [['--set', 'load.dua=3'], 'unknown-key', '--set load.dua=3'],
    [['--set', 'data.writes=3/s'], 'computed', 'load.read_write'],
    [['--set', 'load.dau'], 'usage', 'PATH=VALUE'],
    [['--picture', 'out.gif'], 'usage', '.svg or .png'],
    [['--picture', 'out.svg', '--set', 'load.dau=3'], 'usage', '--picture'],
  ])('%j is refused', async (words, code, says) => {
    const result = await adrgen(['what-if', 'requirements.yaml', ...words], { cwd });
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toContain(`error [${code}]`);
    expect(result.stderr).toContain(says);
  });

  test('several files are all named', async () => {
    writeFileSync(join(cwd, 'other.yaml'), small.replace('Order notifications', 'Other'));
    await adrgen(['new', 'other.yaml', '--images', 'none'], { cwd });
    const result = await adrgen(['what-if', '--set', 'team.size=3'], { cwd });
    expect(result.code).toBe(2);
    for (const name of ['requirements.yaml', 'other.yaml', 'adrgen what-if'])
      expect(result.stderr).toContain(name);
  });
});
