import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runLink, runStatus, runSupersede } from '../../src/commands/life.ts';
import { runList } from '../../src/commands/list.ts';
import { Problem } from '../../src/model/problem.ts';

let root: string;
beforeEach(() => {
  vi.stubEnv('SOURCE_DATE_EPOCH', '1772323200');
  root = mkdtempSync(join(tmpdir(), 'adrgen-life-'));
  mkdirSync(join(root, '.git'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});
const day = '2026-03-01';

const put = (files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
};
const at = (path: string): Buffer => readFileSync(join(root, path));
const list = () => runList({ paths: [], cwd: root }).records;

/** Bytes that an editor who parses and prints anew would not keep; among them some that are no UTF-8. */
const noise = Buffer.concat([
  Buffer.from(
    '\n## Notes\n\n*  starred\n-   dashed  \n+\tplus\n\n1) one\n\n***\n\nTrailing   \nSetext\n---\n\n|a|b|\n|:-|-|\n\n\\*escaped\\* &amp; \u00a0 caf',
  ),
  Buffer.from([0xe9, 0xff]),
  Buffer.from(' 名前\n\n<!-- kept -->\n```\nStatus: proposed\n```\n'),
]);

type Turn = { readonly name: string; readonly turn: (bytes: Buffer) => Buffer };

const ends: readonly (readonly [string, string])[] = [
  ['line feeds', '\n'],
  ['Windows line endings', '\r\n'],
  ['old Macintosh line endings', '\r'],
];

/** A text in every outer form that a file can have. */
const turns: readonly Turn[] = ends.flatMap(([name, end]) =>
  [false, true].flatMap(mark =>
    [false, true].map(
      (final): Turn => ({
        name: `${name}${mark ? ', a byte order mark' : ''}${final ? '' : ', no line break at the end'}`,
        turn: bytes => {
          const text = bytes.toString('latin1').replaceAll('\n', end);
          const cut = final ? text : text.slice(0, text.length - (text.endsWith(end) ? end.length : 0));
          return Buffer.concat([Buffer.from(mark ? [0xef, 0xbb, 0xbf] : []), Buffer.from(cut, 'latin1')]);
        },
      }),
    ),
  ),
);

type Family = {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly [string, string];
  readonly configuration?: Readonly<Record<string, string>>;
  readonly old: string;
  readonly next: string;
  /** The first with another status. */
  readonly accepted: string;
  readonly deprecated: string;
  readonly superseded: string;
  /** The second, once it supersedes the first; `links` is what comes at the end of a section or of the file. */
  readonly supersedes: string;
  readonly depends: string;
};

const madr =
  '\n## Context and Problem Statement\n\nA\n\n## Considered Options\n\n* B\n\n## Decision Outcome\n\nC\n';
const plain = '\n## Context\n\nA\n\n## Decision\n\nB\n';

const families: readonly Family[] = [
  {
    ...{ name: 'adr-tools', folder: 'doc/adr', files: ['0001-use-a.md', '0002-use-b.md'] },
    old: `# 1. Use A\n\nDate: 2020-01-31\n\n## Status\n\nProposed\n${plain}`,
    accepted: `# 1. Use A\n\nDate: ${day}\n\n## Status\n\nAccepted\n${plain}`,
    deprecated: `# 1. Use A\n\nDate: ${day}\n\n## Status\n\nDeprecated\n${plain}`,
    superseded: `# 1. Use A\n\nDate: ${day}\n\n## Status\n\nSuperseded by [2. Use B](0002-use-b.md)\n${plain}`,
    next: `# 2. Use B\n\nDate: 2020-02-01\n\n## Status\n\nAccepted\n${plain}`,
    supersedes: `# 2. Use B\n\nDate: 2020-02-01\n\n## Status\n\nAccepted\n\nSupersedes [1. Use A](0001-use-a.md)\n${plain}`,
    depends: `# 2. Use B\n\nDate: 2020-02-01\n\n## Status\n\nAccepted\n\nDepends on [1. Use A](0001-use-a.md)\n${plain}`,
  },
  {
    ...{ name: 'adr-tools as it spells', folder: 'doc/adr', files: ['0001-use-a.md', '0002-use-b.md'] },
    configuration: {
      'doc/adr/0003-x.md': `# 3. X\n\n## Status\n\nSuperceded by [4. Y](0004-y.md)\n${plain}`,
      'doc/adr/0004-y.md': `# 4. Y\n\n## Status\n\nAccepted\n\nSupercedes [3. X](0003-x.md)\n${plain}`,
    },
    old: `# 1. Use A\n\nDate: 2020-01-31\n\n## Status\n\nPROPOSED\n${plain}`,
    accepted: `# 1. Use A\n\nDate: ${day}\n\n## Status\n\nACCEPTED\n${plain}`,
    deprecated: `# 1. Use A\n\nDate: ${day}\n\n## Status\n\nDEPRECATED\n${plain}`,
    superseded: `# 1. Use A\n\nDate: ${day}\n\n## Status\n\nSuperceded by [2. Use B](0002-use-b.md)\n${plain}`,
    next: `# 2. Use B\n\n## Status\n\nAccepted\n${plain}`,
    supersedes: `# 2. Use B\n\n## Status\n\nAccepted\n\nSupercedes [1. Use A](0001-use-a.md)\n${plain}`,
    depends: `# 2. Use B\n\n## Status\n\nAccepted\n\nDepends on [1. Use A](0001-use-a.md)\n${plain}`,
  },
  {
    ...{ name: 'MADR 4', folder: 'docs/decisions', files: ['0000-use-a.md', '0001-use-b.md'] },
    old: `---\nstatus: proposed # yet\ndate: 2020-01-31\ndecision-makers: [A]\n---\n# Use A\n${madr}`,
    accepted: `---\nstatus: accepted # yet\ndate: ${day}\ndecision-makers: [A]\n---\n# Use A\n${madr}`,
    deprecated: `---\nstatus: deprecated # yet\ndate: ${day}\ndecision-makers: [A]\n---\n# Use A\n${madr}`,
    superseded: `---\nstatus: superseded by ADR-0001 # yet\ndate: ${day}\ndecision-makers: [A]\n---\n# Use A\n${madr}`,
    next: `---\nstatus: "accepted"\ndate: 2020-02-01\n---\n# Use B\n${madr}\n## More Information\n\n* See [web](https://example.org)\n`,
    supersedes: `---\nstatus: "accepted"\ndate: 2020-02-01\n---\n# Use B\n${madr}\n## More Information\n\n* See [web](https://example.org)\n* Supersedes [ADR-0000](0000-use-a.md)\n`,
    depends: `---\nstatus: "accepted"\ndate: 2020-02-01\n---\n# Use B\n${madr}\n## More Information\n\n* See [web](https://example.org)\n* Depends on [ADR-0000](0000-use-a.md)\n`,
  },
  {
    ...{ name: 'MADR 2', folder: 'docs/adr', files: ['0001-use-a.md', '0002-use-b.md'] },
    old: `# Use A\n\n* Status: proposed\n* Deciders: A\n* Date: 2020-01-31\n${madr}`,
    accepted: `# Use A\n\n* Status: accepted\n* Deciders: A\n* Date: ${day}\n${madr}`,
    deprecated: `# Use A\n\n* Status: deprecated\n* Deciders: A\n* Date: ${day}\n${madr}`,
    superseded: `# Use A\n\n* Status: superseded by [ADR-0002](0002-use-b.md)\n* Deciders: A\n* Date: ${day}\n${madr}`,
    next: `# Use B\n\n* Status: accepted\n* Date: 2020-02-01\n${madr}\n## Links\n\n* [Refined](0009-x.md)\n\n<!-- more -->\n`,
    supersedes: `# Use B\n\n* Status: accepted\n* Date: 2020-02-01\n${madr}\n## Links\n\n* [Refined](0009-x.md)\n\n<!-- more -->\n* Supersedes [ADR-0001](0001-use-a.md)\n`,
    depends: `# Use B\n\n* Status: accepted\n* Date: 2020-02-01\n${madr}\n## Links\n\n* [Refined](0009-x.md)\n\n<!-- more -->\n* Depends on [ADR-0001](0001-use-a.md)\n`,
  },
  {
    ...{ name: 'log4brains', folder: 'log', files: ['20200131-use-a.md', '20200201-use-b.md'] },
    configuration: { '.log4brains.yml': 'project:\n  name: x\n  adrFolder: ./log\n' },
    old: `# Use A\n\n- Status: proposed\n- Date: 31/01/2020\n${madr}`,
    accepted: `# Use A\n\n- Status: accepted\n- Date: 01/03/2026\n${madr}`,
    deprecated: `# Use A\n\n- Status: deprecated\n- Date: 01/03/2026\n${madr}`,
    superseded: `# Use A\n\n- Status: superseded by [20200201-use-b](20200201-use-b.md)\n- Date: 01/03/2026\n${madr}`,
    next: `# Use B\n\n- Status: accepted\n${madr}\n## Links\n`,
    supersedes: `# Use B\n\n- Status: accepted\n${madr}\n## Links\n\n- Supersedes [20200131-use-a](20200131-use-a.md)\n`,
    depends: `# Use B\n\n- Status: accepted\n${madr}\n## Links\n\n- Depends on [20200131-use-a](20200131-use-a.md)\n`,
  },
  {
    ...{ name: 'German, no number', folder: 'docs/adr', files: ['eins (a).md', '名前.md'] },
    old: '# Eins\n\n## Status\n\nVorgeschlagen\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
    accepted: '# Eins\n\n## Status\n\nAkzeptiert\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
    deprecated: '# Eins\n\n## Status\n\nVeraltet\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
    superseded:
      '# Eins\n\n## Status\n\nErsetzt durch [Zwei](名前.md)\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
    next: '# Zwei\n\n## Status\n\nAkzeptiert\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
    supersedes:
      '# Zwei\n\n## Status\n\nAkzeptiert\n\nErsetzt [Eins](eins%20%28a%29.md)\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
    depends:
      '# Zwei\n\n## Status\n\nAkzeptiert\n\nHängt ab von [Eins](eins%20%28a%29.md)\n\n## Kontext\n\nA\n\n## Entscheidung\n\nB\n',
  },
];

describe.each(families)('$name', family => {
  const [first, second] = family.files.map(name => `${family.folder}/${name}`) as [string, string];
  const whole = (text: string): Buffer => Buffer.concat([Buffer.from(text), noise]);
  const id = (path: string): string => path.slice(family.folder.length + 1, -'.md'.length);

  test.each(turns)('$name: only what is said changes', async ({ turn }) => {
    put({
      [first]: turn(whole(family.old)),
      [second]: turn(Buffer.from(family.next)),
      ...family.configuration,
    });
    const life = { cwd: root, id: id(first) };
    const other = at(second);
    await runStatus('accept', life);
    expect(at(first).toString('latin1')).toBe(turn(whole(family.accepted)).toString('latin1'));
    expect(at(second).equals(other)).toBe(true);
    await runStatus('deprecate', life);
    expect(at(first).toString('latin1')).toBe(turn(whole(family.deprecated)).toString('latin1'));

    put({ [first]: turn(whole(family.accepted)) });
    await runSupersede({ ...life, by: [id(second)], partial: false });
    expect(at(first).toString('latin1')).toBe(turn(whole(family.superseded)).toString('latin1'));
    expect(at(second).toString('latin1')).toBe(turn(Buffer.from(family.supersedes)).toString('latin1'));
    expect(list()).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          id: id(first),
          status: 'superseded',
          links: [expect.objectContaining({ relation: 'superseded-by', id: id(second) })],
        }),
        expect.objectContaining({
          id: id(second),
          status: 'accepted',
          links: expect.arrayContaining([expect.objectContaining({ relation: 'supersedes', id: id(first) })]),
        }),
      ]),
    );
    const again = await runSupersede({ ...life, by: [id(second)], partial: false });
    expect(again.written).toEqual([]);

    put({ [first]: turn(whole(family.accepted)), [second]: turn(Buffer.from(family.next)) });
    await runLink({ cwd: root, id: id(second), relation: 'depends on', other: id(first) });
    expect(at(second).toString('latin1')).toBe(turn(Buffer.from(family.depends)).toString('latin1'));
    expect(list().find(one => one.id === id(first))?.links).toMatchObject([
      { relation: 'required-by', id: id(second) },
    ]);
  });
});

const nygard = (title: string, status: string): string =>
  `# ${title}\n\nDate: 2020-01-31\n\n## Status\n\n${status}\n${plain}`;

const issueOf = async (run: () => Promise<unknown>) => {
  try {
    await run();
  } catch (error) {
    if (error instanceof Problem) return { ...error.issues[0], exitCode: error.exitCode };
    throw error;
  }
  return undefined;
};

describe('what is no sense is refused, and nothing is written', () => {
  const files = {
    'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
    'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
    'docs/adr/0003-c.md': nygard('3. C', 'Rejected'),
    'docs/adr/0004-d.md': nygard('4. D', 'Proposed\n\nDepends on [2. B](0002-b.md)'),
    'docs/adr/0005-e.md':
      '# 5. E\n\n<<<<<<< ours\n## Status\n=======\n## Status\n\nAccepted\n>>>>>>> theirs\n',
  };
  beforeEach(() => put(files));

  const supersede = (id: string, ...by: string[]) => runSupersede({ cwd: root, id, by, partial: false });
  test.each([
    ['accepting what is superseded', () => runStatus('accept', { cwd: root, id: '1' }), 'wrong-status'],
    ['accepting what is rejected', () => runStatus('accept', { cwd: root, id: '3' }), 'wrong-status'],
    ['rejecting what is accepted', () => runStatus('reject', { cwd: root, id: '2' }), 'wrong-status'],
    ['deprecating what is proposed', () => runStatus('deprecate', { cwd: root, id: '4' }), 'wrong-status'],
    ['superseding itself', () => supersede('2', '2'), 'own-link'],
    ['a circle', () => supersede('2', '1'), 'link-cycle'],
    ['by what is rejected', () => supersede('2', '3'), 'wrong-status'],
    ['superseding what never held', () => supersede('3', '2'), 'wrong-status'],
    ['an unknown record', () => runStatus('accept', { cwd: root, id: '9' }), 'unknown-record'],
    ['an unknown successor', () => supersede('2', '4', '9'), 'unknown-record'],
    [
      'a circle of needs',
      () => runLink({ cwd: root, id: '2', relation: 'depends-on', other: '4' }),
      'link-cycle',
    ],
    ['an unknown relation', () => runLink({ cwd: root, id: '2', relation: 'amnds', other: '4' }), 'usage'],
    ['a day that cannot be', () => runStatus('accept', { cwd: root, id: '4', date: '2026-02-30' }), 'usage'],
    ['both sides of a merge', () => runStatus('deprecate', { cwd: root, id: '5' }), 'conflict'],
  ])('%s', async (_, run, code) => {
    expect(await issueOf(run)).toMatchObject({ code, exitCode: 2 });
    for (const [path, text] of Object.entries(files)) expect(at(path).toString()).toBe(text);
  });

  test('what is so already is said, and nothing is written', async () => {
    const { written, notes } = await runStatus('accept', { cwd: root, id: '2' });
    expect([written, notes]).toEqual([[], ['0002-b is accepted already.']]);
    expect(at('docs/adr/0002-b.md').toString()).toBe(files['docs/adr/0002-b.md']);
  });
});

test('several successors, one of them later', async () => {
  put({
    'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
    'docs/adr/0002-b.md': nygard('2. B', 'Accepted'),
    'docs/adr/0003-c.md': nygard('3. C', 'Proposed'),
    'docs/adr/0004-d.md': nygard('4. D', 'Accepted'),
  });
  const { notes } = await runSupersede({ cwd: root, id: '1', by: ['2', '3'], partial: false });
  expect(notes).toEqual(['0003-c is still proposed: adrgen accept 0003-c']);
  await runSupersede({ cwd: root, id: '1', by: ['4'], partial: false });
  expect(at('docs/adr/0001-a.md').toString()).toBe(
    nygard('1. A', 'Superseded by [2. B](0002-b.md), [3. C](0003-c.md)\n\nSuperseded by [4. D](0004-d.md)'),
  );
  expect(list()[0]?.links.map(({ id }) => id)).toEqual(['0002-b', '0003-c', '0004-d']);
  const madrFile = 'docs/adr/0009-m.md';
  put({ [madrFile]: `---\nstatus: accepted\n---\n# M\n${madr}` });
  await runSupersede({ cwd: root, id: '9', by: ['2', '3'], partial: false });
  await runSupersede({ cwd: root, id: '9', by: ['4'], partial: false });
  expect(at(madrFile).toString()).toContain('status: superseded by ADR-0002, ADR-0003, ADR-0004\n');
});

test('a part is superseded: the record stays in force, and both ends say so', async () => {
  put({
    'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
    'docs/adr/0002-b.md': `---\nstatus: accepted\n---\n# B\n${madr}`,
  });
  await runSupersede({ cwd: root, id: '1', by: ['2'], partial: true });
  expect(at('docs/adr/0001-a.md').toString()).toBe(
    nygard('1. A', 'Accepted\n\nPartially superseded by [B](0002-b.md)'),
  );
  expect(at('docs/adr/0002-b.md').toString()).toContain(
    '## More Information\n\n* Partially supersedes [ADR-0001](0001-a.md)\n',
  );
  expect(list().map(({ status, links }) => [status, links[0]?.relation, links[0]?.partial])).toEqual([
    ['accepted', 'superseded-by', true],
    ['accepted', 'supersedes', true],
  ]);
});

test('accepting a record writes the other ends of what it supersedes and amends', async () => {
  put({
    'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
    'docs/adr/0002-b.md': nygard('2. B', 'Accepted'),
    'docs/adr/0003-c.md': nygard(
      '3. C',
      'Proposed\n\nSupersedes [1. A](0001-a.md)\n\nAmends [2. B](0002-b.md)',
    ),
  });
  const { written } = await runStatus('accept', { cwd: root, id: '3' });
  expect(written.map(({ id, status }) => [id, status])).toEqual([
    ['0003-c', 'accepted'],
    ['0001-a', 'superseded'],
    ['0002-b', 'accepted'],
  ]);
  expect(at('docs/adr/0001-a.md').toString()).toBe(nygard('1. A', 'Superseded by [3. C](0003-c.md)'));
  expect(at('docs/adr/0002-b.md').toString()).toBe(
    nygard('2. B', 'Accepted\n\nAmended by [3. C](0003-c.md)'),
  );
});

test.each([
  ['no status', `# A\n${plain}`, `# A\n\n## Status\n\nAccepted\n${plain}`],
  ['an empty section', `# A\n\n## Status\n${plain}`, `# A\n\n## Status\n\nAccepted\n${plain}`],
  ['a choice that was left', '# A\n\n## Status\n\n[proposed | accepted]\n', '# A\n\n## Status\n\nAccepted\n'],
  [
    'an empty key',
    `---\nstatus:\n---\n# A\n${madr}`,
    `---\nstatus: accepted\ndate: ${day}\n---\n# A\n${madr}`,
  ],
  ['no front matter', `# A\n${madr}`, `---\nstatus: accepted\n---\n\n# A\n${madr}`],
  [
    'a key in quotes',
    `---\nstatus: 'proposed'\ndate:\n---\n# A\n`,
    `---\nstatus: 'accepted'\ndate: ${day}\n---\n# A\n`,
  ],
  [
    'two places',
    '---\nstatus: draft\n---\n# A\n\n## Status\n\nDraft\n',
    '---\nstatus: accepted\n---\n# A\n\n## Status\n\nAccepted\n',
  ],
  ['prose', '# A\n\n## Status\n\nProposed, see [2](2.md)\n', '# A\n\n## Status\n\nAccepted, see [2](2.md)\n'],
  [
    'a line',
    '# A\n\n**Status:** Proposed  \n**Date:** 31.01.2020\n',
    '# A\n\n**Status:** Accepted  \n**Date:** 01.03.2026\n',
  ],
  ['a row', '# A\n\n| Status | Proposed |\n|---|---|\n', '# A\n\n| Status | Accepted |\n|---|---|\n'],
  [
    'a badge',
    '# A\n\n![s](https://img.shields.io/badge/status-proposed-red)\n',
    '# A\n\n![s](https://img.shields.io/badge/status-accepted-red)\n',
  ],
  ['nothing at all', '', '## Status\n\nAccepted\n'],
])('a record with %s is accepted', async (_, before, after) => {
  put({ 'docs/adr/0001-a.md': before });
  await runStatus('accept', { cwd: root, id: '1' });
  expect(at('docs/adr/0001-a.md').toString()).toBe(after);
});

describe('files', () => {
  beforeEach(() =>
    put({
      'docs/adr/0001-a.md': nygard('1. A', 'Proposed'),
      'docs/adr/0002-b.md': nygard('2. B', 'Accepted'),
    }),
  );
  const accept = () => runStatus('accept', { cwd: root, id: '1' });

  test('keep their permissions', async () => {
    chmodSync(join(root, 'docs/adr/0001-a.md'), 0o640);
    await accept();
    expect(statSync(join(root, 'docs/adr/0001-a.md')).mode & 0o7777).toBe(0o640);
    expect(at('docs/adr/0001-a.md').toString()).toContain('Accepted');
  });

  test('that are read-only stay, and so do those that would be written with them', async () => {
    chmodSync(join(root, 'docs/adr/0002-b.md'), 0o444);
    const run = () => runSupersede({ cwd: root, id: '2', by: ['1'], partial: false });
    expect(await issueOf(run)).toMatchObject({ code: 'cannot-write', exitCode: 2 });
    expect(at('docs/adr/0001-a.md').toString()).toBe(nygard('1. A', 'Proposed'));
    expect(at('docs/adr/0002-b.md').toString()).toBe(nygard('2. B', 'Accepted'));
  });

  test('outside of the repository are not written through a link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'adrgen-outside-'));
    try {
      writeFileSync(join(outside, '0001-a.md'), nygard('1. A', 'Proposed'));
      rmSync(join(root, 'docs'), { recursive: true });
      mkdirSync(join(root, 'docs'));
      symlinkSync(outside, join(root, 'docs/adr'));
      expect(await issueOf(accept)).toMatchObject({ code: 'outside-root', exitCode: 2 });
      expect(readFileSync(join(outside, '0001-a.md'), 'utf8')).toBe(nygard('1. A', 'Proposed'));
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('are not written while another command writes', async () => {
    mkdirSync(join(root, '.adrgen'));
    writeFileSync(join(root, '.adrgen/writer'), `${process.ppid}\n`);
    expect(await issueOf(accept)).toMatchObject({ code: 'another-run', exitCode: 2 });
    expect(at('docs/adr/0001-a.md').toString()).toBe(nygard('1. A', 'Proposed'));
  });

  test('that a killed command left to be written are written first', async () => {
    const before = createHash('sha256').update(at('docs/adr/0002-b.md')).digest('hex');
    put({
      '.adrgen/staging/0': nygard('2. B', 'Deprecated'),
      '.adrgen/journal.json': JSON.stringify([{ staged: '0', path: 'docs/adr/0002-b.md', before }]),
    });
    await accept();
    expect(list().map(({ status }) => status)).toEqual(['accepted', 'deprecated']);
    expect(existsSync(join(root, '.adrgen/journal.json'))).toBe(false);
  });
});

test('a plain link beside a stronger one is not written', async () => {
  put({
    'docs/adr/0001-a.md': '# A\n\n## Status\n\nAccepted\n',
    'docs/adr/0002-b.md': '# B\n\n## Status\n\nAccepted\n',
  });
  await runSupersede({ cwd: root, id: '1', by: ['2'], partial: false });
  const before = at('docs/adr/0002-b.md');
  const { written, notes } = await runLink({ cwd: root, id: '2', relation: 'relates-to', other: '1' });
  expect([written, notes]).toEqual([[], ['Both records say so already.']]);
  expect(at('docs/adr/0002-b.md')).toEqual(before);
});
