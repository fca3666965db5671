import { harmless } from '../model/issue-text.ts';
import { Problem } from '../model/problem.ts';
import { type BrowserChoice, type FoundBrowser, findBrowser } from './browser/find.ts';
import { startBrowser } from './browser/launch.ts';
import type { Environment } from './browser/places.ts';
import type { Check } from './doctor-check.ts';
import { checkFonts, fontSamples } from './doctor-fonts.ts';
import { createDraw } from './pictures/draw.ts';

const origins: Readonly<Record<FoundBrowser['origin'], string>> = {
  option: 'named by --browser',
  environment: 'named by ADRGEN_BROWSER or PUPPETEER_EXECUTABLE_PATH',
  installed: 'installed',
  'puppeteer cache': 'downloaded by puppeteer',
  'npm package': 'from the npm package @sparticuz/chromium',
};

const trial = { name: 'trial', source: 'flowchart LR\n  a[Requirements] --> b[Record]\n' };

/** What went wrong as one line, and the hint of a known problem. */
const explained = (error: unknown): { readonly text: string; readonly mend: readonly string[] } => {
  const text = error instanceof Error ? error.message : String(error);
  return {
    text: harmless(text.replace(/\s*\n\s*/g, ' ')),
    mend: error instanceof Problem ? error.issues.flatMap(({ hint }) => hint ?? []) : [],
  };
};

type Started = {
  readonly found: FoundBrowser;
  readonly version: string;
  readonly sandboxed: boolean;
  /** Another one that comes first and does not start. */
  readonly passedOver: string | undefined;
};

const start = async (choice: BrowserChoice, env: Environment): Promise<Started> => {
  const first = await findBrowser(choice, env);
  const { browser, found, sandboxed, stop } = await startBrowser(choice, env);
  try {
    const version = await browser.version();
    const passedOver = first.executable === found.executable ? undefined : first.executable;
    return { found, version, sandboxed, passedOver };
  } finally {
    await stop();
  }
};

const withoutBrowser = (id: string, title: string, text: string): Check => ({
  id,
  title,
  state: 'warning',
  text,
  mend: [],
  details: {},
});

const browserCheck = ({ found, version, passedOver }: Started, failure: string | undefined): Check => {
  const where = `${version} (${origins[found.origin]}: ${found.executable})`;
  const other = passedOver === undefined ? '' : `; ${passedOver} does not start`;
  return {
    id: 'browser',
    title: 'Browser',
    state: failure !== undefined ? 'missing' : passedOver !== undefined ? 'warning' : 'ok',
    text: harmless(
      failure === undefined ? `${where} draws${other}` : `${where} starts and does not draw: ${failure}`,
    ),
    mend:
      failure !== undefined || passedOver !== undefined
        ? [
            'Name another with --browser or ADRGEN_BROWSER, or install it anew (Debian: apt-get install chromium-headless-shell)',
          ]
        : [],
    details: { executable: found.executable, origin: found.origin, version, draws: failure === undefined },
  };
};

/** Why a browser has no sandbox: nobody gives root one, and some kernels give none to others. */
const sandboxCheck = (sandboxed: boolean, isRoot: boolean): Check => {
  const about = { id: 'sandbox', title: 'Sandbox', details: { on: sandboxed, root: isRoot } };
  if (sandboxed) return { ...about, state: 'ok', text: 'on', mend: [] };
  return isRoot
    ? {
        ...about,
        state: 'ok',
        text: 'off, since browsers give root none; diagrams have no network either way',
        mend: [],
      }
    : {
        ...about,
        state: 'warning',
        text: 'off, since this system does not let the browser have one',
        mend: [
          'sudo sysctl -w kernel.unprivileged_userns_clone=1 (Debian), or kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu)',
        ],
      };
};

/** Starts the browser that `new` would take, draws with it, and asks it for glyphs. */
export const checkBrowser = async (
  choice: BrowserChoice,
  env: Environment,
  isRoot: boolean,
): Promise<readonly Check[]> => {
  let started: Started;
  try {
    started = await start(choice, env);
  } catch (error) {
    return [
      {
        id: 'browser',
        title: 'Browser',
        state: 'missing',
        ...explained(error),
        details: { executable: null },
      },
      withoutBrowser('sandbox', 'Sandbox', 'not looked at, since no browser starts'),
      checkFonts(undefined),
    ];
  }
  const { failure, missing } = await tryDrawing(choice, env);
  return [browserCheck(started, failure), sandboxCheck(started.sandboxed, isRoot), checkFonts(missing)];
};

type Trial = { readonly failure: string | undefined; readonly missing: readonly string[] | undefined };

/** Draws one small diagram and measures the sample characters; never throws. */
const tryDrawing = async (choice: BrowserChoice, env: Environment): Promise<Trial> => {
  const drawer = createDraw({ ...choice, env, concurrency: 1 });
  try {
    const [drawing] = await drawer.draw([trial]);
    if (!drawing?.ok) return { failure: drawing?.reason ?? 'no answer', missing: undefined };
    return { failure: undefined, missing: await drawer.missingGlyphs(fontSamples) };
  } catch (error) {
    return { failure: explained(error).text, missing: undefined };
  } finally {
    await drawer.close();
  }
};
