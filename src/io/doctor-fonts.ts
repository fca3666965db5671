import type { Check } from './doctor-check.ts';
import { glyphHints } from './pictures/glyph-packages.ts';

/** Characters that stand for a script: more than ASCII, which every font has. */
const samples = {
  Latin: 'éßłő',
  Greek: 'αΩ',
  Cyrillic: 'жЯ',
  Arabic: 'سم',
  Hebrew: 'שם',
  Devanagari: 'कन',
  CJK: '注文の한',
  emoji: '😀🚀🧩',
} as const;

/** All sample characters: what to ask the browser for. */
export const fontSamples: string = Object.values(samples).join('');

/** `missing`: those of the samples that have no glyph; undefined where no browser could tell. */
export const checkFonts = (missing: readonly string[] | undefined): Check => {
  const scripts = Object.entries(samples).map(
    ([script, sample]) => [script, ![...sample].some(character => missing?.includes(character))] as const,
  );
  const of = (there: boolean) => scripts.filter(([, has]) => has === there).map(([script]) => script);
  const about = { id: 'fonts', title: 'Fonts' };
  if (missing === undefined)
    return {
      ...about,
      state: 'warning',
      text: 'not looked at, since no browser draws',
      mend: [],
      details: { scripts: null },
    };
  return {
    ...about,
    state: missing.length === 0 ? 'ok' : 'warning',
    text:
      missing.length === 0
        ? `glyphs for ${of(true).join(', ')}`
        : `no glyphs for ${of(false).join(', ')}: blank in PNG files; glyphs for ${of(true).join(', ')}`,
    mend: glyphHints(missing),
    details: { scripts: Object.fromEntries(scripts) },
  };
};
