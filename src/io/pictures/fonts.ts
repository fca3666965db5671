import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PageFont } from './in-page.ts';

const fontFamily = 'Open Sans';
const weights: readonly number[] = [400, 700];
const require = createRequire(import.meta.url);
const rule = /src: url\(\.\/(files\/[\w-]+\.woff2)\)[^;]*;\s*unicode-range: ([^;]+);/g;

const codePoints = (unicodeRange: string): PageFont['ranges'] =>
  unicodeRange.split(',').map(part => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });

let loaded: readonly PageFont[] | undefined;

/**
 * The files of the house font, from the package `@fontsource/open-sans`, as CSS rules with the WOFF2 in them. They
 * are put into the page and into each SVG, because fonts are the one thing by which machines and readers differ.
 * Empty where the package is not installed: then the fonts of the machine are used.
 */
export const fontRules = (): readonly PageFont[] => {
  loaded ??= weights.flatMap(weight => {
    let stylesheet: string;
    try {
      stylesheet = require.resolve(`@fontsource/open-sans/${weight}.css`);
    } catch {
      return [];
    }
    return [...readFileSync(stylesheet, 'utf8').matchAll(rule)].map(([, file = '', unicodeRange = '']) => {
      const data = readFileSync(require.resolve(`@fontsource/open-sans/${file}`)).toString('base64');
      return {
        weight,
        ranges: codePoints(unicodeRange),
        rule:
          `@font-face{font-family:"${fontFamily}";font-style:normal;font-weight:${weight};` +
          `src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${unicodeRange};}`,
      };
    });
  });
  return loaded;
};

/** The files of the house font that were installed, as part of what a picture depends on. */
export const fontVersion = (): string => {
  try {
    const manifest = readFileSync(require.resolve('@fontsource/open-sans/package.json'), 'utf8');
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return 'none';
  }
};

/** Puts files of the house font, given by their index, into an SVG. */
export const embedFonts = (svg: string, needed: readonly number[]): string => {
  const rules = needed.map(index => fontRules()[index]?.rule ?? '').join('');
  return rules === '' ? svg : svg.replace(/<\/svg>\s*$/, () => `<style>${rules}</style></svg>`);
};
