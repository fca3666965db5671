import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, isKnownFailure, small, tree, withRequirements } from './command.ts';

beforeAll(build);

const head = 'system: Orders\npurpose: Sell.\nfunctional:\n  - Customers order.\n';

const bombs = Array.from(
  { length: 12 },
  (_, index) => `x${index + 1}: &x${index + 1} [${Array(10).fill(`*x${index}`).join(', ')}]`,
);

/** Name, text, the code that is reported, and the place of it in the file. */
const inputs: readonly (readonly [string, string | Uint8Array, string, string])[] = [
  ['empty', '', '[empty-file]', ''],
  ['only comments', '# nothing\n', '[empty-file]', ''],
  ['binary', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff, 0xfe]), '', ''],
  ['larger than 5 MiB', `${head}  - ${'x'.repeat(5 * 1024 * 1024)}\n`, '[too-large]', ''],
  ['tab-indented', 'system: Orders\npurpose: Sell.\nfunctional:\n\t- Customers order.\n', '', ':4:'],
  ['an alias bomb', `${head}x0: &x0 [a, b]\n${bombs.join('\n')}\n`, '', ''],
  ['duplicate keys', `${head}purpose: Buy.\n`, '', ':5:'],
  ['duplicate ids', `${head}  - { id: F1, text: One. }\n  - { id: F1, text: Two. }\n`, '', ':6:'],
  ['unknown keys', `${head}qualty: { availability: 99.9% }\n`, 'quality', ':5:'],
  ['contradictory values', `${head}quality: { latency_p95: 300ms, latency_p99: 100ms }\n`, '', ':5:'],
  ['references to nothing', `${head}entities:\n  - { name: Order, references: [Basket] }\n`, 'Basket', ':6:'],
  ['a list', '- a\n- b\n', '', ':1:'],
];

describe('input that cannot be used: exit 2, place and hint, no stack, nothing written', () => {
  test.each(inputs)('%s', async (_, text, says, place) => {
    const cwd = withRequirements(text);
    const result = await adrgen(['new', 'requirements.yaml'], { cwd });
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toMatch(/error \[[a-z0-9-]+\]/);
    expect(result.stderr).toContain('requirements.yaml');
    expect(result.stderr).not.toMatch(/^ {4}at /m);
    expect(result.stderr).toMatch(/hint|expected/);
    expect(result.stderr).toContain(says);
    expect(result.stderr).toContain(place);
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
  });

  test('a folder, and a file that is not there', async () => {
    const cwd = withRequirements();
    mkdirSync(join(cwd, 'folder'));
    for (const name of ['folder', 'none.yaml', 'requirements.yaml/x'])
      expect([name, isKnownFailure(await adrgen(['new', name], { cwd }))]).toEqual([name, true]);
    expect(Object.keys(tree(cwd)).sort()).toEqual(['folder/', 'requirements.yaml']);
  });

  test('all errors of all files at once', async () => {
    const cwd = withRequirements(`${head}qualty: {}\nlod: {}\n`);
    writeFileSync(join(cwd, 'good.yaml'), small);
    const { code, stdout, stderr } = await adrgen(
      ['validate', 'requirements.yaml', 'good.yaml', 'none.yaml'],
      { cwd },
    );
    expect([code, stdout]).toEqual([2, 'good.yaml: valid (Order notifications)\n']);
    for (const one of ['requirements.yaml:5:', 'requirements.yaml:6:', 'none.yaml'])
      expect(stderr).toContain(one);
  });
});

describe('a command line that cannot be used: exit 2 and what was meant', () => {
  test.each([
    ['neww requirements.yaml', 'adrgen new'],
    ['new requirements.yaml --ouy x', '--out'],
    ['new requirements.yaml --dryrun', '--dry-run'],
    ['new requirements.yaml --out', '--out needs a value'],
    ['new requirements.yaml --out a --out b', '--out is written twice'],
    ['new requirements.yaml --format html', 'madr'],
    ['new requirements.yaml --images gif', 'svg,png'],
    ['new requirements.yaml --images none,svg', 'svg,png'],
    ['new requirements.yaml other', 'other'],
    ['new', 'requirements file is not named'],
    ['validate', 'requirements file is not named'],
    ['schema --images none', '--images'],
    ['new requirements.yaml --no-images', '--no-images'],
  ])('adrgen %s', async (line, says) => {
    const cwd = withRequirements();
    const { code, stdout, stderr } = await adrgen(line.split(' '), { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error \[usage\] /);
    expect(stderr).toContain(says);
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
  });

  test('without arguments: the help, exit 2', async () => {
    const { code, stdout, stderr } = await adrgen([], { cwd: withRequirements() });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Examples:');
    for (const name of ['new', 'validate', 'schema', 'doctor']) expect(stderr).toContain(`adrgen ${name}`);
  });

  test.each(['--help', 'new --help', 'validate -h', 'schema --help'])(
    'adrgen %s shows examples first',
    async line => {
      const { code, stdout, stderr } = await adrgen(line.split(' '), { cwd: withRequirements() });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.indexOf('Examples:')).toBeGreaterThanOrEqual(0);
      expect(stdout.indexOf('Examples:')).toBeLessThan(stdout.indexOf('Options:'));
    },
  );
});
