import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { markdownRules } from '../../src/rules/markdown/table.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { rules } from '../../src/rules/table.ts';
import { designFrom, found } from './designs.ts';

const folder = new URL('../../docs/rules/', import.meta.url);
const update = process.env.UPDATE_DOCS === '1';

const subjects = { document: 'our document', system: 'your system' } as const;

/** What has a page: a rule for structured documents, for Markdown, or for both under one id. */
type Paged = Pick<Rule, 'id' | 'says' | 'levels'>;

const paged: readonly Paged[] = [
  ...rules,
  ...markdownRules
    .filter(({ id }) => !rules.some(rule => rule.id === id))
    .map(({ id, says }) => ({ id, says, levels: {} })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

const levelsOf = ({ id, levels }: Paged): readonly string[] => [
  ...(['document', 'system'] as const).flatMap(about =>
    levels[about] === undefined ? [] : [`${subjects[about]} (${levels[about]})`],
  ),
  ...markdownRules.filter(rule => rule.id === id).map(({ level }) => `Markdown records (${level})`),
];

/** "a, b and c" */
const listed = (parts: readonly string[]): string => parts.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** What a page says before its own words: UPDATE_DOCS=1 writes it. */
const headOf = (rule: Paged): string =>
  `# ${rule.id}\n\n<!-- head -->\n\n${rule.says}\n\nJudges ${listed(levelsOf(rule))}.\n\n`;

const intro = `# Rules

What the documents must hold. A rule judges either **our document**, where an error is a defect of adrgen and nothing is written, or **your system**, where errors and warnings stand in the design document under Risks. What a team asks and rates itself is its own: gaps there are about the system. Records that stand as Markdown, people's own among them, are judged by [\`adrgen lint\`](../lint.md).

Each page shows what fails and how to mend it. What stands between \`# id\` and \`## Why\` is made from the code: \`UPDATE_DOCS=1 npx vitest run test/rules/pages.test.ts\`.

`;

const indexOf = (): string => {
  const rows = paged.map(
    rule => `| [${rule.id}](${rule.id.toLowerCase()}.md) | ${rule.says} | ${levelsOf(rule).join(', ')} |\n`,
  );
  return `${intro}| Rule | Asks | Judges |\n| --- | --- | --- |\n${rows.join('')}`;
};

const pathOf = ({ id }: Paged): URL => new URL(`${id.toLowerCase()}.md`, folder);
const read = (path: URL): string => readFileSync(path, 'utf8');
const wordsOf = (page: string): string => page.slice(page.indexOf('## Why'));

if (update) {
  writeFileSync(new URL('README.md', folder), indexOf());
  for (const rule of paged) writeFileSync(pathOf(rule), headOf(rule) + wordsOf(read(pathOf(rule))));
}

test('every rule has one page, and every page a rule', () => {
  const pages = readdirSync(folder).filter(name => name !== 'README.md');
  expect(pages.sort()).toEqual(paged.map(({ id }) => `${id.toLowerCase()}.md`).sort());
});

test('ids are unique, in order and of the published form', () => {
  const ids = paged.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const id of ids) expect(id).toMatch(/^[A-Z]+-\d{3}$/);
});

test('the index lists the rules as the code has them', () => {
  expect(read(new URL('README.md', folder))).toBe(indexOf());
});

test.each(paged)('the head of the page of $id is that of the code', rule => {
  const page = read(pathOf(rule));
  expect(page.slice(0, page.indexOf('## Why'))).toBe(headOf(rule));
  const own = page.replace(/^```[\s\S]*?^```/gmu, '');
  expect(own.match(/^## .*$/gmu)).toEqual(['## Why', '## Fails', '## Mend']);
});

const exampleUnder = (page: string, heading: string): string | undefined =>
  new RegExp(`## ${heading}\\n[\\s\\S]*?\`\`\`yaml\\n([\\s\\S]*?)\`\`\``, 'u').exec(page)?.[1];

const judgingFiles = rules.filter(({ id, levels }) => levels.system !== undefined && id !== 'ASK-001');

describe.each(judgingFiles)('$id', rule => {
  const page = read(pathOf(rule));

  test('the example of its page fails', async () => {
    const findings = found(await designFrom(exampleUnder(page, 'Fails') ?? ''), rule.id);
    expect(findings).not.toEqual([]);
    for (const { about, level, text, hint } of findings) {
      expect({ about, level }).toEqual({ about: 'system', level: rule.levels.system });
      expect(text).toMatch(/^\p{Lu}.*\.$/su);
      expect(hint).toBeTruthy();
    }
  });

  test('the mended example passes', async () => {
    expect(found(await designFrom(exampleUnder(page, 'Mend') ?? ''), rule.id)).toEqual([]);
  });
});
