/** A door is what is slow, dear or outside: a function type here, its implementations under io/. */

/** One diagram to draw. */
export type Picture = {
  /** Names the picture in messages and files: a path without extension, relative to the output folder. */
  readonly name: string;
  /** Mermaid source text. */
  readonly source: string;
};

/** What came of one picture. A diagram that fails never takes the others with it. */
export type Drawing =
  | {
      readonly ok: true;
      readonly name: string;
      /** Stand-alone, valid XML, with width and height, no script and no outside reference. */
      readonly svg: string;
      /** Drawn by the same browser page, for a docs page at twice its width in pixels. */
      readonly png: Uint8Array;
      /** Characters of the source for which no font of this machine had a glyph. */
      readonly missingGlyphs: readonly string[];
    }
  | { readonly ok: false; readonly name: string; readonly reason: string };

/**
 * Draws all pictures; the answers stand in the order of the pictures. A picture that cannot be drawn is an
 * answer with `ok: false`. Throws a `BrowserMissing` problem when there is no browser at all.
 */
export type Draw = (pictures: readonly Picture[]) => Promise<readonly Drawing[]>;
