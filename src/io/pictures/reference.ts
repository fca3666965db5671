import type { Browser, BrowserContext, Page } from 'puppeteer';
import type { Look } from './look.ts';

/** What mermaid says on the console of its page is nothing to print. */
const silent = (context: BrowserContext): BrowserContext => {
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage();
    const listen = page.on.bind(page);
    const on: Page['on'] = (type, handler) => (type === 'console' ? page : listen(type, handler));
    return Object.assign(page, { on });
  };
  return Object.assign(Object.create(context), { newPage });
};

/**
 * Draws by mermaid-cli itself, with everything loaded anew: slow, and the way against which our own is compared.
 * `root` becomes the id of the picture. Throws mermaid's error.
 */
export const drawWithMermaidCli = async (
  browser: Browser,
  source: string,
  root: string,
  { config, page }: Look,
): Promise<string> => {
  const { renderMermaid } = await import('@mermaid-js/mermaid-cli');
  // A context of its own: whatever the page leaves behind goes with it.
  const context = await browser.createBrowserContext();
  try {
    const { data } = await renderMermaid(silent(context), source, 'svg', {
      mermaidConfig: config,
      svgId: root,
      backgroundColor: 'transparent',
      viewport: page ?? undefined,
    });
    return new TextDecoder().decode(data);
  } finally {
    await context.close();
  }
};
