/**
 * The house theme of all diagrams: calm colours on an opaque light card, so that one file reads well on light
 * and dark pages. Each pair of text and ground has a contrast of at least 4.5 : 1 (WCAG 2 AA).
 */
const ink = '#1b2733';
const quiet = '#44505c';
const fontFamily = '"Open Sans", "Noto Sans", Arial, sans-serif';

/** The card that every picture stands on. */
export const card = { fill: '#ffffff', stroke: '#d5dbe1', radius: 6, padding: 8 } as const;

const box = (background: string, border: string) => ({ background, border });
const main = box('#e6eef8', '#41679b');
const second = box('#e9f3ec', '#3f7a58');
const third = box('#f6f1e4', '#8a6a1f');

const c4Colours = {
  person_bg_color: '#1f4e79',
  person_border_color: '#163a5b',
  external_person_bg_color: '#5a6570',
  external_person_border_color: '#434c55',
  system_bg_color: '#28608f',
  system_border_color: '#1f4e79',
  system_db_bg_color: '#28608f',
  system_db_border_color: '#1f4e79',
  system_queue_bg_color: '#28608f',
  system_queue_border_color: '#1f4e79',
  external_system_bg_color: '#5a6570',
  external_system_border_color: '#434c55',
  external_system_db_bg_color: '#5a6570',
  external_system_db_border_color: '#434c55',
  external_system_queue_bg_color: '#5a6570',
  external_system_queue_border_color: '#434c55',
  container_bg_color: '#2f6f8f',
  container_border_color: '#245871',
  container_db_bg_color: '#2f6f8f',
  container_db_border_color: '#245871',
  container_queue_bg_color: '#2f6f8f',
  container_queue_border_color: '#245871',
  external_container_bg_color: '#5a6570',
  external_container_border_color: '#434c55',
  component_bg_color: '#3b6f78',
  component_border_color: '#2c565d',
};

/** Families that mermaid's own defaults name for parts of a diagram; all become the house font. */
const partFonts = (parts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(parts.map(part => [`${part}FontFamily`, fontFamily]));

const c4Parts = [
  'person',
  'external_person',
  'system',
  'external_system',
  'system_db',
  'external_system_db',
  'system_queue',
  'external_system_queue',
  'boundary',
  'message',
  'container',
  'external_container',
  'container_db',
  'external_container_db',
  'container_queue',
  'external_container_queue',
  'component',
  'external_component',
  'component_db',
  'external_component_db',
  'component_queue',
  'external_component_queue',
];

/** The house font for all parts of a diagram, whatever its theme. */
export const houseFontFamily = {
  fontFamily,
  themeVariables: { fontFamily },
  sequence: partFonts(['actor', 'note', 'message']),
  journey: { taskFontFamily: fontFamily },
  c4: partFonts(c4Parts),
} as const;

/** Mermaid's configuration for the pictures of documents. Part of what a cached picture depends on. */
export const mermaidConfig = {
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  handDrawnSeed: 1,
  maxTextSize: 200_000,
  maxEdges: 2_000,
  theme: 'base',
  fontFamily,
  themeVariables: {
    fontFamily,
    fontSize: '15px',
    background: card.fill,
    primaryColor: main.background,
    primaryBorderColor: main.border,
    primaryTextColor: ink,
    secondaryColor: second.background,
    secondaryBorderColor: second.border,
    secondaryTextColor: ink,
    tertiaryColor: third.background,
    tertiaryBorderColor: third.border,
    tertiaryTextColor: ink,
    textColor: ink,
    titleColor: ink,
    lineColor: quiet,
    edgeLabelBackground: '#ffffff',
    clusterBkg: '#f6f8fa',
    clusterBorder: '#8593a1',
    noteBkgColor: '#fdf6dd',
    noteBorderColor: '#8a6a1f',
    noteTextColor: ink,
    actorLineColor: '#8593a1',
    signalColor: quiet,
    signalTextColor: ink,
    labelBoxBkgColor: '#f6f8fa',
    labelBoxBorderColor: '#8593a1',
    activationBkgColor: '#d3dfee',
    activationBorderColor: main.border,
  },
  sequence: { ...partFonts(['actor', 'note', 'message']), useMaxWidth: false },
  journey: { taskFontFamily: fontFamily },
  c4: { ...partFonts(c4Parts), ...c4Colours },
} as const;
