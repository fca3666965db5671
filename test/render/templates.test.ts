import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { markdown } from '../../src/render/markdown/markdown.ts';
import { portableTree } from '../../src/render/markdown/tree.ts';
import { documentRenderer, renderDocument } from '../../src/render/templates/templates.ts';
import { hostileText } from './hostile-text.ts';

/** A value in every position that a template can give it. */
const everywhere = `---
status: proposed
title: {{value}}
tags:
{{#each list}}
  - {{this}}
{{/each}}
---

# {{value}}

Before {{value}} after. {{value}}

**{{value}}** and *{{value}}*, \`{{value}}\`; see [{{value}}](./a.md) or [here]({{value}}).

[//]: # (adrgen:{{value}})

{{#each list}}
* {{this}}
* Good, because {{this}}
{{/each}}

1. {{value}}

> {{value}}

| Column | {{value}} |
| --- | --- |
{{#each list}}
| {{this}} | \`{{this}}\` **{{@index}}** |
{{/each}}

![{{value}}](./picture.svg)

\`\`\`sql
{{value}}
\`\`\`
`;

const viewSchema = z.object({ value: z.string(), list: z.array(z.string()) });
const render = documentRenderer({ name: 'everywhere', template: everywhere, partials: {}, viewSchema });
const renderValue = (value: string): string => render({ value, list: [value, value] });

/** Structure alone: what each node is, without the letters in it. Code for a bare address is text. */
const structure = (node: Nodes): unknown => {
  if (node.type === 'yaml') return parsedKeys(node.value);
  if (!('children' in node)) return node.type === 'definition' ? [node.type, node.url] : node.type;
  const children = node.children.map(child => structure(child));
  const isLine = node.children.some(child => child.type === 'text' || child.type === 'inlineCode');
  return [
    node.type,
    ...(isLine ? children.filter(child => child !== 'text' && child !== 'inlineCode') : children),
  ];
};

const parsedKeys = (source: string): unknown => {
  const values = parseYaml(source) as Record<string, unknown>;
  return Object.entries(values).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.length : typeof value,
  ]);
};

const oneLine = (value: string): string => value.trim().replace(/\s*[\r\n]\s*/g, ' ');

describe('a value', () => {
  const visible = hostileText.filter(
    value =>
      oneLine(value)
        .replace(/\p{Cc}/gu, '')
        .trim() !== '',
  );
  const harmless = structure(portableTree(markdown.parse(renderValue('word'))));
  // In the address position `here` may lose its link, or become one to another place.
  const withoutLink = structure(portableTree(markdown.parse(renderValue('javascript:x'))));

  it('never becomes structure, wherever it stands', () => {
    fc.assert(
      fc.property(visible, value => {
        const read = structure(portableTree(markdown.parse(renderValue(value))));
        expect([harmless, withoutLink]).toContainEqual(read);
      }),
      { numRuns: 300 },
    );
  });

  it('stands letter for letter in front matter', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const [, source = ''] = /^---\n(.*?)\n---\n/s.exec(renderValue(value)) ?? [];
        expect(parseYaml(source)).toMatchObject({
          status: 'proposed',
          title: value.replace(/\s+/g, ' ').trim(),
        });
      }),
    );
  });

  it('stands letter for letter in a fence', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const code = markdown.parse(renderValue(value)).children.find(node => node.type === 'code');
        const expected = value
          .replace(/\r\n?/g, '\n')
          .replace(/\n+$/, '')
          .replace(/[^\P{Cc}\t\n]/gu, '');
        expect(code?.value).toBe(expected.replace(/\p{Cs}/gu, '\uFFFD'));
      }),
    );
  });
});

describe('a document', () => {
  it('is filled as its template says', () => {
    const schema = z.object({
      title: z.string(),
      status: z.enum(['proposed', 'rejected']),
      date: z.string(),
      position: z.number(),
      options: z.array(z.object({ name: z.string(), href: z.string(), good: z.array(z.string()) })),
      note: z.string().optional(),
    });
    const written = renderDocument({
      name: 'small.md.hbs',
      template: [
        '---',
        'status: {{status}}',
        'date: {{date}}',
        'title: {{title}}',
        'sidebar_position: {{position}}',
        '---',
        '',
        '# {{title}}',
        '',
        '{{#if note}}{{note}}{{else}}No note.{{/if}}',
        '',
        '{{#each options as |option index|}}',
        '### {{option.name}}',
        '',
        '{{> reasons option}}',
        '',
        '[{{name}}]({{href}}) of {{../title}}, {{join good ", "}}{{#if (eq ../status "proposed")}} (proposed){{/if}}',
        '',
        '{{/each}}',
      ].join('\n'),
      partials: { reasons: '{{#each good}}\n* Good, because {{this}}\n{{/each}}\n' },
      viewSchema: schema,
      view: {
        title: 'Map<K, V>: yes',
        status: 'proposed',
        date: '2026-01-31',
        position: 3,
        options: [{ name: 'A & B', href: '../a b.md#x', good: ['<50ms', 'cheap\nand easy'] }],
      },
    });
    expect(written).toBe(`---
status: proposed
date: 2026-01-31
title: "Map<K, V>: yes"
sidebar_position: 3
---

# Map&lt;K, V>: yes

No note.

### A & B

* Good, because &lt;50ms
* Good, because cheap and easy

[A & B](../a%20b.md#x) of Map&lt;K, V>: yes, &lt;50ms, cheap and easy (proposed)
`);
  });

  it.each([
    ['javascript:alert(1)', 'x\n'],
    [' JavaScript:alert(1)', 'x\n'],
    ['data:text/html,x', 'x\n'],
    ['//host/x', 'x\n'],
    ['/etc/passwd', 'x\n'],
    ['\\\\host', 'x\n'],
    ['', 'x\n'],
    ['./a.md', '[x](./a.md)\n'],
    ['#a', '[x](#a)\n'],
    ['https://x.com/?a=(b)&c={d}', '[x](https://x.com/?a=%28b%29&c=%7Bd%7D)\n'],
    ['mailto:a@b.de', '[x](mailto:a@b.de)\n'],
    ['a) [y](z', '[x](a%29%20%5By%5D%28z)\n'],
  ])('links to %j as %j', (href, expected) => {
    const schema = z.object({ href: z.string() });
    expect(
      renderDocument({
        name: 't',
        template: '[x]({{href}})',
        partials: {},
        viewSchema: schema,
        view: { href },
      }),
    ).toBe(expected);
  });

  it('keeps the indentation of a value of many lines in code', () => {
    const schema = z.object({ code: z.string() });
    const template = '```yaml\nroot:\n  {{code}}\n```\n';
    const view = { code: 'a: 1\nb: ```\n' };
    expect(renderDocument({ name: 't', template, partials: {}, viewSchema: schema, view })).toBe(
      '````yaml\nroot:\n  a: 1\n  b: ```\n````\n',
    );
  });
});
