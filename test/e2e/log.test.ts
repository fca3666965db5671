import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { adrgen, build, freshFolder, newWithoutImages, tree, withRequirements } from './command.ts';

beforeAll(build);

const put = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const textOf = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

const nygard = (number: number, title: string, context = 'Words.', status = 'Accepted'): string =>
  `# ${number}. ${title}\n\nDate: 2024-01-0${number}\n\n## Status\n\n${status}\n\n## Context\n\n${context}\n\n## Decision\n\nWe do.\n\n## Consequences\n\nSome.\n`;

/** Commands of git, with times that only this test knows. */
const gitIn = (cwd: string) => {
  let day = 1;
  return (...words: readonly string[]): void => {
    day += 1;
    const time = `2024-02-${String(day).padStart(2, '0')}T00:00:00Z`;
    const who = { name: 'Somebody', email: 'somebody@example.org' };
    execFileSync('git', ['-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...words], {
      cwd,
      stdio: 'pipe',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: who.name,
        GIT_AUTHOR_EMAIL: who.email,
        GIT_COMMITTER_NAME: who.name,
        GIT_COMMITTER_EMAIL: who.email,
        GIT_AUTHOR_DATE: time,
        GIT_COMMITTER_DATE: time,
      },
    });
  };
};

describe('the decision log', () => {
  it('is kept in the regions of README and index, and check says when it is stale', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, '.git'));
    put(cwd, 'docs/adr/0001-one.md', nygard(1, 'One'));
    put(cwd, 'docs/adr/0002-two.md', nygard(2, 'Two', 'Words.', 'Accepted\n\nAmends [1. One](0001-one.md)'));
    put(cwd, 'README.md', '\uFEFF# Shop\r\n\r\n<!-- adrgen:index -->\r\n<!-- /adrgen:index -->\r\nThe end.');
    put(
      cwd,
      'docs/list.md',
      '# List\n\n<!-- adrlog -->\n\n* [ADR-0001](adr/0001-one.md) - One\n\n<!-- adrlogstop -->\n',
    );
    const untouched = textOf(cwd, 'docs/list.md');

    const first = await adrgen(['check'], { cwd });
    expect(first).toMatchObject({ code: 1 });
    expect(first.stdout).toContain(
      'README.md: lists other decisions than the records\n  mend: adrgen index README.md',
    );
    expect(first.stdout).not.toContain('list.md');

    expect(await adrgen(['index', 'README.md'], { cwd })).toMatchObject({ code: 0 });
    const readme = textOf(cwd, 'README.md');
    expect(readme.startsWith('\uFEFF# Shop\r\n\r\n<!-- adrgen:index -->\r\n')).toBe(true);
    expect(readme.endsWith('<!-- /adrgen:index -->\r\nThe end.')).toBe(true);
    expect(readme).toContain(
      '| 0002 | [Two](./docs/adr/0002-two.md) | accepted | 2024-01-02 | amends [0001](./docs/adr/0001-one.md) |\r\n',
    );
    expect(textOf(cwd, 'docs/list.md')).toBe(untouched);
    expect(await adrgen(['check'], { cwd })).toMatchObject({ code: 0 });

    expect((await adrgen(['index'], { cwd })).stdout).toContain('docs/list.md: updated, 2 records');
    expect(await adrgen(['check'], { cwd })).toMatchObject({ code: 0 });
    put(cwd, 'docs/adr/0003-three.md', nygard(3, 'Three'));
    const stale = await adrgen(['check', '--json'], { cwd });
    expect(stale.code).toBe(1);
    expect(JSON.parse(stale.stdout).drift.map(({ path }: { path: string }) => path)).toEqual([
      'README.md',
      'docs/list.md',
    ]);
  });

  it('is written among the records of adr-tools only where that is asked for', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, '.git'));
    put(cwd, 'doc/adr/0001-one.md', nygard(1, 'One'));
    const before = tree(cwd);
    const refused = await adrgen(['index'], { cwd });
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('adrgen index doc/adr/README.md');
    expect(tree(cwd)).toEqual(before);
    expect(await adrgen(['index', 'doc/adr/0001-one.md'], { cwd })).toMatchObject({ code: 2 });
    expect(await adrgen(['index', '../out.md'], { cwd })).toMatchObject({ code: 2 });
    expect(tree(cwd)).toEqual(before);
    expect(await adrgen(['index', 'doc/adr/README.md'], { cwd })).toMatchObject({ code: 0 });
    expect(textOf(cwd, 'doc/adr/README.md')).toContain('[One](./0001-one.md)');
  });

  it('does not take all that follows a region that does not end', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, '.git'));
    put(cwd, 'docs/adr/0001-one.md', nygard(1, 'One'));
    put(cwd, 'README.md', '# Shop\n\n<!-- adrgen:index -->\nAll our words.\n');
    const before = tree(cwd);
    for (const words of [['index'], ['index', 'README.md'], ['check']]) {
      const ended = await adrgen(words, { cwd });
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain('README.md:3');
    }
    expect(tree(cwd)).toEqual(before);
  });
});

describe('the graph', () => {
  it('is printed as Mermaid, drawn into files, and compared by check without a browser', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, '.git'));
    put(cwd, 'docs/adr/0001-one.md', nygard(1, 'One', 'Words.', 'Superceded by [2. Two](0002-two.md)'));
    put(cwd, 'docs/adr/0002-two.md', nygard(2, 'Two'));
    const printed = await adrgen(['graph'], { cwd });
    expect(printed.stdout).toMatch(/^flowchart LR\n/);
    expect(printed.stderr).toContain('2 records (1 accepted, 1 superseded). 0001 superseded by 0002.');

    const files = ['docs/graph.svg', 'docs/graph.png', 'docs/graph.mmd', 'docs/overview.md'];
    const drawn = await adrgen(['graph', ...files], { cwd });
    expect(drawn, drawn.stderr).toMatchObject({ code: 0 });
    expect(textOf(cwd, 'docs/graph.svg')).toContain('superseded by');
    expect([...readFileSync(join(cwd, 'docs/graph.png')).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(textOf(cwd, 'docs/graph.mmd')).toBe(printed.stdout);
    expect(textOf(cwd, 'docs/overview.md')).toContain(`\`\`\`mermaid\n${printed.stdout}\`\`\``);
    expect(await adrgen(['check'], { cwd })).toMatchObject({ code: 0 });

    put(cwd, 'docs/adr/0003-three.md', nygard(3, 'Three'));
    const stale = await adrgen(['check'], { cwd });
    expect(stale.code).toBe(1);
    for (const file of files) expect(stale.stdout).toContain(`mend: adrgen graph ${file}`);
    expect(await adrgen(['graph', 'docs/graph.gif'], { cwd })).toMatchObject({ code: 2 });
  });
});

describe('renumber', () => {
  it('moves the newer of two after a merge, with what means it, and leaves what means the other', async () => {
    const cwd = freshFolder();
    const git = gitIn(cwd);
    const commit = (text: string): void => {
      git('add', '-A');
      git('commit', '-qm', text);
    };
    git('init', '-q', '.');
    put(cwd, 'docs/adr/0001-one.md', nygard(1, 'One'));
    commit('one');
    git('checkout', '-qb', 'store');
    put(cwd, 'docs/adr/0002-store.md', nygard(2, 'Store'));
    put(cwd, 'README.md', '# Shop\n\nADR-0002 says where orders are: [2. Store](docs/adr/0002-store.md).\n');
    commit('store');
    git('checkout', '-q', 'main');
    git('checkout', '-qb', 'queue');
    put(cwd, 'docs/adr/0002-queue.md', nygard(2, 'Queue', 'This ADR-0002 is about queues.'));
    put(cwd, 'docs/queues.md', 'By ADR 2 there is one queue.\n');
    put(cwd, 'src/queue.ts', '// see docs/adr/0002-queue.md\n');
    commit('queue');
    git('checkout', '-q', 'main');
    git('checkout', '-qb', 'elsewhere');
    put(cwd, 'docs/adr/0006-far.md', nygard(6, 'Far'));
    commit('far');
    git('checkout', '-q', 'main');
    git('merge', '-q', '-m', 'merge', 'queue', 'store');
    put(cwd, 'docs/new.md', 'ADR-0002 was written after the merge.\n');
    const before = tree(join(cwd, 'docs'));

    const plan = await adrgen(['renumber'], { cwd });
    expect(plan.code).toBe(1);
    expect(plan.stdout).toContain(
      'docs/adr/0002-queue.md → 0007-queue.md: 0002-store.md keeps the number, it was committed earlier',
    );
    expect(plan.stdout).toMatch(
      /Left, since nobody can tell which of the two is meant:\n {2}docs\/new\.md:1: 0002\n/,
    );
    expect(tree(join(cwd, 'docs'))).toEqual(before);

    const done = await adrgen(['renumber', 'docs', 'src', 'README.md', '--write'], { cwd });
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect(textOf(cwd, 'docs/adr/0007-queue.md')).toBe(
      nygard(2, 'Queue', 'This ADR-0007 is about queues.').replace('# 2.', '# 7.'),
    );
    expect(textOf(cwd, 'docs/queues.md')).toBe('By ADR 7 there is one queue.\n');
    expect(textOf(cwd, 'src/queue.ts')).toBe('// see docs/adr/0007-queue.md\n');
    expect(textOf(cwd, 'README.md')).toContain(
      'ADR-0002 says where orders are: [2. Store](docs/adr/0002-store.md).',
    );
    expect(textOf(cwd, 'docs/new.md')).toBe('ADR-0002 was written after the merge.\n');
    expect(Object.keys(tree(cwd)).some(path => path.endsWith('0002-queue.md'))).toBe(false);
    expect(await adrgen(['renumber'], { cwd })).toMatchObject({
      code: 0,
      stdout: 'Every record has a number of its own.\n',
    });
  });

  it('takes what adrgen keeps for a record with it: regen finds nothing to do', async () => {
    const cwd = withRequirements();
    mkdirSync(join(cwd, '.git'));
    expect(await newWithoutImages(cwd)).toMatchObject({ code: 0 });
    const [own = ''] = Object.keys(tree(join(cwd, 'docs/adr'))).filter(name => name.startsWith('0002-'));
    put(
      cwd,
      'docs/adr/0002-a-theirs.md',
      `---\nstatus: accepted\ndate: 2020-01-01\n---\n\n# Theirs\n\n## Context and Problem Statement\n\nWhat?\n`,
    );
    const done = await adrgen(['renumber', '--write'], { cwd });
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect(done.stdout).toContain(`${own} → `);
    const renumbered = await adrgen(['regen', '--json'], { cwd });
    expect(JSON.parse(renumbered.stdout).files[0]).toMatchObject({ state: 'unchanged' });
    const checked = await adrgen(['check', '--json'], { cwd });
    expect(checked.code, checked.stdout).toBe(0);
    expect(JSON.parse(checked.stdout).kept).toEqual([]);
  });
});
