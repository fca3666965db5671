import { expect, test } from 'vitest';
import { card, mermaidConfig } from '../../../src/io/pictures/theme.ts';

/** Relative luminance of `#rrggbb`, by WCAG 2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const variables = mermaidConfig.themeVariables;
const c4 = Object.entries(mermaidConfig.c4).filter(([name]) => name.endsWith('_bg_color'));

test('black on white is 21 to 1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21));

test.each([
  ['primary', variables.primaryTextColor, variables.primaryColor],
  ['secondary', variables.secondaryTextColor, variables.secondaryColor],
  ['tertiary', variables.tertiaryTextColor, variables.tertiaryColor],
  ['note', variables.noteTextColor, variables.noteBkgColor],
  ['plain text', variables.textColor, card.fill],
  ['title', variables.titleColor, card.fill],
  ['label of an arrow', variables.textColor, variables.edgeLabelBackground],
  ['title of a group', variables.titleColor, variables.clusterBkg],
  ['message', variables.signalTextColor, card.fill],
  ['message beside an activation', variables.signalTextColor, variables.activationBkgColor],
  ['frame', variables.textColor, variables.labelBoxBkgColor],
  // Mermaid writes white into them.
  ...c4.map(([name, colour]) => [name, '#ffffff', colour] as [string, string, string]),
])('text is legible (WCAG 2 AA): %s', (_, text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});

test.each([
  ['arrow', variables.lineColor, card.fill],
  ['message', variables.signalColor, card.fill],
  ['line of an actor', variables.actorLineColor, card.fill],
  ['border of a box', variables.primaryBorderColor, card.fill],
  ['border of a group', variables.clusterBorder, card.fill],
  ['border of a note', variables.noteBorderColor, card.fill],
])('lines can be told from the ground (WCAG 2 AA): %s', (_, line, ground) => {
  expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
});
