import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** One file of the house font: the characters it has and its weight. */
export type FontFace = {
  readonly weight: number;
  /** CSS `unicode-range`. */
  readonly unicodeRange: string;
  /** Base64 of a WOFF2 file. */
  readonly data: string;
};

const fontFamily = 'Open Sans';
const weights: readonly number[] = [400, 700];
const require = createRequire(import.meta.url);
const rule = /src: url\(\.\/(files\/[\w-]+\.woff2)\)[^;]*;\s*unicode-range: ([^;]+);/g;

/**
 * The house font, from the package `@fontsource/open-sans`. It is put into the page and into each SVG, because
 * fonts are the one thing by which machines and readers differ. Empty where the package is not installed: then
 * the fonts of the machine are used.
 */
export const houseFont = (): readonly FontFace[] =>
  weights.flatMap(weight => {
    let stylesheet: string;
    try {
      stylesheet = require.resolve(`@fontsource/open-sans/${weight}.css`);
    } catch {
      return [];
    }
    return [...readFileSync(stylesheet, 'utf8').matchAll(rule)].map(([, file = '', unicodeRange = '']) => ({
      weight,
      unicodeRange,
      data: readFileSync(require.resolve(`@fontsource/open-sans/${file}`)).toString('base64'),
    }));
  });

/** The CSS rule of one file. */
export const fontFaceRule = (face: FontFace): string =>
  `@font-face{font-family:"${fontFamily}";font-style:normal;font-weight:${face.weight};` +
  `src:url(data:font/woff2;base64,${face.data}) format("woff2");unicode-range:${face.unicodeRange};}`;

const holds = (unicodeRange: string, codePoint: number): boolean =>
  unicodeRange.split(',').some(part => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return codePoint >= Number.parseInt(from, 16) && codePoint <= Number.parseInt(to, 16);
  });

let loaded: readonly FontFace[] | undefined;

/** Puts those files of the house font into an SVG that its labels are set in. */
export const embedFont = (
  svg: string,
  labels: { readonly text: string; readonly weights: readonly number[] },
): string => {
  loaded ??= houseFont();
  const codePoints = [...new Set(labels.text)].map(character => character.codePointAt(0) ?? 0);
  const rules = loaded
    .filter(face => labels.weights.includes(face.weight))
    .filter(face => codePoints.some(codePoint => holds(face.unicodeRange, codePoint)))
    .map(fontFaceRule);
  return rules.length === 0
    ? svg
    : svg.replace(/<\/svg>\s*$/, () => `<style>${rules.join('')}</style></svg>`);
};
