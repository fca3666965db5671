import { readDiagramFile, readJsonObject } from '../io/diagram-files.ts';
import { houseLook, type Look } from '../io/pictures/look.ts';
import { houseFontFamily } from '../io/pictures/theme.ts';
import type { PictureTheme } from '../model/picture-theme.ts';

export type LookOptions = {
  readonly theme: PictureTheme;
  /** CSS colour, or `transparent`; that of the theme where it is not said. */
  readonly background?: string | undefined;
  /** Pixels of a PNG for each CSS pixel. */
  readonly scale?: number | undefined;
  /** CSS pixels of the page that is drawn in. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** JSON file for `mermaid.initialize`. */
  readonly config?: string | undefined;
  /** CSS file that is put into each picture. */
  readonly css?: string | undefined;
  readonly cwd: string;
};

/** What no file may change: it keeps diagrams from running anything. */
const kept = { startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true } as const;

const cardOf = (theme: PictureTheme, background: string | undefined): Look['card'] => {
  if (background === 'transparent') return null;
  if (theme !== 'house') return { fill: background ?? 'white', stroke: null, radius: 0, padding: 0 };
  return houseLook.card && { ...houseLook.card, fill: background ?? houseLook.card.fill };
};

/** How `render` draws. Throws a Problem where a file that it names cannot be used. */
export const lookOf = (options: LookOptions): Look => {
  const { theme, background, scale, width, height, cwd } = options;
  const own = options.config === undefined ? {} : readJsonObject(options.config, cwd);
  const houseFont = !('fontFamily' in own);
  const { maxTextSize, maxEdges, handDrawnSeed } = houseLook.config as Readonly<Record<string, unknown>>;
  const base =
    theme === 'house'
      ? houseLook.config
      : { maxTextSize, maxEdges, handDrawnSeed, theme, ...(houseFont ? houseFontFamily : {}) };
  return {
    config: { ...base, ...own, ...kept },
    card: cardOf(theme, background),
    css: options.css === undefined ? null : readDiagramFile(options.css, cwd),
    houseFont,
    scale: scale ?? houseLook.scale,
    page:
      width === undefined && height === undefined ? null : { width: width ?? 1200, height: height ?? 800 },
  };
};
