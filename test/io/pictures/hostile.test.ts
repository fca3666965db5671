import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDraw } from '../../../src/io/pictures/draw.ts';
import { houseLook } from '../../../src/io/pictures/look.ts';

/** Each is followed by a harmless one in the same page, which must be as it is alone. */
const drawer = createDraw({ concurrency: 1, png: false, timeLimit: 60_000 });
const harmless = { name: 'harmless', source: 'flowchart LR\n  A --> B\n' };
let connections = 0;
let server: Server;
let address: string;
let alone: string;

const svgOf = (drawing: { readonly ok: boolean; readonly svg?: string } | undefined): string =>
  drawing?.svg ?? '';

beforeAll(async () => {
  // Connections, not requests: whatever is fetched opens one.
  server = createServer(socket => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  alone = svgOf((await drawer.draw([harmless]))[0]);
  expect(alone).toContain('<svg');
});
afterAll(async () => {
  await drawer.close();
  server.close();
});

/** Attribute values and CSS, without the names of XML namespaces and without label text. */
const markup = (svg: string): string =>
  svg
    .replace(/\sxmlns(:\w+)?="[^"]*"/g, '')
    .replace(/<style>.*?<\/style>|>[^<]*</gs, part => (part.startsWith('<style>') ? part : '><'));

/** `A` stands for the address of a server that counts who comes. */
const attacks: Readonly<Record<string, string>> = {
  script: `flowchart LR\n  X["<script>fetch('A/x')</script>label"] --> Y["<scr<script>ipt>fetch('A/y')</script>"]`,
  handler: `flowchart LR\n  X["<img src=x onerror=fetch('A/x')>"] --> Y["<b onmouseover=fetch('A/y') onclick='1'>z</b>"]`,
  'handler in a sequence': `sequenceDiagram\n  participant X as <img src=x onerror=fetch('A/x')>\n  X->>X: <svg onload=fetch('A/y')>`,
  image: `flowchart LR\n  X["<img src='A/x'>"] --> Y@{ img: "A/y.png", label: "y", w: 60, h: 60 }`,
  'image set': `flowchart LR\n  X["<img srcset='A/x 1x'><picture><source srcset='A/y'></picture><video poster='A/z'></video>"]`,
  frame: `flowchart LR\n  X["<iframe src='A/x'></iframe><object data='A/y'></object><embed src='A/z'>"]`,
  font: `%%{init: {"themeCSS": "@font-face { font-family: x; src: url(A/x) } * { font-family: x }"}}%%\nflowchart LR\n  X --> Y`,
  'font family': `%%{init: {"fontFamily": "x; } @import url(A/x); a {", "themeVariables": {"fontFamily": "y;} * {background:url(A/y)}"}}}%%\nflowchart LR\n  X --> Y`,
  style: `flowchart LR\n  X --> Y\n  style X fill:url(A/x)\n  classDef c fill:url(A/y)\n  class Y c\n  linkStyle 0 stroke:url(A/z)`,
  import: `%%{init: {"themeCSS": "@import 'A/x'; @import url(A/y); @namespace url(A/z);"}}%%\nflowchart LR\n  X --> Y`,
  'security loosened': `%%{init: {"securityLevel": "loose", "secure": [], "startOnLoad": true, "htmlLabels": true}}%%\nflowchart LR\n  X["<img src=A/x>"]\n  click X call fetch("A/y")`,
  'security loosened in front matter': `---\nconfig:\n  securityLevel: loose\n  secure: []\n  dompurifyConfig:\n    ADD_TAGS: [script]\n---\nflowchart LR\n  X["<script src=A/x></script>"]\n  click X href "javascript:fetch('A/y')"`,
  link: `flowchart LR\n  X --> Y --> Z\n  click X href "javascript:alert(1)"\n  click Y "A/x" _blank\n  click Z href "data:text/html,<script>1</script>"`,
  'link in a class': `classDiagram\n  class X\n  link X "javascript:alert(1)"\n  click X href "A/x"`,
  'entities and XML': `flowchart LR\n  X["<!DOCTYPE a [<!ENTITY x SYSTEM 'A/x'>]>&x;"] --> Y["<?xml-stylesheet href='A/y'?>"]`,
  prototype: `%%{init: {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}%%\nflowchart LR\n  X --> Y`,
  redirect: `flowchart LR\n  X["<meta http-equiv=refresh content='0;url=A/x'><base href='A/'><form action='A/y'><input autofocus onfocus=fetch('A/z')></form>"]`,
};

test.each(Object.entries(attacks))(
  '%s: nothing runs, nothing is fetched, nothing stays',
  async (name, source) => {
    const [, after] = await (async () => {
      const drawings = await drawer.draw([
        { name, source: source.replaceAll('A/', `${address}/`) },
        harmless,
      ]);
      const [drawing] = drawings;
      if (drawing?.ok)
        expect(markup(drawing.svg)).not.toMatch(
          /127\.0\.0\.1|javascript:|[\s"]on\w+=|<script|<iframe|<object|<embed|<meta|<form|<!|<\?|data:text/i,
        );
      return drawings;
    })();
    expect(svgOf(after)).toBe(alone);
    expect(connections).toBe(0);
  },
);

test('a bomb of entities and five thousand nodes: limits hold, and the next is fine', async () => {
  const bomb = `flowchart LR\n  X["${'&amp;'.repeat(60_000)}"]`;
  const nodes = Array.from({ length: 5_000 }, (_, index) => `  n${index} --> n${(index * 7 + 1) % 5_000}`);
  const hasty = createDraw({ concurrency: 1, png: false, timeLimit: 60_000, cache: false });
  try {
    const answers = await hasty.draw([
      { name: 'bomb', source: bomb },
      { name: 'nodes', source: `flowchart LR\n${nodes.join('\n')}` },
      harmless,
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, true]);
    for (const answer of answers.slice(0, 2))
      expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(/\w{4}/) });
    expect(svgOf(answers[2])).toBe(alone);
  } finally {
    await hasty.close();
  }
});

test('neither a configuration nor a style sheet of the user reaches outside', async () => {
  const look = {
    ...houseLook,
    config: { ...houseLook.config, themeCSS: `* { background: url(${address}/config) }` },
    css: `@import url(${address}/a); .node { background: url("${address}/b") } .x { fill: red }`,
  };
  const own = createDraw({ look, png: true, cache: false, concurrency: 1 });
  try {
    const [drawing] = await own.draw([harmless]);
    expect(drawing?.ok).toBe(true);
    expect(svgOf(drawing)).toContain('.x { fill: red }');
    expect(markup(svgOf(drawing))).not.toContain('127.0.0.1');
    expect(connections).toBe(0);
  } finally {
    await own.close();
  }
});
