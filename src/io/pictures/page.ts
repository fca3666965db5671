import type { Browser, HTTPRequest, Page } from 'puppeteer';
import { pixelRatio } from '../browser/launch.ts';
import { fontRules } from './fonts.ts';
import {
  adoptSvg,
  drawJobs,
  makeDeterministic,
  type PageDrawing,
  type PageJob,
  type PageSettings,
  pageScript,
  withoutGlyph,
} from './in-page.ts';
import type { Look } from './look.ts';
import type { MermaidModules } from './mermaid.ts';

/** A page with mermaid loaded, which draws one picture after the other. */
export type DrawingPage = {
  /**
   * Draws several pictures in one go; each is handed over as soon as it is there, in their order. Rejects with
   * `PageLost` where the page is gone or one picture takes more than `limit` milliseconds.
   */
  readonly draw: (
    jobs: readonly PageJob[],
    limit: number,
    take: (index: number, drawing: PageDrawing) => void,
  ) => Promise<void>;
  /** Takes in an SVG that was drawn elsewhere, as if the page had drawn it. */
  readonly adopt: (job: PageJob, svg: string) => Promise<PageDrawing>;
  /** Those of the characters for which no font of this machine has a glyph. */
  readonly missing: (characters: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

/** A page or its browser is gone, or took too long: what it drew may be drawn again in another. */
export class PageLost extends Error {}

const origin = 'https://drawing.invalid';
const binding = 'pictureDrawn';

const policy = [
  "default-src 'none'",
  `script-src 'unsafe-inline' ${origin}`,
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
].join('; ');

/** JSON that may stand in a script: no text in it ends the script. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const html = (settings: PageSettings): string => `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>body{margin:0}#container>svg{display:block}</style>
</head><body><div id="container"></div><script>${pageScript}
globalThis.loadModule = path => import(path);
prepare(${inScript(settings)});</script></body></html>`;

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

type Answer = { readonly index: number; readonly drawing: PageDrawing };

/** Calls `take` for each picture that the page reports: one message each, that the page does not wait for. */
const listen = async (page: Page, take: (answer: Answer) => void): Promise<void> => {
  const session = await page.createCDPSession();
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === binding) take(JSON.parse(payload));
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: binding });
};

const claimed = new WeakSet<Browser>();

/** The empty page that a browser starts with, once; then new ones. */
const emptyPage = async (browser: Browser): Promise<Page> => {
  if (claimed.has(browser)) return browser.newPage();
  claimed.add(browser);
  const [first] = await browser.pages();
  return first ?? browser.newPage();
};

/** Opens a page and loads mermaid into it, once. */
export const openPage = async (
  browser: Browser,
  modules: MermaidModules,
  look: Look,
): Promise<DrawingPage> => {
  const page = await emptyPage(browser);
  let onAnswer = (_: Answer): void => undefined;
  const settings = { ...look, fonts: look.houseFont ? fontRules() : [] };
  await Promise.all([
    page.evaluateOnNewDocument(makeDeterministic),
    page.setRequestInterception(true),
    look.page && page.setViewport({ ...look.page, deviceScaleFactor: pixelRatio }),
    listen(page, answer => onAnswer(answer)),
  ]);
  page.on('request', serve(html(settings), modules));
  await page.goto(`${origin}/`);
  if ((await page.evaluate('globalThis.ready?.then(() => true)')) !== true)
    throw new Error('mermaid could not be loaded into the page');

  const draw: DrawingPage['draw'] = (jobs, limit, take) =>
    new Promise((resolve, reject) => {
      let left = jobs.length;
      let timer: NodeJS.Timeout;
      const waitForNext = (): void => {
        timer = setTimeout(() => reject(new PageLost(`took longer than ${limit / 1000} s`)), limit);
      };
      waitForNext();
      onAnswer = ({ index, drawing }) => {
        clearTimeout(timer);
        left -= 1;
        take(index, drawing);
        if (left === 0) resolve();
        else waitForNext();
      };
      page.evaluate(drawJobs, jobs).catch(error => {
        clearTimeout(timer);
        reject(new PageLost((error as Error).message));
      });
    });

  return {
    draw,
    adopt: (job, svg) => page.evaluate(adoptSvg, job, svg),
    missing: characters => page.evaluate(withoutGlyph, characters),
    close: () => page.close(),
  };
};
