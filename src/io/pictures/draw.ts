import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Draw, Drawing, Picture } from '../../model/doors.ts';
import { keepBrowser } from '../browser/keep.ts';
import { startBrowser } from '../browser/launch.ts';
import type { Environment } from '../browser/places.ts';
import { sha256 } from '../hash.ts';
import { cacheFolder, openCache, type PictureCache } from './cache.ts';
import { embedFonts } from './fonts.ts';
import type { PageDrawing } from './in-page.ts';
import { houseLook, type Look } from './look.ts';
import { mermaidModules } from './mermaid.ts';
import { openPage } from './page.ts';
import { keepPages, within } from './pages.ts';
import { drawInPool, type PoolJob } from './pool.ts';
import { drawWithMermaidCli } from './reference.ts';
import { lookVersion } from './version.ts';

export type DrawOptions = {
  /** Path or command of a browser, as with `--browser`. */
  readonly browser?: string | undefined;
  /** Pictures drawn at once; without it as many as there are cores, and no more than eight. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that one picture may take. */
  readonly timeLimit?: number | undefined;
  /** False leaves the PNGs out: `png` is then empty. */
  readonly png?: boolean | undefined;
  /** True loads mermaid exactly as it is published, without the quicker copy of its configuration. */
  readonly plainMermaid?: boolean | undefined;
  /** `mermaid-cli` draws by the reference path alone. */
  readonly renderer?: 'pool' | 'mermaid-cli' | undefined;
  /** Without it, that of the pictures of documents. */
  readonly look?: Look | undefined;
  /** False neither reads nor keeps drawn pictures. */
  readonly cache?: boolean | undefined;
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

const defaultTimeLimit = 20_000;
const mostPages = 8;

/** The id of a picture: the same source has the same id everywhere. */
const rootId = (source: string): string =>
  `m${createHash('sha256').update(source).digest('hex').slice(0, 8)}`;

/** Line endings say nothing in Mermaid. */
const normalised = (source: string): string => source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** A picture as it is kept; undefined where a part of it is not there. */
const kept = (cache: PictureCache, key: string, png: boolean, name: string): Drawing | undefined => {
  const painted = png ? cache.read(`${key}.png`) : Buffer.alloc(0);
  const svg = painted && cache.read(`${key}.svg`);
  return painted && svg && { ok: true, name, svg: svg.toString('utf8'), png: painted, missingGlyphs: [] };
};

/** Keeps a picture that every machine draws alike. */
const keep = (cache: PictureCache, key: string, drawing: Drawing): void => {
  if (!drawing.ok) return;
  cache.write(`${key}.svg`, drawing.svg);
  if (drawing.png.length > 0) cache.write(`${key}.png`, drawing.png);
};

const drawingOf = (name: string, drawn: PageDrawing): Drawing =>
  drawn.ok
    ? {
        ok: true,
        name,
        svg: embedFonts(drawn.svg, drawn.fonts),
        png: Buffer.from(drawn.png, 'base64'),
        missingGlyphs: drawn.missing,
      }
    : { ok: false, name, reason: drawn.reason };

/**
 * Draws diagrams in one real browser, in as many warm pages as there are cores. What was drawn before comes from
 * the cache, and no browser is started before the first picture that does not. `draw` throws a `browser-missing`
 * problem when there is no browser.
 */
export const createDraw = (options: DrawOptions = {}): Drawer => {
  const env = options.env ?? process.env;
  const look = options.look ?? houseLook;
  const timeLimit = options.timeLimit ?? defaultTimeLimit;
  const png = options.png !== false;
  const modules = mermaidModules(options.plainMermaid === true);
  const referenceOnly = options.renderer === 'mermaid-cli';
  const folder = options.cache === false ? undefined : cacheFolder(env);
  const cache = folder === undefined ? undefined : openCache(folder);
  const version = sha256(`${lookVersion(look)} ${referenceOnly} ${options.plainMermaid === true}`);
  const keeper = keepBrowser(
    () => startBrowser(options, env),
    () => pages.clear(),
  );
  const pages = keepPages(
    () => keeper,
    ({ browser }) => openPage(browser, modules, look),
  );
  let last: Promise<unknown> = Promise.resolve();

  const means = {
    pages,
    concurrency: Math.max(1, options.concurrency ?? Math.min(mostPages, availableParallelism())),
    timeLimit,
    referenceOnly,
    reference: async ({ source, root }: PoolJob) => {
      const { browser } = await keeper.running();
      return drawWithMermaidCli(browser, source, root, look);
    },
  };

  const drawAll = async (pictures: readonly Picture[]): Promise<readonly Drawing[]> => {
    const jobs = pictures.map(({ name, source: text }): PoolJob => {
      const source = normalised(text);
      return { name, source, root: rootId(source), png };
    });
    const keyOf = ({ source }: PoolJob): string => sha256(`${version}\n${source}`);
    const answers = new Map<PoolJob, Drawing>();
    for (const job of cache ? jobs : []) {
      const found = cache && kept(cache, keyOf(job), png, job.name);
      if (found) answers.set(job, found);
    }
    const missing = jobs.filter(job => !answers.has(job));
    if (missing.length > 0) await keeper.running();
    await drawInPool(missing, means, (job, drawn) => {
      const drawing = drawingOf(job.name, drawn);
      answers.set(job, drawing);
      if (cache && drawn.ok && drawn.covered) keep(cache, keyOf(job), drawing);
    });
    cache?.trim();
    return jobs.flatMap(job => answers.get(job) ?? []);
  };

  /** One call after the other: the pages are shared. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(keeper.begin).then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    draw: pictures => inTurn(() => drawAll(pictures)),
    missingGlyphs: text => inTurn(() => pages.inPage(0, page => within(page.missing(text), timeLimit))),
    close: () => inTurn(keeper.close),
  };
};
