import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findBrowser } from '../../../src/io/browser/find.ts';
import { createDraw } from '../../../src/io/pictures/draw.ts';
import { quickCopyApplies } from '../../../src/io/pictures/mermaid.ts';
import type { Drawing, Picture } from '../../../src/model/doors.ts';
import { sampleDiagrams } from '../../bench/sample-diagrams.ts';

const drawer = createDraw();
afterAll(() => drawer.close());

const drawn = (drawing: Drawing | undefined) => {
  if (!drawing?.ok) throw new Error(`${drawing?.name}: ${drawing?.reason}`);
  return drawing;
};

const svgs = (drawings: readonly Drawing[]): readonly string[] => drawings.map(drawing => drawn(drawing).svg);

/** Attribute values and CSS of an SVG, without the names of its XML namespaces and without label text. */
const markup = (svg: string): string =>
  svg
    .replace(/\sxmlns(:\w+)?="[^"]*"/g, '')
    .replace(/<style>.*?<\/style>|>[^<]*</gs, part => (part.startsWith('<style>') ? part : '><'));

const kinds = sampleDiagrams(12).filter(({ name }) => /^(flowchart|sequence|c4|er|state|block)-/.test(name));

test('draws six kinds of diagram as stand-alone files of a definite size', async () => {
  const drawings = await drawer.draw(kinds);
  expect(drawings.map(drawing => drawing.name)).toEqual(kinds.map(picture => picture.name));
  for (const drawing of drawings) {
    const { svg, png, missingGlyphs } = drawn(drawing);
    const [, width, , height] = /^<svg[^>]*?(width)="(\d+)"[^>]*?(height)="(\d+)"/.exec(svg)?.slice(1) ?? [];
    expect(missingGlyphs).toEqual([]);
    expect(svg).toContain('<rect ');
    expect(svg).not.toContain('<script');
    expect(markup(svg)).not.toMatch(/[a-z]:\/\//);
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
    expect(Number(width)).toBeGreaterThan(50);
    expect(Buffer.from(png).readUInt32BE(16)).toBe(2 * Number(width));
    expect(Buffer.from(png).readUInt32BE(20)).toBe(2 * Number(height));
  }
});

test('gives the same bytes in another browser, another order and another number of pages', async () => {
  const pictures = sampleDiagrams(24);
  const first = svgs(await drawer.draw(pictures));
  const other = createDraw({ concurrency: 1, png: false });
  try {
    expect(svgs(await other.draw([...pictures].reverse())).toReversed()).toEqual(first);
  } finally {
    await other.close();
  }
});

test('no label is cut where a reader sets it wider than it was measured', async () => {
  const [drawing] = await drawer.draw([
    { name: 'html', source: 'flowchart LR\n  a["a <b>label</b>"] -- "on an arrow" --> b' },
  ]);
  const boxes = drawing === undefined ? [] : (drawn(drawing).svg.match(/<foreignObject[^>]*>/g) ?? []);
  expect(boxes.length).toBeGreaterThan(0);
  for (const box of boxes) expect(box).toContain('overflow: visible');
});

test('a large picture is painted whole, every time', async () => {
  const boxes = Array.from({ length: 40 }, (_, i) => `a${i % 6}["box ${i % 6}"] --> b${i}["end ${i}"]`);
  const large = { name: 'large', source: ['flowchart TB', ...boxes].join('\n') };
  const all = await drawer.draw(Array.from({ length: 24 }, () => large));
  const paintings = new Set(all.map(one => Buffer.from(drawn(one).png).toString('base64')));
  expect(paintings.size).toBe(1);
  expect([...paintings][0]?.length).toBeGreaterThan(20_000);
});

test('draws the same with the quicker copy of the configuration as without', async () => {
  expect(quickCopyApplies()).toBe(true);
  const pictures = sampleDiagrams(12);
  const plain = createDraw({ plainMermaid: true, png: false });
  try {
    expect(svgs(await plain.draw(pictures))).toEqual(svgs(await drawer.draw(pictures)));
  } finally {
    await plain.close();
  }
});

test('a broken diagram fails alone, with the message of mermaid', async () => {
  const broken = { name: 'broken', source: 'flowchart LR\n  A -->' };
  const unknown = { name: 'unknown', source: 'nosuchdiagram\n  A' };
  const [first, second, third] = await drawer.draw([broken, ...kinds.slice(0, 1), unknown]);
  expect(first).toMatchObject({
    ok: false,
    name: 'broken',
    reason: expect.stringContaining('Parse error on line'),
  });
  expect(second).toMatchObject({ ok: true });
  expect(third).toMatchObject({ ok: false, reason: expect.stringContaining('No diagram type detected') });
});

test('no picture, no browser', async () => {
  const idle = createDraw({ browser: '/no/such/browser' });
  expect(await idle.draw([])).toEqual([]);
  await idle.close();
});

test('says that the browser is missing', async () => {
  const none = createDraw({ browser: '/no/such/browser' });
  await expect(none.draw(kinds)).rejects.toMatchObject({
    name: 'Problem',
    issues: [{ code: 'browser-missing', hint: expect.stringContaining('--browser') }],
  });
  await none.close();
});

const hostile = (address: string): readonly Picture[] =>
  [
    `flowchart LR\n  A["<script>fetch('${address}/script')</script>x"] --> B["<img src='${address}/img' onerror=\\"fetch('${address}/error')\\">y"]`,
    `flowchart LR\n  A["<img srcset='${address}/set 1x'><video poster='${address}/poster'></video><b style='background:url(${address}/style)'>z</b>"]`,
    `%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}}}%%\nflowchart LR\n  A["<iframe src='${address}/frame'></iframe>"] --> B\n  click A call alert("x")`,
    `%%{init: {"themeCSS": "@import url(${address}/import); .node { background: url('${address}/css') } .a{background:\\\\75rl(${address}/escaped)}"}}%%\nflowchart LR\n  A --> B`,
    `%%{init: {"fontFamily": "x; background: url(${address}/family)", "themeVariables": {"fontFamily": "x;} * {background:url(${address}/variable)}"}}}%%\nflowchart LR\n  A --> B`,
    `flowchart LR\n  A --> B\n  click A href "javascript:alert(1)"\n  click B "${address}/link"`,
    `flowchart LR\n  A@{ img: "${address}/shape.png", label: "image", w: 60, h: 60 }\n  B\n  style B fill:url(${address}/fill)`,
    `sequenceDiagram\n  participant A\n  links A: {"x": "${address}/menu"}\n  A->>A: <img src=${address}/message>`,
    `classDiagram\n  class A\n  link A "${address}/class"\n  class B["<svg onload=alert(1)><image href='${address}/image'/></svg>"]`,
  ].map((source, index) => ({ name: `hostile-${index}`, source }));

test('hostile diagrams run nothing, fetch nothing and keep no address', async () => {
  // Connections, not requests: the browser asks for images by https first.
  let connections = 0;
  const server = createServer(socket => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const pictures = hostile(address);
    const drawings = await drawer.draw(pictures);
    const good = drawings.filter(drawing => drawing.ok);
    expect(good.length).toBeGreaterThanOrEqual(7);
    for (const { svg } of good) {
      expect(markup(svg)).not.toMatch(/127\.0\.0\.1|javascript:|[\s"](on\w+)=|<script|<iframe|\\/i);
    }
    expect(connections).toBe(0);
  } finally {
    server.close();
  }
});

test('a label may speak of an address, which stays text', async () => {
  const [drawing] = await drawer.draw([
    { name: 'text', source: 'flowchart LR\n  A["see https://example.org/x"]' },
  ]);
  expect(drawn(drawing).svg).toContain('https://example.org/x');
});

test('a diagram that takes too long fails alone, and its page is replaced', async () => {
  const nodes = Array.from({ length: 45 }, (_, index) => index);
  const edges = nodes.flatMap(from => nodes.filter(to => to > from).map(to => `  n${from} --> n${to}`));
  const hasty = createDraw({ timeLimit: 2_500, concurrency: 1, png: false });
  try {
    const [first, second] = await hasty.draw([
      { name: 'endless', source: `flowchart LR\n${edges.join('\n')}` },
      { name: 'short', source: 'flowchart LR\n  A --> B' },
    ]);
    expect(first).toMatchObject({ ok: false, reason: expect.stringContaining('took longer than 2.5 s') });
    expect(second).toMatchObject({ ok: true });
  } finally {
    await hasty.close();
  }
});

test('names the characters that no font has, each once', async () => {
  const found = await findBrowser({}, process.env);
  const fonts = found.env.FONTCONFIG_PATH;
  // Only the browser from npm brings fonts of its own, so that the machine's can be left out.
  if (fonts === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'adrgen-fonts-'));
  writeFileSync(join(folder, 'fonts.conf'), `<fontconfig><dir>${fonts}/fonts</dir></fontconfig>`);
  const bare = createDraw({ env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') } });
  try {
    expect(await bare.missingGlyphs('Aé Ж—注文注 😀\u200D')).toEqual(['注', '文', '😀']);
    const [drawing] = await bare.draw([{ name: 'order', source: 'flowchart LR\n  A["注 naïve"]\n  %% 文' }]);
    expect(drawn(drawing).missingGlyphs).toEqual(['注']);
  } finally {
    await bare.close();
    rmSync(folder, { recursive: true });
  }
});
