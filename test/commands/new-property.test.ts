import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { runNew } from '../../src/commands/new.ts';
import { readText } from '../render/hostile-text.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-property-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What breaks out of Markdown, templates, diagrams or YAML. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...[
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '{{x}}',
        '{{{this}}}',
        '|',
        '](http://x.evil)',
      ],
      ...[
        '---',
        'one\ntwo',
        'one\n\n# two',
        'مرحبا',
        '\u05D0\u05D1',
        '# x',
        '`code`',
        '```',
        '~~~',
        '$$x$$',
        '&lt;',
      ],
      ...[
        '[a](javascript:x)',
        '![a](http://x.evil/a.png)',
        '<!-- x',
        'https://x.evil',
        '* a',
        '1. a',
        '"q"',
        "it's",
      ],
      ...[
        'a\\b',
        '%%{init: {}}%%',
        'end',
        'subgraph',
        '漢字',
        '😀',
        '<details>',
        '[^1]',
        '==x==',
        ':::note',
        'a: b',
        '#',
      ],
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts => parts.join(' '));

/** A text of the file: a number tells it from the others, so that none is a duplicate. */
const texts = (count: number): fc.Arbitrary<string[]> =>
  fc
    .array(hostile, { minLength: count, maxLength: count })
    .map(all => all.map((text, index) => `word${index} ${text} end${index}`));

const requirements = fc
  .record({ all: texts(16), system: hostile.map(text => `Shop ${text}`) })
  .map(({ all, system }) => {
    const [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = all;
    return {
      shown: all,
      file: {
        system,
        purpose: a,
        functional: [b, { id: 'F-2', text: c, rationale: d, fit_criterion: e, priority: 'should' }],
        stakeholders: [{ role: f, concerns: [g] }],
        scope: { in: [h], out: [i] },
        glossary: { [j ?? '']: k },
        assumptions: [l],
        open_questions: [{ question: m, answer: n }],
        existing: { pain_points: [o] },
        constraints: [{ id: 'C-1', text: p, hard: false }],
        quality: { availability: '99.9%', latency_p95: '300ms' },
        load: { rps: '50/s' },
      },
    };
  });

const nodes = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(nodes) : [])];
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

test('every text of the file stands in the documents letter for letter, and starts nothing there', async () => {
  await fc.assert(
    fc.asyncProperty(requirements, async ({ file, shown }) => {
      const path = join(folder, 'requirements.yaml');
      writeFileSync(path, stringify(file));
      const result = await runNew({
        file: path,
        out: join(folder, 'docs'),
        format: 'madr',
        images: [],
        dryRun: true,
      });
      const trees = result.plan.documents.map(({ change }) => {
        if (typeof change.content !== 'string') throw new Error('a document has no text');
        return remark().use(remarkFrontmatter).use(remarkGfm).parse(change.content);
      });
      const all = trees.map(tree => flat(readText(tree))).join('\n');
      for (const text of shown) expect(all).toContain(flat(text));
      expect(all).toContain(flat(file.system));
      for (const node of trees.flatMap(nodes)) {
        if (node.type === 'html') expect(node.value).toMatch(/^<\/?code>$/);
        if (node.type === 'link' || node.type === 'definition')
          expect(node.url).not.toMatch(/^https?:\/\/x\.evil|^javascript/i);
        expect(node.type).not.toBe('image');
      }
      expect(readdirSync(folder)).toEqual(['requirements.yaml']);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 240_000);
