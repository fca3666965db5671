import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Nodes } from 'mdast';
import puppeteer, { type Browser } from 'puppeteer';
import { findBrowser } from '../../src/io/browser/find.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export type Served = { readonly url: string; readonly stop: () => void };

/** A folder over HTTP, with nothing added: what is not a file there is a 404. */
export const serve = async (folder: string): Promise<Served> => {
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://site').pathname);
    try {
      const content = readFileSync(join(folder, path.endsWith('/') ? `${path}index.html` : path));
      response.writeHead(200, {
        'content-type': types[extname(path) || '.html'] ?? 'text/html; charset=utf-8',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(settle => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
};

export const openBrowser = async (): Promise<Browser> => {
  const found = await findBrowser({}, process.env);
  return puppeteer.launch({
    executablePath: found.executable,
    headless: found.shell ? 'shell' : true,
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...found.env },
    protocolTimeout: 120_000,
  });
};

/** What a reader has of one page. */
export type Seen = {
  readonly title: string;
  /** All text of the document, without what the site adds to headings and code. */
  readonly text: string;
  readonly code: readonly string[];
  readonly ids: readonly string[];
  /** Where links of the document lead, as the browser understands them. */
  readonly links: readonly string[];
  readonly pictures: readonly { readonly src: string; readonly width: number }[];
  readonly sidebar: readonly string[];
  /** Messages of the console, errors of scripts, requests that failed. */
  readonly complaints: readonly string[];
};

/** Run in the page, as text: the types of a browser are not those of the tests. */
const look = `(() => {
  const page = document.querySelector('.vp-doc').cloneNode(true);
  for (const added of page.querySelectorAll('.header-anchor, button.copy, span.lang')) added.remove();
  const all = selector => [...document.querySelectorAll(selector)];
  return {
    title: document.title,
    text: page.textContent,
    code: [...page.querySelectorAll('pre code')].map(({ textContent }) => textContent),
    ids: all('.vp-doc [id]').map(({ id }) => id),
    links: all('.vp-doc a:not(.header-anchor)').map(({ href }) => href),
    pictures: all('.vp-doc img').map(({ src, naturalWidth }) => ({ src, width: naturalWidth })),
    sidebar: all('.VPSidebar .text').map(({ textContent }) => textContent),
  };
})()`;

/** Opens a page as people do, until nothing more is loaded. */
export const see = async (browser: Browser, url: string): Promise<Seen> => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('requestfailed', request => complaints.push(`failed: ${request.url()}`));
  page.on('response', response => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  try {
    await page.goto(url, { waitUntil: 'networkidle0', timeout: 120_000 });
    return { ...((await page.evaluate(look)) as Omit<Seen, 'complaints'>), complaints };
  } finally {
    await page.close();
  }
};

/** The text that Markdown has for readers: descriptions of pictures are not part of it. */
export const textOf = (node: Nodes): string => {
  if (node.type === 'yaml') return '';
  if (node.type === 'html') return /^<\/?code>$/.test(node.value) ? '' : node.value;
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('\n') : '';
};

/** Readers do not tell spaces from line ends. VitePress puts a mark of no width into headings and long names. */
export const letters = (text: string): string => text.replace(/[\s\u200B]+/gu, '');
