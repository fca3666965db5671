import { renderMermaid } from '@mermaid-js/mermaid-cli';
import type { Browser } from 'puppeteer';
import { mermaidConfig } from './theme.ts';

/**
 * Draws by mermaid-cli itself, with everything loaded anew: slow, and the way against which our own is compared.
 * `root` becomes the id of the picture. Throws mermaid's error.
 */
export const drawWithMermaidCli = async (browser: Browser, source: string, root: string): Promise<string> => {
  // A context of its own: whatever the page leaves behind goes with it.
  const context = await browser.createBrowserContext();
  try {
    const { data } = await renderMermaid(context, source, 'svg', { mermaidConfig, svgId: root });
    return new TextDecoder().decode(data);
  } finally {
    await context.close();
  }
};
