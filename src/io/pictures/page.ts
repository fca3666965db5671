import type { Browser, HTTPRequest, Page } from 'puppeteer';
import { pixelRatio } from '../browser/launch.ts';
import { fontFaceRule, houseFont } from './fonts.ts';
import {
  adoptSvg,
  drawSource,
  makeDeterministic,
  type PageDrawing,
  pageScript,
  paint,
  withoutGlyph,
} from './in-page.ts';
import type { MermaidModules } from './mermaid.ts';
import { card, mermaidConfig } from './theme.ts';

/** A page with mermaid loaded, which draws one picture after the other. */
export type DrawingPage = {
  readonly draw: (root: string, source: string) => Promise<PageDrawing>;
  /** Takes in an SVG that was drawn elsewhere, as if the page had drawn it. */
  readonly adopt: (root: string, svg: string) => Promise<PageDrawing>;
  /** PNG of an SVG file at twice its size, which is given in CSS pixels; smaller where Chromium paints no more. */
  readonly paint: (
    svg: string,
    size: { readonly width: number; readonly height: number },
  ) => Promise<Uint8Array>;
  readonly missing: (characters: readonly string[]) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

const origin = 'https://drawing.invalid';
/** Chromium paints no canvas beyond this many pixels on a side. */
const largestSide = 16_000;

const policy = [
  "default-src 'none'",
  `script-src 'unsafe-inline' ${origin}`,
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
].join('; ');

const html = (): string => `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>body{margin:0}#container>svg{display:block}</style>
<style>${houseFont().map(fontFaceRule).join('')}</style>
</head><body><div id="container"></div><script>${pageScript}</script></body></html>`;

/** Answers the page's requests with its own text and mermaid's modules, and none other. */
const serve =
  (page: string, modules: MermaidModules) =>
  (request: HTTPRequest): void => {
    const path = request.url().startsWith(`${origin}/`) ? request.url().slice(origin.length + 1) : undefined;
    const body = path === '' ? page : path && modules(path);
    const contentType = path === '' ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8';
    const answered = body === undefined ? request.abort() : request.respond({ contentType, body });
    // The page may be gone by now.
    answered.catch(() => undefined);
  };

/** Opens a page and loads mermaid into it, once. */
export const openPage = async (browser: Browser, modules: MermaidModules): Promise<DrawingPage> => {
  const page: Page = await browser.newPage();
  await page.evaluateOnNewDocument(makeDeterministic);
  await page.setRequestInterception(true);
  page.on('request', serve(html(), modules));
  await page.goto(`${origin}/`);
  await page.evaluate(
    `import('/mermaid.esm.min.mjs').then(m => { m.default.initialize(${JSON.stringify(mermaidConfig)}); globalThis.drawingMermaid = m.default; })`,
  );
  return {
    draw: (root, source) => page.evaluate(drawSource, root, source, card),
    adopt: (root, svg) => page.evaluate(adoptSvg, root, svg, card),
    paint: async (svg, { width, height }) => {
      const scale = Math.min(pixelRatio, largestSide / Math.max(width, height));
      return Buffer.from(await page.evaluate(paint, svg, width, height, scale), 'base64');
    },
    missing: characters => page.evaluate(withoutGlyph, characters),
    close: () => page.close(),
  };
};
