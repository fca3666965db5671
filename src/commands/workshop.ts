import { createDraw, type Drawer } from '../io/pictures/draw.ts';
import { glyphHints } from '../io/pictures/glyph-packages.ts';
import type { Settings } from '../model/changes.ts';
import type { Doors } from './asking-doors.ts';
import { planSystem, thinkAbout } from './make.ts';
import type { MeansOf } from './means-of.ts';
import type { Plan } from './publish.ts';
import type { Source } from './survey.ts';
import { openThinker } from './thinker.ts';

/** Where many systems are planned one after another, with one browser that is started when it is needed. */
export type Workshop = {
  /** Throws a Problem where the requirements cannot be used. */
  readonly plan: (
    source: Source,
    first: Settings,
  ) => Promise<{ readonly plan: Plan; readonly glyphs: readonly string[] }>;
  readonly close: () => Promise<void>;
};

/** What the lock says of how a system is made goes before what is said now. */
const settingsOf = ({ known }: Source, first: Settings): Settings => known[0]?.lock.made.settings ?? first;

/** `browser` null draws nothing: pictures are only compared. */
export const openWorkshop = (
  root: string,
  means: MeansOf,
  browser: string | null | undefined,
  doors: Doors,
): Workshop => {
  const drawers = new Map<boolean, Drawer>();
  const drawerFor = (png: boolean): Drawer => {
    const drawer = drawers.get(png) ?? createDraw({ browser: browser ?? undefined, png });
    drawers.set(png, drawer);
    return drawer;
  };
  return {
    plan: async (source, first) => {
      const settings = settingsOf(source, first);
      const own = await means(settings.templates);
      const thinker = await openThinker(root, own, settings.thinking, doors);
      const thought = await thinkAbout(source.file, thinker.architect, source.name);
      const draw = browser === null ? null : drawerFor(settings.images.includes('png')).draw;
      const { plan } = await planSystem(thought, { root, means: own, thinker, settings, draw });
      return { plan, glyphs: glyphHints(plan.pictures.missingGlyphs) };
    },
    close: async () => {
      await Promise.all([...drawers.values()].map(drawer => drawer.close()));
    },
  };
};
