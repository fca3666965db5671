import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { adrgen, build, isKnownFailure, newWithoutImages, tree, withRequirements } from './command.ts';

beforeAll(build);

/** A folder with requirements.yaml and these templates in `own`. */
const withOwn = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const cwd = withRequirements();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, 'own', path)), { recursive: true });
    writeFileSync(join(cwd, 'own', path), text);
  }
  return cwd;
};

test('what is ejected is what the package has: the same bytes, and the same hash in the lock', async () => {
  const cwd = withRequirements();
  expect(await newWithoutImages(cwd)).toMatchObject({ code: 0 });
  const lock = join(cwd, '.adrgen/locks/order-notifications/_design.json');
  const hash = (): string => JSON.parse(readFileSync(lock, 'utf8')).made.templates;
  // The lock says which folder it was, and that alone.
  const others = () =>
    Object.entries(tree(cwd)).filter(([path]) => !path.startsWith('own/') && !path.endsWith('/_design.json'));
  const [before, made] = [others(), hash()];
  const ejected = await adrgen(['templates', 'eject', '--to', 'own', '--json'], { cwd });
  expect(JSON.parse(ejected.stdout)).toMatchObject({ command: 'templates eject', exitCode: 0, to: 'own' });
  expect(await newWithoutImages(cwd, '--templates', 'own')).toMatchObject({ code: 0 });
  expect([others(), hash()]).toEqual([before, made]);
});

test('no template can accept a record', async () => {
  const cwd = withOwn({ 'documents/madr.md.hbs': '---\nstatus: accepted\n---\n# {{title}}\n' });
  const ended = await newWithoutImages(cwd, '--templates', 'own');
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/^error \[HON-003\].*\.md would be written with a status/mu);
  expect(Object.keys(tree(cwd)).filter(path => path.startsWith('docs'))).toEqual([]);
});

test('one template and a partial of our own take their places, the rest stays; nothing changed is written anew', async () => {
  const cwd = withOwn({
    'documents/madr.md.hbs': '# {{title}}\r\n\r\n{{> signed}}\r\n',
    'documents/signed.md.hbs': '*{{provenance}}*\n',
    'README.md': 'Ours.\n',
  });
  expect(await newWithoutImages(cwd, '--templates', 'own')).toMatchObject({ code: 0 });
  const before = tree(cwd);
  const [record = ''] = Object.keys(before).filter(path => path.startsWith('docs/adr/'));
  expect(readFileSync(join(cwd, record), 'utf8')).toMatch(/^# [^\n]+\n\n\*Drafted by adrgen [^\n]+\*\n$/);
  expect(readFileSync(join(cwd, 'docs/design/order-notifications.md'), 'utf8')).toContain('## Decisions');
  expect(await newWithoutImages(cwd, '--templates', 'own')).toMatchObject({ code: 0 });
  expect(tree(cwd)).toEqual(before);
});

test.each([
  [
    'a field',
    'documents/madr.md.hbs',
    '# {{title}}\n\nBy {{titel}}\n',
    'own/documents/madr.md.hbs:3:6',
    'did you mean "title"?',
  ],
  [
    'a field of a partial',
    'documents/claim.md.hbs',
    '{{txt}}',
    'own/documents/claim.md.hbs:1:3',
    'did you mean "text"?',
  ],
  [
    'a field of a picture',
    'diagrams/arrow.mmd.hbs',
    '{{form}}',
    'own/diagrams/arrow.mmd.hbs:1:3',
    'did you mean "from"?',
  ],
  [
    'the prototype',
    'documents/madr.md.hbs',
    '{{constructor.name}}',
    'own/documents/madr.md.hbs:1:3',
    '[template-unknown-field]',
  ],
  [
    'a helper',
    'documents/madr.md.hbs',
    '{{lookup this "title"}}',
    'own/documents/madr.md.hbs:1:1',
    '(eq a b)',
  ],
  [
    'HTML',
    'documents/madr.md.hbs',
    '# {{title}}\n\n<b>{{title}}</b>\n',
    'own/documents/madr.md.hbs:3:1',
    '[template-html]',
  ],
  [
    'an open block',
    'documents/madr.md.hbs',
    '{{#if title}}\n',
    'own/documents/madr.md.hbs',
    '[template-syntax]',
  ],
  [
    'a misspelt file',
    'documents/mdar.md.hbs',
    '# {{title}}',
    'own/documents/mdar.md.hbs',
    'documents/madr.md.hbs',
  ],
  ['a file that is none', 'madr.hbs', '# {{title}}', 'own/madr.hbs', 'madr.md.hbs'],
  ['too much', 'documents/madr.md.hbs', 'x'.repeat(65 * 1024), 'own/documents/madr.md.hbs', '64 KiB'],
  [
    'loops in loops',
    'documents/madr.md.hbs',
    `${'{{#each @root.drivers}}{{#each @root.options}}'.repeat(12)}x${'{{/each}}{{/each}}'.repeat(12)}`,
    'own/documents/madr.md.hbs',
    '[template-endless]',
  ],
  [
    'depth',
    'documents/madr.md.hbs',
    `${'{{#if title}}'.repeat(2500)}${'{{/if}}'.repeat(2500)}`,
    'own/documents/madr.md.hbs',
    'template-',
  ],
])(
  '%s that cannot be used: exit 2, place and hint, nothing written',
  async (name, path, text, place, says) => {
    const cwd = withOwn({ [path]: text });
    const before = tree(cwd);
    const result = await newWithoutImages(cwd, '--templates', 'own');
    // As deep as this some machines follow, and others do not.
    if (name === 'depth' && result.code === 0) return;
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).not.toMatch(/^ {4}at /m);
    expect(result.stderr).toContain(place);
    expect(result.stderr).toContain(says);
    expect(tree(cwd)).toEqual(before);
  },
);

test.skipIf(process.platform === 'win32')(
  'links out of the folder are refused, and nothing there is read',
  async () => {
    const cwd = withOwn({ 'documents/claim.md.hbs': '{{text}}' });
    writeFileSync(join(cwd, 'secret.md.hbs'), 'SECRET {{title}}');
    symlinkSync('../../secret.md.hbs', join(cwd, 'own/documents/madr.md.hbs'));
    symlinkSync('..', join(cwd, 'own/diagrams'));
    const result = await newWithoutImages(cwd, '--templates', 'own');
    expect([isKnownFailure(result), result.stderr]).toEqual([
      true,
      expect.stringContaining('[outside-templates]'),
    ]);
    expect(result.stderr).not.toContain('SECRET');
  },
);

test('a picture that an own template breaks is named; the documents are written: exit 5', async () => {
  const cwd = withOwn({ 'diagrams/trade-off.mmd.hbs': 'flowchart LR\n  a["{{question}}"] -->\n' });
  const { code, stderr } = await adrgen(
    ['new', 'requirements.yaml', '--images', 'svg', '--templates', 'own'],
    { cwd },
  );
  expect([code, stderr]).toEqual([
    5,
    expect.stringMatching(/error \[picture\] docs\/adr\/images\/0001-[^ ]+ could not be drawn/),
  ]);
  expect(
    Object.keys(tree(cwd)).filter(path => /^docs\/(?:adr\/0|design\/o[^/]*md)/.test(path)).length,
  ).toBeGreaterThan(1);
});

test('eject writes over nothing that differs, unless it is told to', async () => {
  const cwd = withOwn({ 'documents/madr.md.hbs': 'Ours: {{title}}\n' });
  const before = tree(cwd);
  const refused = await adrgen(['templates', 'eject', '--to', 'own'], { cwd });
  expect([isKnownFailure(refused), refused.stderr]).toEqual([true, expect.stringContaining('--force')]);
  expect(tree(cwd)).toEqual(before);
  const { stdout } = await adrgen(['templates', 'eject', 'madr', 'claim', '--to', 'own', '--force'], { cwd });
  expect(stdout).toBe('own/documents/claim.md.hbs: create\nown/documents/madr.md.hbs: update\n');
  const again = await adrgen(['templates', 'eject', 'madr', '--to', 'own'], { cwd });
  expect([again.code, again.stdout]).toEqual([0, 'own/documents/madr.md.hbs: unchanged\n']);
  const unknown = await adrgen(['templates', 'eject', 'mdar'], { cwd });
  expect([isKnownFailure(unknown), unknown.stderr]).toEqual([true, expect.stringContaining('"madr"')]);
});

test('a folder that cannot be written: exit 2, nothing is left behind', async () => {
  const cwd = withRequirements();
  chmodSync(cwd, 0o555);
  const through =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const result = await adrgen(['templates', 'eject'], { cwd, through });
  chmodSync(cwd, 0o755);
  expect([isKnownFailure(result), result.stderr]).toEqual([true, expect.stringContaining('EACCES')]);
  expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
});

test('check says what each file is, and list where each template comes from', async () => {
  const cwd = withOwn({ 'documents/madr.md.hbs': '# {{title}}\n' });
  expect((await adrgen(['templates', 'check', 'own'], { cwd })).stdout).toBe(
    'own/documents/madr.md.hbs: in place of the package’s\n',
  );
  const { stdout } = await adrgen(['templates', 'list', '--templates', 'own', '--json'], { cwd });
  const listed = JSON.parse(stdout).templates as { name: string; origin: string; file: string | null }[];
  expect(listed.filter(({ origin }) => origin === 'folder')).toMatchObject([
    { name: 'madr', file: 'own/documents/madr.md.hbs' },
  ]);
  writeFileSync(join(cwd, 'own/documents/madr.md.hbs'), '# {{titel}}\n');
  expect(isKnownFailure(await adrgen(['templates', 'check', 'own'], { cwd }))).toBe(true);
  expect(isKnownFailure(await adrgen(['templates', 'check'], { cwd }))).toBe(true);
});
