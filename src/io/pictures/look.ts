import { pixelRatio } from '../browser/launch.ts';
import type { Card } from './in-page.ts';
import { card, mermaidConfig } from './theme.ts';

/** How pictures look, whatever they show. Part of what a cached picture depends on. */
export type Look = {
  /** What mermaid is initialised with. */
  readonly config: object;
  /** The ground that a picture stands on; null leaves it transparent, and as large as mermaid made it. */
  readonly card: Card | null;
  /** Style sheet that is put into each picture; null where there is none. */
  readonly css: string | null;
  /** True sets labels in the house font and puts it into the file; false takes the fonts of the machine. */
  readonly houseFont: boolean;
  /** Pixels of a PNG for each CSS pixel of its picture. */
  readonly scale: number;
  /** CSS pixels of the page, as whose width some kinds of diagram are drawn; null is 1200 × 800. */
  readonly page: { readonly width: number; readonly height: number } | null;
};

/** How the pictures of documents look. */
export const houseLook: Look = {
  config: mermaidConfig,
  card,
  css: null,
  houseFont: true,
  scale: pixelRatio,
  page: null,
};
