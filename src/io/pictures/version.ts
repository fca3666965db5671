import { createRequire } from 'node:module';
import { sha256 } from '../hash.ts';
import { mermaidVersion } from './mermaid.ts';
import { card, mermaidConfig } from './theme.ts';

/** Counts up when the code around mermaid draws the same source otherwise than before. */
const drawing = 3;

const fontVersion = (): string =>
  createRequire(import.meta.url)('@fontsource/open-sans/package.json').version;

/** Changes whenever the same Mermaid source may give another picture: mermaid, look, font, our own drawing. */
export const pictureVersion = (): string =>
  sha256(JSON.stringify([drawing, mermaidVersion(), fontVersion(), mermaidConfig, card]));
