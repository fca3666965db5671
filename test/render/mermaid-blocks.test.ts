import { expect, test } from 'vitest';
import { mermaidBlocks } from '../../src/render/mermaid-blocks.ts';
import { lineOfSource, titleOfSource } from '../../src/render/mermaid-source.ts';
import { withPictureLinks } from '../../src/render/picture-links.ts';

const fence = '```';
const text = `# A

${fence}mermaid
flowchart LR
  A --> B
${fence}

- in a list

  ~~~mermaid
  pie
    "a" : 1

    "b" : 2
  ~~~

> ${fence}mermaid {theme: dark}
> graph TD
> ${fence}

${fence}${fence}markdown
${fence}mermaid
not a diagram
${fence}
::: mermaid
nor this
:::
${fence}${fence}

${fence}js
mermaid
${fence}

::: mermaid
sequenceDiagram
  A->>B: x
:::
`;

const links = (markdown: string) =>
  mermaidBlocks(markdown).map((block, index) => ({ block, address: `img/a (${index + 1}).svg` }));

test('finds every block, and where its first line stands', () => {
  const blocks = mermaidBlocks(text);
  expect(blocks.map(({ source }) => source)).toEqual([
    'flowchart LR\n  A --> B',
    'pie\n  "a" : 1\n\n  "b" : 2',
    'graph TD',
    'sequenceDiagram\n  A->>B: x\n',
  ]);
  const lines = text.split('\n');
  expect(blocks.map(({ line }) => lines[line - 1]?.replace(/^[\s>]+/, ''))).toEqual([
    'flowchart LR',
    'pie',
    'graph TD',
    'sequenceDiagram',
  ]);
});

test('links take the place of blocks, and nothing else changes', () => {
  const replaced = withPictureLinks(text, links(text), { inline: false });
  expect(mermaidBlocks(replaced)).toEqual([]);
  expect(replaced).toContain('\n![diagram](img/a%20%281%29.svg)\n');
  expect(replaced).toContain('\n  ![diagram](img/a%20%282%29.svg)\n');
  expect(replaced).toContain('\n> ![diagram](img/a%20%283%29.svg)\n');
  expect(replaced).toContain('not a diagram');
  expect(replaced).toContain('nor this');
});

test('with the source below, the same blocks are found again, and a second run changes nothing', () => {
  for (const markdown of [text, text.replaceAll('\n', '\r\n')]) {
    const once = withPictureLinks(markdown, links(markdown), { inline: true });
    const sources = (from: string) => mermaidBlocks(from).map(({ source }) => source.replaceAll('\r', ''));
    expect(sources(once)).toEqual(sources(markdown));
    expect(withPictureLinks(once, links(once), { inline: true })).toBe(once);
    expect(once).not.toMatch(/[ \t]\r?\n/);
  }
});

test('a title becomes the text of the link, whatever is in it', () => {
  const titled = `${fence}mermaid\nflowchart LR\n  accTitle: Who [asks] *whom* <b>\n  A --> B\n${fence}\n`;
  expect(withPictureLinks(titled, links(titled), { inline: false })).toMatch(
    /^!\[Who \\\[asks\\\] \\\*whom\\\* \\<b\\>\]\(/,
  );
  expect(titleOfSource('---\ntitle: "A plan"\n---\ngantt')).toBe('A plan');
  expect(titleOfSource('pie title Pets\n "a" : 1')).toBeNull();
  expect(titleOfSource('gantt\n  title Plan B\n')).toBe('Plan B');
});

test('the line that mermaid names is found in the source as it was written', () => {
  const source = '---\ntitle: x\n---\n\n%% note\nflowchart LR\n  A --> B\n  %% note\n  C -->\n';
  expect(lineOfSource(source, 1)).toBe(6);
  expect(lineOfSource(source, 2)).toBe(7);
  expect(lineOfSource(source, 3)).toBe(9);
  expect(lineOfSource(source, 99)).toBe(9);
  expect(lineOfSource('flowchart LR\n  A -->', 2)).toBe(2);
});
