import { sha256 } from '../hash.ts';
import { fontVersion } from './fonts.ts';
import { houseLook, type Look } from './look.ts';
import { extensionVersions, mermaidVersion } from './mermaid.ts';

/** Counts up when the code around mermaid draws the same source otherwise than before. */
const drawing = 3;

/** Of the pictures that documents have: changes whenever the same Mermaid source may give another picture. */
export const pictureVersion = (): string =>
  sha256(JSON.stringify([drawing, mermaidVersion(), fontVersion(), houseLook.config, houseLook.card]));

/** The same of pictures of any look, for the cache. */
export const lookVersion = ({ config, card, css, houseFont, scale, page }: Look): string =>
  sha256(
    JSON.stringify([
      drawing,
      mermaidVersion(),
      extensionVersions(),
      houseFont ? fontVersion() : null,
      config,
      card,
      css,
      scale,
      page,
    ]),
  );
