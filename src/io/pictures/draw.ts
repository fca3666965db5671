import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Draw, Drawing, Picture } from '../../model/doors.ts';
import { keepBrowser } from '../browser/keep.ts';
import { startBrowser } from '../browser/launch.ts';
import type { Environment } from '../browser/places.ts';
import { embedFont } from './fonts.ts';
import type { PageDrawing } from './in-page.ts';
import { mermaidModules } from './mermaid.ts';
import { type DrawingPage, openPage } from './page.ts';
import { drawWithMermaidCli } from './reference.ts';

export type DrawOptions = {
  /** Path or command of a browser, as with `--browser`. */
  readonly browser?: string | undefined;
  /** Pictures drawn at once; without it as many as there are cores, and no more than four. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that one picture may take. */
  readonly timeLimit?: number | undefined;
  /** False leaves the PNGs out: `png` is then empty. */
  readonly png?: boolean | undefined;
  /** True loads mermaid exactly as it is published, without the quicker copy of its configuration. */
  readonly plainMermaid?: boolean | undefined;
  readonly env?: Environment | undefined;
};

/** Pictures from one browser, started at the first use and kept warm until `close`. */
export type Drawer = {
  readonly draw: Draw;
  /** Those characters of a text for which no font of this machine has a glyph, each once. */
  readonly missingGlyphs: (text: string) => Promise<readonly string[]>;
  /** Ends the browser and removes its profile folder. Harmless where nothing was started. */
  readonly close: () => Promise<void>;
};

/** A page or its browser is gone, or took too long: what it drew may be drawn again in another. */
class PageLost extends Error {}

const defaultTimeLimit = 20_000;
const pageLimit = 30_000;
const attempts = 2;

const within = <Value>(work: Promise<Value>, limit: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PageLost(`took longer than ${limit / 1000} s`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Characters that have a look of their own: no spaces, controls, joiners or variation selectors; ASCII is in every font. */
const lookable = (text: string): readonly string[] =>
  [...new Set(text)].filter(character => character > '~' && !/\p{Z}|\p{C}|\p{M}/u.test(character));

/** The id of a picture: the same source has the same id everywhere. */
const rootId = (source: string): string =>
  `m${createHash('sha256').update(source).digest('hex').slice(0, 8)}`;

/**
 * Draws diagrams in one real browser: a few pages with mermaid loaded once, largest diagram first. Nothing is
 * started before the first picture. `draw` throws a `browser-missing` problem when there is no browser.
 */
export const createDraw = (options: DrawOptions = {}): Drawer => {
  const env = options.env ?? process.env;
  const timeLimit = options.timeLimit ?? defaultTimeLimit;
  const concurrency = Math.max(1, options.concurrency ?? Math.min(4, availableParallelism()));
  const modules = mermaidModules(options.plainMermaid === true);
  const pages = new Map<number, Promise<DrawingPage>>();
  const glyphs = new Map<string, boolean>();
  const keeper = keepBrowser(
    () => startBrowser(options, env),
    () => pages.clear(),
  );
  let last: Promise<unknown> = Promise.resolve();

  const pageOf = async (slot: number): Promise<DrawingPage> => {
    const { browser } = await keeper.running();
    const open = pages.get(slot) ?? openPage(browser, modules);
    pages.set(slot, open);
    return open;
  };

  const dropPage = (slot: number): void => {
    const page = pages.get(slot);
    pages.delete(slot);
    // A page that hangs may never answer to this, so nobody waits.
    page?.then(open => open.close()).catch(() => undefined);
  };

  /** Does something in a page; whatever the page itself did not answer in time means that it is lost. */
  const inPage = async <Value>(
    slot: number,
    limit: number,
    work: (page: DrawingPage) => Promise<Value>,
  ): Promise<Value> => {
    await keeper.running();
    try {
      const page = await within(pageOf(slot), pageLimit);
      return await within(work(page), limit);
    } catch (error) {
      dropPage(slot);
      throw error instanceof PageLost ? error : new PageLost((error as Error).message);
    }
  };

  const missingIn = async (page: DrawingPage, text: string): Promise<readonly string[]> => {
    const characters = lookable(text);
    const unmeasured = characters.filter(character => !glyphs.has(character));
    if (unmeasured.length > 0) {
      const missing = new Set(await page.missing(unmeasured));
      for (const character of unmeasured) glyphs.set(character, !missing.has(character));
    }
    return characters.filter(character => glyphs.get(character) === false);
  };

  const finished = async (name: string, page: DrawingPage, drawn: PageDrawing): Promise<Drawing> => {
    if (!drawn.ok) return { ok: false, name, reason: drawn.reason };
    const svg = embedFont(drawn.svg, drawn);
    const png = options.png === false ? new Uint8Array() : await page.paint(svg, drawn);
    const missingGlyphs = await missingIn(page, drawn.text);
    return { ok: true, name, svg, png, missingGlyphs };
  };

  const drawOnce = (slot: number, { name, source }: Picture): Promise<Drawing> =>
    inPage(slot, timeLimit, async page => {
      const root = rootId(source);
      const drawn = await page.draw(root, source);
      if (drawn.ok || !drawn.parses) return finished(name, page, drawn);
      // Mermaid reads it, yet our page could not draw it: let mermaid-cli try.
      const { browser } = await keeper.running();
      const svg = await drawWithMermaidCli(browser, source, root).catch(() => undefined);
      return finished(name, page, svg === undefined ? drawn : await page.adopt(root, svg));
    });

  const drawOne = async (slot: number, picture: Picture): Promise<Drawing> => {
    let reason = '';
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      try {
        return await drawOnce(slot, picture);
      } catch (error) {
        reason = (error as Error).message;
        if (!(error instanceof PageLost)) break;
      }
    }
    return { ok: false, name: picture.name, reason: `The diagram could not be drawn: ${reason}` };
  };

  const drawAll = async (pictures: readonly Picture[]): Promise<readonly Drawing[]> => {
    if (pictures.length > 0) await keeper.running();
    const answers = new Map<Picture, Drawing>();
    const queue = [...pictures].sort((a, b) => b.source.length - a.source.length);
    const work = async (slot: number): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) answers.set(next, await drawOne(slot, next));
    };
    const slots = Array.from({ length: Math.min(concurrency, pictures.length) }, (_, slot) => slot);
    await Promise.all(slots.map(work));
    return pictures.flatMap(picture => answers.get(picture) ?? []);
  };

  /** One call after the other: the pages are shared. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(keeper.begin).then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    draw: pictures => inTurn(() => drawAll(pictures)),
    missingGlyphs: text => inTurn(() => inPage(0, timeLimit, page => missingIn(page, text))),
    close: () => inTurn(keeper.close),
  };
};
