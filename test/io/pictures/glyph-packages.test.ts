import { expect, test } from 'vitest';
import { glyphHints } from '../../../src/io/pictures/glyph-packages.ts';

test('each script is named once, with the package that has it', () => {
  const hints = glyphHints(['注', '文', '한', '😀', 'ש', 'क', '𓀀']);
  expect(hints).toHaveLength(5);
  expect(hints[0]).toMatch(/fonts-noto-cjk\b/);
  expect(hints[1]).toMatch(/^emoji: .*fonts-noto-color-emoji/);
  expect(hints[2]).toMatch(/^Hebrew: .*fonts-noto-core/);
  expect(hints[3]).toMatch(/^Devanagari: .*Noto Sans Devanagari/);
  expect(hints[4]).toMatch(/^other characters: /);
});

test('nothing missing, nothing to install', () => {
  expect(glyphHints([])).toEqual([]);
});
