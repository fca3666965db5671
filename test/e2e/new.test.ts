import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readText } from '../render/hostile-text.ts';
import { adrgen, build, freshFolder, newWithoutImages, small, tree, withRequirements } from './command.ts';

const headings = (markdown: string): string[] =>
  remark()
    .use(remarkFrontmatter)
    .use(remarkGfm)
    .parse(markdown)
    .children.flatMap(node =>
      node.type === 'heading' ? [`${'#'.repeat(node.depth)} ${readText(node)}`] : [],
    );

const records = (folder: string): string[] =>
  readdirSync(join(folder, 'docs/adr')).map(name => readFileSync(join(folder, 'docs/adr', name), 'utf8'));

let written: string;
let ended: Awaited<ReturnType<typeof adrgen>>;
beforeAll(async () => {
  build();
  written = withRequirements();
  ended = await newWithoutImages(written);
});

describe('adrgen new', () => {
  test('writes records, design document and what they were made from, and says so on stdout', () => {
    expect(ended).toMatchObject({ code: 0 });
    const files = Object.keys(tree(written));
    const names = readdirSync(join(written, 'docs/adr'));
    expect(names.length).toBeGreaterThan(0);
    expect(names.every(name => /^\d{4}-.+\.md$/.test(name))).toBe(true);
    expect(names.map(name => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
    expect(files).toContain('docs/design/order-notifications.md');
    expect(files.filter(file => file.startsWith('.adrgen/locks/order-notifications/'))).toHaveLength(
      names.length + 1,
    );
    expect(files.filter(file => !/^(docs|\.adrgen\/(locks|bases))\//.test(file))).toEqual([
      'requirements.yaml',
    ]);
    for (const name of names) expect(ended.stdout).toContain(`docs/adr/${name}`);
    expect(ended.stdout).toContain('docs/design/order-notifications.md');
  });

  test('records bear the headings of MADR 4 to the letter', () => {
    for (const markdown of records(written)) {
      const found = headings(markdown);
      const options = found.slice(found.indexOf('## Pros and Cons of the Options') + 1, -1);
      expect(options.length).toBeGreaterThan(1);
      expect(options.every(heading => heading.startsWith('### '))).toBe(true);
      expect(found.filter(heading => !options.includes(heading))).toEqual([
        expect.stringMatching(/^# .+: .+/),
        '## Context and Problem Statement',
        '## Decision Drivers',
        '## Considered Options',
        '## Decision Outcome',
        '### Consequences',
        '### Confirmation',
        '## Pros and Cons of the Options',
        '## More Information',
      ]);
      const outcome = /^Chosen option: "(.+?)", because \S/m.exec(markdown);
      expect(options).toContain(`### ${outcome?.[1]}`);
      expect(markdown).toMatch(/^\* Good, because \S/m);
      expect(markdown).toMatch(/^\* Bad, because \S/m);
      expect(markdown).not.toMatch(/^[-+] /m);
    }
  });

  test('front matter stands on the first line, unquoted, and says proposed', () => {
    for (const markdown of records(written)) {
      expect(markdown).toMatch(/^---\nstatus: proposed\ndate: \d{4}-\d{2}-\d{2}\n---\n/);
      expect(markdown).not.toContain('accepted\n');
    }
  });

  test('links between the documents lead to files', () => {
    const design = readFileSync(join(written, 'docs/design/order-notifications.md'), 'utf8');
    const links = [...design.matchAll(/\]\((\.\.\/adr\/[^)]+)\)/g)].map(match => match[1] ?? '');
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) readFileSync(join(written, 'docs/design', link));
  });

  test('SOURCE_DATE_EPOCH dates the documents; the same inputs give the same bytes in another place', async () => {
    const [one, other] = [withRequirements(), withRequirements()];
    const args = ['new', 'requirements.yaml', '--images', 'none'];
    const env = { SOURCE_DATE_EPOCH: '951782400' };
    await adrgen(args, { cwd: one, env: { ...env, TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8' } });
    await adrgen(args, { cwd: other, env: { ...env, TZ: 'America/Los_Angeles' } });
    for (const markdown of records(one))
      expect(markdown).toMatch(/^---\nstatus: proposed\ndate: 2000-02-29\n---\n/);
    expect(tree(other)).toEqual(tree(one));
  });

  test('a SOURCE_DATE_EPOCH that is none is said, and nothing is written', async () => {
    const cwd = withRequirements();
    const { code, stderr } = await adrgen(['new', 'requirements.yaml'], {
      cwd,
      env: { SOURCE_DATE_EPOCH: 'now' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('SOURCE_DATE_EPOCH');
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
  });

  test('--format nygard writes the sections that adr-tools read', async () => {
    const cwd = withRequirements();
    expect(await newWithoutImages(cwd, '--format', 'nygard')).toMatchObject({ code: 0 });
    const all = records(cwd);
    for (const [index, markdown] of all.entries()) {
      expect(markdown).toMatch(
        new RegExp(`^# ${index + 1}\\. \\S.*\n\nDate: \\d{4}-\\d{2}-\\d{2}\n\n## Status\n\nProposed\n`),
      );
      const sections = headings(markdown).filter(heading => heading.startsWith('## '));
      expect(sections).toEqual(['## Status', '## Context', '## Decision', '## Consequences']);
    }
    expect(await newWithoutImages(cwd, '--format', 'nygard')).toMatchObject({ code: 0 });
  });

  test('records of others keep their numbers: the next one is 0008', async () => {
    const cwd = withRequirements();
    mkdirSync(join(cwd, 'docs/adr'), { recursive: true });
    for (let number = 1; number <= 7; number += 1)
      writeFileSync(
        join(cwd, `docs/adr/000${number}-theirs.md`),
        `# ${number}. Theirs\r\n\r\n## Status\r\n\r\nAccepted\r\n`,
      );
    const before = tree(join(cwd, 'docs/adr'));
    await newWithoutImages(cwd);
    const after = tree(join(cwd, 'docs/adr'));
    expect(after).toMatchObject(before);
    const ours = Object.keys(after).filter(name => !(name in before));
    expect(ours.map(name => name.slice(0, 4))).toEqual(
      ours.map((_, index) => String(index + 8).padStart(4, '0')),
    );
    expect(ours.length).toBeGreaterThan(0);
  });

  test('from a folder inside a repository, documents go there and locks to the root', async () => {
    const root = freshFolder();
    const cwd = join(root, 'services/orders');
    mkdirSync(join(root, '.git'));
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(cwd, 'requirements.yaml'), small);
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 0 });
    const files = Object.keys(tree(root));
    expect(files).toContain('services/orders/docs/design/order-notifications.md');
    expect(files).toContain('.adrgen/locks/order-notifications/_design.json');
    expect(files.some(file => file.startsWith('services/orders/.adrgen'))).toBe(false);
    const again = await adrgen(
      ['new', 'services/orders/requirements.yaml', '--images', 'none', '--out', 'services/orders/docs'],
      { cwd: root },
    );
    expect(again.stdout).not.toMatch(/: (create|update)$/m);
  });

  test('a second place for the same system is refused before anything is written', async () => {
    const cwd = freshFolder();
    cpSync(written, cwd, { recursive: true });
    const before = tree(cwd);
    const { code, stderr } = await newWithoutImages(cwd, '--out', 'elsewhere');
    expect(code).toBe(2);
    expect(stderr).toContain('[other-folder]');
    expect(tree(cwd)).toEqual(before);
  });

  test('a lock holds the decision, its file and what it was made from', () => {
    for (const name of readdirSync(join(written, '.adrgen/locks/order-notifications'))) {
      const lock = parse(readFileSync(join(written, '.adrgen/locks/order-notifications', name), 'utf8'));
      expect(lock).toMatchObject({
        adrgen: 1,
        document: name.replace(/\.json$/, ''),
        system: 'order-notifications',
      });
      expect(lock.files[lock.path].content).toBe(tree(written)[lock.path]);
    }
  });
});
