import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Browser } from 'puppeteer';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { adrgen, build, freshFolder, small, tree } from '../e2e/command.ts';
import { repository } from '../house/adrgen.ts';
import { installCommand, runStep, workflowCommands } from '../house/workflow.ts';
import { hostileText } from '../render/hostile-text.ts';
import { letters, openBrowser, type Seen, type Served, see, serve, textOf } from './site-pages.ts';

vi.setConfig({ testTimeout: 20 * 60_000, hookTimeout: 20 * 60_000 });

/** Configurations as docs/sites.md shows them. */
const configs = [
  ...readFileSync(join(repository, 'docs/sites.md'), 'utf8').matchAll(/^```js\n([\s\S]*?)^```/gm),
].map(([, text = '']) => text);

const run = (cwd: string, program: string, ...words: readonly string[]) => {
  const env = { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' };
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, env, shell, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

/** Installs VitePress from its lock file; gives a project in a Git repository of its own. */
const project = (config: string, at = ''): string => {
  const folder = freshFolder();
  cpSync(join(repository, 'test/sites/vitepress'), folder, { recursive: true });
  const install = run(folder, 'npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts');
  expect(install.status, install.said).toBe(0);
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, at, '.vitepress'), { recursive: true });
  writeFileSync(join(folder, at, '.vitepress/config.mjs'), config);
  return folder;
};

/** VitePress fails at dead links by itself; a warning fails the test too. */
const buildSite = (folder: string, ...words: readonly string[]): void => {
  const { status, said } = run(
    folder,
    process.execPath,
    'node_modules/vitepress/bin/vitepress.js',
    'build',
    ...words,
  );
  expect(status, said).toBe(0);
  expect(said).not.toMatch(/warn|\(!\)|not loaded|falling back|could not|fail|error/i);
};

const fixed = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: text as it stands in workflows
  '{{ 7 * 7 }} ${{ secrets.X }} {{{ this }}} {% raw %}',
  '<T> of Map<string, n>, <script>alert(1)</script> and </div>',
  ':::danger stop',
  '{#id .class} [[toc]] [toc] <<< @/package.json',
  'before <!-- @include: ./package.json --> after `<!-- @include: ./package.json -->`',
  '| a | b | {.x} ==m== :tada: $x$ ~~no~~ [a](javascript:x) ![a](http://x.evil/a.png)',
  'import x from "y"',
  'export default import.meta.env.MODE process.env.NODE_ENV __VUE_PROD_DEVTOOLS__',
  'http://localhost:8080/x and <http://localhost:3000>',
  '`{{ code }}` and ``a ` b`` [!code ++] // [!code --]',
  'مرحبا 漢字 😀 &lt; &#x41; \\ \\{ \\[',
];

/** What a requirements file can hold: lines without control characters, each one told from the others. */
const drawn = fc
  .sample(hostileText, { numRuns: 60, seed: 20_261_122 })
  .map(text => text.replace(/[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u200B\uFEFF]/gu, ' '))
  .map((text, index) => `word${index} ${text} end${index}`);

const hostile = {
  system: 'Dist <b>{{ 7 }}</b> $& </script><img src=x onerror=alert(1)>',
  purpose: `Show ${fixed[0]}`,
  functional: [...fixed, ...drawn],
  stakeholders: [{ role: '漢字 {{x}} <b>', concerns: ['# heading {#x}'] }],
  scope: { in: ['---'], out: ['```js {{x}} ```'] },
  glossary: { '<T>': '{{ this }} &lt;' },
  quality: { availability: '99.9%', latency_p95: '300ms' },
  load: { rps: '50/s' },
};

/** What people write into a record, and what a reader of the site has of it. */
const byHand = `
## Our own words

[[toc]] <!-- hidden --> {{ constructor }} <T> a<br>b {#own .class}

> [!WARNING]
> Mind the gap.

See [the design][d], [a plan](../../plans/a.md), [here](http://localhost:8080/x) and [it](#our-own-words).

::: danger
{{ 1 + 1 }}
:::

| a | b |
|---|---|
| \`x \\| {{ y }}\` | <b>bold</b> |

\`\`\`plantuml
@startuml {{ z }}
\`\`\`

\`\`\`ts-vue {1}
const a = '{{ 2 }}'; // [!code --]
<!-- @include: ../../package.json -->
const b = 1;
\`\`\`

[d]: ../design/order-notifications.md#capacity
`;

const byHandSeen = [
  '[[toc]] {{ constructor }} <T> a b {#own .class}',
  'Warning Mind the gap.',
  'See the design, a plan (plans/a.md), here (http://localhost:8080/x) and it.',
  '::: danger {{ 1 + 1 }} :::',
  'x | {{ y }} <b>bold</b>',
  '@startuml {{ z }}',
  "const a = '{{ 2 }}'; // [!code --]",
  '<!-- @include: ../../package.json -->',
  'const b = 1;',
];

const write = async (folder: string, text: string): Promise<void> => {
  writeFileSync(join(folder, 'requirements.yaml'), text);
  const { code, stderr } = await adrgen(['new', 'requirements.yaml', '--images', 'svg'], { cwd: folder });
  expect(code, stderr).toBe(0);
};

let browser: Browser;
beforeAll(async () => {
  build();
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('a site of its own', () => {
  let folder: string;
  let served: Served;
  const pages = new Map<string, Seen>();
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const source = (text: string): string =>
    letters(textOf(remark().use(remarkFrontmatter).use(remarkGfm).parse(text)));
  const record = 'docs/adr/0001-compute.md';
  let lockOf: ReadonlyMap<string, string>;

  beforeAll(async () => {
    folder = project(configs[0] ?? '');
    await write(folder, small);
    appendFileSync(join(folder, record), byHand);
    for (const name of readdirSync(join(repository, 'docs/examples')).sort())
      await write(
        folder,
        readFileSync(join(repository, 'docs/examples', name, 'requirements.yaml'), 'utf8').replace(
          /^system: Order notifications$/m,
          'system: Public',
        ),
      );
    await write(folder, stringify(hostile));
    const { code, stdout, stderr } = await adrgen(['site', '--flavor', 'generic', '--json'], { cwd: folder });
    expect(code, stderr).toBe(0);
    const { files } = JSON.parse(stdout) as { files: { path: string; source: string | null }[] };
    lockOf = new Map(files.flatMap(file => (file.source === null ? [] : [[file.path, file.source]])));
    buildSite(folder);
    served = await serve(join(folder, '.vitepress/dist'));
    for (const path of Object.keys(tree(join(folder, 'site'))).filter(path => path.endsWith('.md')))
      pages.set(path, await see(browser, encodeURI(`${served.url}/${path.replace(/\.md$/, '.html')}`)));
  });
  afterAll(() => served?.stop());

  it('has a page for every document', () => {
    expect(pages.size).toBeGreaterThan(40);
    expect(new Set(readdirSync(join(folder, 'docs/adr')).filter(name => name.endsWith('.md')))).toEqual(
      new Set(
        [...lockOf.values()].flatMap(path =>
          /adr\/[^/]+\.md$/.test(path) ? [path.replace(/.*\//, '')] : [],
        ),
      ),
    );
  });

  it('is read without an error, a failed request or a broken picture', () => {
    for (const [path, { complaints, pictures }] of pages) {
      expect(complaints, path).toEqual([]);
      expect(
        pictures.filter(({ width }) => width === 0),
        path,
      ).toEqual([]);
      const shown = lockOf.get(path) ?? '';
      const written = shown.endsWith('.md') ? [...read(shown).matchAll(/^!\[.*\]\(\./gm)].length : 0;
      expect(pictures.length, path).toBe(written);
    }
    expect([...pages.values()].flatMap(({ pictures }) => pictures).length).toBeGreaterThan(30);
  });

  it('leads somewhere with every link', () => {
    for (const [path, { links }] of pages) {
      for (const link of links.filter(link => link.startsWith(served.url))) {
        const { pathname, hash } = new URL(link);
        const there = pages.get(
          decodeURIComponent(pathname)
            .slice(1)
            .replace(/\.html$/, '.md')
            .replace(/^$/, 'index.md'),
        );
        expect(there, `${path}: ${link}`).toBeDefined();
        if (hash !== '') expect(there?.ids, `${path}: ${link}`).toContain(decodeURIComponent(hash.slice(1)));
      }
    }
  });

  it('shows the text of every document letter for letter', () => {
    for (const [path, { text, title, code }] of pages) {
      const shown = lockOf.get(path);
      if (shown === undefined || shown === record) continue;
      const written = read(shown);
      if (!shown.endsWith('.md')) {
        expect(code, path).toEqual([written.trimEnd()]);
        continue;
      }
      const [heading = ''] = /^# .*$/m.exec(written) ?? [];
      const [, status, date] = /^---\nstatus: (.*)\ndate: (.*)\n---\n/.exec(written) ?? [];
      const facts = status === undefined ? '' : `Status: ${status} Date: ${date}`;
      const top = source(heading);
      expect(letters(text), path).toBe(top + letters(facts) + source(written).slice(top.length));
      expect(letters(title), path).toBe(`${top}|Decisions`);
    }
    const all = [...pages.values()].map(({ text }) => letters(text)).join('\n');
    for (const text of [hostile.purpose, ...hostile.functional]) expect(all).toContain(letters(text));
  });

  it('names systems and records in the sidebar as they are named', () => {
    const { sidebar = [] } = pages.get('index.md') ?? {};
    expect(sidebar).toContain(hostile.system);
    for (const [path, shown] of lockOf) {
      if (!/adr\/[^/]+\.md$/.test(shown)) continue;
      const title = source(/^# .*$/m.exec(read(shown))?.[0] ?? '');
      expect(
        sidebar.map(text => letters(text).replace(/^\d+\./, '')),
        path,
      ).toContain(title);
    }
  });

  it('shows what people wrote, and nothing that they hid', () => {
    const page = [...lockOf].find(([, shown]) => shown === record)?.[0] ?? '';
    const { text = '' } = pages.get(page) ?? {};
    for (const part of byHandSeen) expect(letters(text)).toContain(letters(part));
    expect(text).not.toContain('hidden');
    expect(text).not.toContain('"vitepress"');
  });
});

it('is made by the workflow of docs/continuous-integration.md', async () => {
  const folder = project(configs[0] ?? '');
  await write(folder, small);
  for (const command of workflowCommands().site ?? []) {
    const { status, said } = runStep(folder, command);
    expect(status, `${command}\n${said}`).toBe(0);
    if (command === 'npm ci') installCommand(folder);
  }
  const html = readFileSync(join(folder, '.vitepress/dist/order-notifications/design.html'), 'utf8');
  expect(html).toContain('Order notifications: design');
});

describe('pages within another site', () => {
  it('stand below its folder, with their sidebar', async () => {
    const folder = project(configs[1] ?? '', 'docs');
    await write(folder, small);
    writeFileSync(join(folder, 'docs/index.md'), '# Handbook\n\n[Decisions](./decisions/index.md)\n');
    expect(await adrgen(['site', '--out', 'docs/decisions'], { cwd: folder })).toMatchObject({ code: 0 });
    buildSite(folder, 'docs');
    const served = await serve(join(folder, 'docs/.vitepress/dist'));
    try {
      const { sidebar, complaints } = await see(
        browser,
        `${served.url}/decisions/order-notifications/design.html`,
      );
      expect([complaints, sidebar.slice(0, 3)]).toEqual([
        [],
        ['Decision log', 'Order notifications', 'Design'],
      ]);
      const links = await seeSidebar(`${served.url}/decisions/`);
      for (const link of links) expect((await fetch(link)).status, link).toBe(200);
      expect(links.length).toBeGreaterThan(3);
    } finally {
      served.stop();
    }
  });

  const seeSidebar = async (url: string): Promise<readonly string[]> => {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'networkidle0' });
    return (await page.evaluate(
      `[...document.querySelectorAll('.VPSidebar a')].map(({ href }) => href)`,
    )) as string[];
  };
});
