import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, freshFolder, newWithoutImages, small, tree, withRequirements } from './command.ts';

beforeAll(build);

const named = (system: string): string => small.replace('Order notifications', JSON.stringify(system));

describe('names of systems', () => {
  test.each([
    ['注文通知システム', 'docs/design/注文通知システム.md'],
    ['../../etc/passwd', 'docs/design/etc-passwd.md'],
    ['🚀👩‍👩‍👧‍👦', 'docs/design/untitled-'],
    ['x'.repeat(300), `docs/design/${'x'.repeat(55)}-`],
    ['漢'.repeat(300), `docs/design/${'漢'.repeat(55)}-`],
    ['CON', 'docs/design/con.md'],
  ])('%s', async (system, path) => {
    const outer = freshFolder();
    const cwd = withRequirements(named(system));
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 0 });
    const files = Object.keys(tree(cwd));
    const design = files.find(file => file.startsWith(path) && file.endsWith('.md')) ?? '';
    expect(design).not.toBe('');
    expect(files.every(file => /^(docs|\.adrgen)\/|^requirements\.yaml$/.test(file))).toBe(true);
    expect(files.every(file => file.split('/').every(part => Buffer.byteLength(part) <= 255))).toBe(true);
    expect(readFileSync(join(cwd, design), 'utf8').normalize()).toContain(
      system.slice(0, 20).replace('_', '\\_'),
    );
    expect((await newWithoutImages(cwd)).stdout).not.toMatch(/: (create|update|kept)/);
    expect(tree(outer)).toEqual({});
  });
});

test.each(['my docs', 'Документы/архитектура', 'docs/日本語 (draft) #1', './a/../b', 'percent%20', "it's"])(
  '--out %j',
  async out => {
    const cwd = withRequirements();
    expect(await newWithoutImages(cwd, '--out', out)).toMatchObject({ code: 0 });
    const folder = join(cwd, out);
    expect(Object.keys(tree(folder))).toContain('design/order-notifications.md');
    const design = readFileSync(join(folder, 'design/order-notifications.md'), 'utf8');
    const links = [...design.matchAll(/\]\((\.\.[^)\s]+)\)/g)].map(match => decodeURI(match[1] ?? ''));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) readFileSync(join(folder, 'design', link));
    const again = await newWithoutImages(cwd, '--out', out);
    expect([again.code, again.stdout]).toEqual([0, expect.not.stringMatching(/: (create|update|kept)/)]);
  },
);

test.each([
  ['Windows line endings', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['both', (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`)],
])('requirements with %s give the same documents', async (_, turned) => {
  const env = { SOURCE_DATE_EPOCH: '0' };
  const args = ['new', 'requirements.yaml', '--images', 'none'];
  const [plain, other] = [withRequirements(), withRequirements(turned(small))];
  expect(await adrgen(args, { cwd: plain, env })).toMatchObject({ code: 0 });
  expect(await adrgen(args, { cwd: other, env })).toMatchObject({ code: 0 });
  expect({ ...tree(other), 'requirements.yaml': '' }).toEqual({ ...tree(plain), 'requirements.yaml': '' });
  expect(tree(join(other, 'docs'))).toEqual(tree(join(plain, 'docs')));
});
