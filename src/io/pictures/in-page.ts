/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * What runs inside the browser's page. Each function is sent there as text, so it may use the functions of this
 * file and what stands in the page, and nothing else.
 */

/** One picture to draw. `root` becomes its id. */
export type PageJob = {
  readonly root: string;
  /** Mermaid source text. */
  readonly source: string;
  /** True paints it as well. */
  readonly png: boolean;
};

/** A picture as the page hands it over. Sizes in CSS pixels. */
export type PageDrawing =
  | {
      readonly ok: true;
      /** Without the house font. */
      readonly svg: string;
      readonly width: number;
      readonly height: number;
      /** Which files of the house font its labels need: indices. */
      readonly fonts: readonly number[];
      /** Characters of the labels for which no font of this machine has a glyph, each once. */
      readonly missing: readonly string[];
      /** True where no label needs a font of the machine: then every machine draws the same. */
      readonly covered: boolean;
      /** Base64; empty where none was asked for. */
      readonly png: string;
    }
  | { readonly ok: false; readonly reason: string; readonly parses: boolean };

/** How the card behind a picture looks: `padding` and `radius` in CSS pixels; `stroke` null is no border. */
export type Card = {
  readonly fill: string;
  readonly stroke: string | null;
  readonly radius: number;
  readonly padding: number;
};

/** A file of the house font: its CSS rule, and the first and last code point of each range that it has. */
export type PageFont = {
  readonly weight: number;
  readonly ranges: readonly (readonly [number, number])[];
  readonly rule: string;
};

/** What is the same for all pictures of a page. */
export type PageSettings = {
  readonly config: object;
  readonly card: Card | null;
  readonly css: string | null;
  readonly scale: number;
  readonly fonts: readonly PageFont[];
};

type Mermaid = {
  readonly initialize: (config: object) => void;
  readonly render: (id: string, source: string, container: Element) => Promise<{ readonly svg: string }>;
  readonly parse: (source: string) => Promise<unknown>;
  readonly registerLayoutLoaders: (loaders: readonly unknown[]) => void;
  readonly registerExternalDiagrams: (diagrams: readonly unknown[]) => Promise<void>;
};

declare global {
  var drawingMermaid: Mermaid;
  var drawingSettings: PageSettings;
  /** Settles when mermaid is loaded. */
  var ready: Promise<void>;
  var restartRandom: () => void;
  /** Imports a module; the page's own, since a compiler may put a helper in the place of `import`. */
  var loadModule: (path: string) => Promise<{ readonly default: unknown }>;
  var extensions: Map<string, Promise<void>>;
  var glyphs: Map<string, boolean>;
  /** Hands a picture over to whoever drives the page. */
  var pictureDrawn: (answer: string) => void;
}

/** Runs before anything else in the page: chance and clock become the same in every run. */
export function makeDeterministic(): void {
  let state = 0;
  globalThis.restartRandom = () => {
    state = 0x2f6e2b1;
  };
  globalThis.restartRandom();
  // mulberry32
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const fixed = globalThis.Date.UTC(2025, 0, 1, 12);
  globalThis.Date = class extends Date {
    constructor(...values: unknown[]) {
      super(...((values.length === 0 ? [fixed] : values) as [number]));
    }
    static override now(): number {
      return fixed;
    }
  } as DateConstructor;
}

/**
 * Copies mermaid's configuration as its own `assignWithDepth({}, configuration)` does: three levels deep, without
 * null objects in the upper two, and arrays without repetition.
 */
function copyConfiguration(source: object, depth = 2): object {
  const copy: Record<string, unknown> = {};
  const from = source as Record<string, unknown>;
  for (const key of Object.keys(from)) {
    const value = from[key];
    if (typeof value !== 'object') copy[key] = value;
    else if (Array.isArray(value)) copy[key] = [...new Set(value)];
    else if (value !== null) copy[key] = depth > 1 ? copyConfiguration(value, depth - 1) : { ...value };
  }
  return copy;
}

/** Takes out what could run or reach outside: scripts, handlers, and every address that is not inside the picture. */
function scrub(svg: SVGSVGElement): void {
  const walker = document.createTreeWalker(svg, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
  const forbidden = 'script,iframe,frame,object,embed,link,meta,base,form,audio,video,source,track,template';
  for (const element of svg.querySelectorAll(forbidden)) element.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    if (element.localName === 'style') element.textContent = scrubStyle(element.textContent ?? '');
    for (const { name, value } of [...element.attributes]) {
      const clean = scrubAttribute(name.toLowerCase(), value);
      if (clean === undefined) element.removeAttribute(name);
      else if (clean !== value) element.setAttribute(name, clean);
    }
  }
}

/** The attribute without outside addresses; undefined where nothing may stay. */
function scrubAttribute(name: string, value: string): string | undefined {
  if (name.startsWith('xmlns')) return value;
  if (name.startsWith('on')) return undefined;
  const addresses =
    /^(src|srcset|href|xlink:href|poster|data|action|formaction|background|cite|ping|longdesc|usemap|manifest|classid|codebase|archive|profile|srcdoc|target|xml:base)$/;
  const inside = /^\s*(#|data:image\/(png|jpeg|gif|webp);)/i;
  if (addresses.test(name)) return inside.test(value) ? value : undefined;
  if (/^(aria-|title$|alt$|id$|class$)/.test(name)) return value;
  if (/url\(|image-set|@import|\\/i.test(value)) return scrubStyle(value);
  return /[a-z][a-z0-9+.-]*:\/\/|(java|vb)script:/i.test(value) ? undefined : value;
}

/** CSS without addresses but those inside the picture. Without backslashes no address can hide in an escape. */
function scrubStyle(css: string): string {
  return css
    .replaceAll('\\', '')
    .replace(/@(import|namespace)[^;]*;?/gi, '')
    .replace(/@font-face\s*\{[^}]*\}?/gi, '')
    .replace(/url\(\s*(["']?)(?!\s*["']?(#|data:image\/(png|jpeg|gif|webp);))[^)]*\)?/gi, 'none')
    .replace(/(image-set|src|image|cross-fade)\(\s*["'][^)]*\)/gi, 'none')
    .replace(/[a-z][a-z0-9+.-]*:\/\/[^\s"')]*/gi, '');
}

/** Numbers the ids anew in the order of the document: a warm page counts on from picture to picture. */
function renumber(svg: SVGSVGElement, root: string): void {
  const renamed = new Map<string, string>();
  for (const element of svg.querySelectorAll('[id]')) {
    if (!renamed.has(element.id)) renamed.set(element.id, `${root}-${renamed.size + 1}`);
  }
  const references = /#([\w:.-]+)/g;
  const rename = (text: string): string =>
    text.replace(references, (all, id: string) => (renamed.has(id) ? `#${renamed.get(id)}` : all));
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (name === 'id') continue;
      if (/^aria-(labelledby|describedby)$/.test(name))
        element.setAttribute(
          name,
          value
            .split(/\s+/)
            .map(id => renamed.get(id) ?? id)
            .join(' '),
        );
      // Mermaid's hooks for its own later steps: they carry counters and serve no reader.
      else if (/^data-(id|node|points|edge|et)$/.test(name)) element.removeAttribute(name);
      else if (value.includes('#')) element.setAttribute(name, rename(value));
    }
    if (element.localName === 'style') element.textContent = rename(element.textContent ?? '');
  }
  for (const element of svg.querySelectorAll('[id]')) element.id = renamed.get(element.id) ?? element.id;
}

/** Gives the picture a size of its own and the card behind it. Returns width and height in CSS pixels. */
function frame(svg: SVGSVGElement, card: Card | null): { readonly width: number; readonly height: number } {
  const view = svg.viewBox.baseVal;
  const drawn = svg.getBBox();
  const seen = view.width > 0 && view.height > 0 ? view : drawn;
  const padding = card?.padding ?? 0;
  const left = Math.floor(seen.x - padding);
  const top = Math.floor(seen.y - padding);
  const width = Math.ceil(seen.x + seen.width + padding) - left;
  const height = Math.ceil(seen.y + seen.height + padding) - top;
  svg.removeAttribute('style');
  svg.removeAttribute('preserveAspectRatio');
  svg.setAttribute('viewBox', `${left} ${top} ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  if (card === null) return { width, height };
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const inset = card.stroke === null ? 0 : 0.5;
  const attributes = {
    x: left + inset,
    y: top + inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
    rx: card.radius,
  };
  for (const [name, value] of Object.entries(attributes)) ground.setAttribute(name, String(value));
  ground.setAttribute('style', `fill:${card.fill};stroke:${card.stroke ?? 'none'};stroke-width:1px`);
  const first = [...svg.children].find(child => !/^(title|desc|style)$/.test(child.localName));
  svg.insertBefore(ground, first ?? null);
  return { width, height };
}

/** The text of all labels, and the font weights that they are set in. */
function labels(svg: SVGSVGElement): { readonly text: string; readonly weights: readonly number[] } {
  const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  const weights = new Set<number>();
  let text = '';
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const value = walker.currentNode.nodeValue ?? '';
    if (!parent || /^(style|title|desc)$/.test(parent.localName) || value.trim() === '') continue;
    text += value;
    weights.add(Number(getComputedStyle(parent).fontWeight) >= 600 ? 700 : 400);
  }
  return { text, weights: [...weights].sort((a, b) => a - b) };
}

/** Characters that have a look of their own: no spaces, controls, joiners or variation selectors; ASCII is in every font. */
function lookable(text: string): readonly string[] {
  return [...new Set(text)].filter(character => character > '~' && !/\p{Z}|\p{C}|\p{M}/u.test(character));
}

/** Which files of the house font a text needs, and whether they have all of it. */
function fontsFor(text: string, weights: readonly number[]) {
  const { fonts } = globalThis.drawingSettings;
  const holds = (font: PageFont, code: number): boolean =>
    font.ranges.some(([first, last]) => code >= first && code <= last);
  const codes = [...new Set(text)].map(character => character.codePointAt(0) ?? 0);
  const needed = fonts.flatMap((font, index) =>
    weights.includes(font.weight) && codes.some(code => holds(font, code)) ? [index] : [],
  );
  const used = lookable(text).map(character => character.codePointAt(0) ?? 0);
  const covered =
    fonts.length > 0 &&
    used.every(code =>
      weights.every(weight => fonts.some(font => font.weight === weight && holds(font, code))),
    );
  return { needed, covered };
}

/** The picture with the house font in it, as it becomes a file. */
function withFonts(svg: string, needed: readonly number[]): string {
  const rules = needed.map(index => globalThis.drawingSettings.fonts[index]?.rule ?? '').join('');
  return rules === '' ? svg : svg.replace(/<\/svg>\s*$/, () => `<style>${rules}</style></svg>`);
}

/** Puts the style sheet of the user into a picture, cleaned like everything else. */
function addStyle(svg: SVGSVGElement, css: string | null): void {
  if (css === null) return;
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = css;
  svg.append(style);
}

/** Makes a stand-alone file of the picture that stands in the page. */
async function finish({ root, png }: PageJob): Promise<PageDrawing> {
  const { card, css, scale } = globalThis.drawingSettings;
  const svg = document.querySelector<SVGSVGElement>('#container > svg');
  if (!svg) return { ok: false, reason: 'Mermaid drew nothing.', parses: true };
  addStyle(svg, css);
  scrub(svg);
  renumber(svg, root);
  // A reader's machine may set the same text a little wider: it must not be cut at the measured width.
  for (const box of svg.querySelectorAll<SVGForeignObjectElement>('foreignObject'))
    box.style.overflow = 'visible';
  const size = frame(svg, card);
  // XML holds no control characters and no halves of characters.
  const text = new XMLSerializer()
    .serializeToString(svg)
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '');
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  if (parsed.querySelector('parsererror'))
    return { ok: false, reason: 'The picture is no valid XML.', parses: true };
  const shown = labels(svg);
  const { needed, covered } = fontsFor(shown.text, shown.weights);
  const missing = await withoutGlyph(shown.text);
  const painted = png ? await paint(withFonts(text, needed), size.width, size.height, scale) : '';
  return { ok: true, svg: text, ...size, fonts: needed, missing, covered, png: painted };
}

/** Loads what mermaid does not bring itself, where a source asks for it. */
async function loadExtensions(source: string): Promise<void> {
  const mermaid = globalThis.drawingMermaid;
  const load = async (path: string, register: (module: unknown) => unknown): Promise<void> => {
    const { default: module } = await globalThis.loadModule(path);
    await register(module);
  };
  const known: readonly (readonly [RegExp, () => Promise<void>])[] = [
    [
      /\belk\b/,
      () =>
        load('/elk/mermaid-layout-elk.esm.min.mjs', module => mermaid.registerLayoutLoaders(module as [])),
    ],
    [
      /\btidy-tree\b/,
      () =>
        load('/tidy-tree/mermaid-layout-tidy-tree.esm.min.mjs', module =>
          mermaid.registerLayoutLoaders(module as []),
        ),
    ],
    [
      /^\s*zenuml/m,
      () => load('/zenuml/mermaid-zenuml.esm.min.mjs', module => mermaid.registerExternalDiagrams([module])),
    ],
  ];
  for (const [pattern, start] of known) {
    if (!pattern.test(source) && !pattern.test(JSON.stringify(globalThis.drawingSettings.config))) continue;
    const loading = globalThis.extensions.get(pattern.source) ?? start();
    globalThis.extensions.set(pattern.source, loading);
    await loading;
  }
}

/** Draws a picture with the page's own mermaid. */
async function drawSource(job: PageJob): Promise<PageDrawing> {
  const { root, source } = job;
  const container = document.querySelector('#container');
  if (!container) throw new Error('The page is not ready.');
  const { maxTextSize = 50_000 } = globalThis.drawingSettings.config as { maxTextSize?: number };
  // Mermaid would draw a picture that says so.
  if (source.length > maxTextSize)
    return {
      ok: false,
      reason: `The diagram has ${source.length} characters, and may have ${maxTextSize}.`,
      parses: false,
    };
  container.replaceChildren();
  globalThis.restartRandom();
  await Promise.all(['', 'bold '].map(weight => document.fonts.load(`${weight}16px "Open Sans"`, source)));
  try {
    await loadExtensions(source);
    const { svg } = await globalThis.drawingMermaid.render(root, source, container);
    container.innerHTML = svg;
  } catch (error) {
    const { message, str } = error as { message?: string; str?: string };
    const parses = await globalThis.drawingMermaid.parse(source).then(
      () => true,
      () => false,
    );
    return { ok: false, reason: message ?? str ?? String(error), parses };
  }
  return finish(job);
}

/** Draws one picture after the other, and hands each over as soon as it is there. */
export async function drawJobs(jobs: readonly PageJob[]): Promise<void> {
  for (const [index, job] of jobs.entries()) {
    const drawing = await drawSource(job).catch(
      (error): PageDrawing => ({ ok: false, reason: String(error?.message ?? error), parses: true }),
    );
    globalThis.pictureDrawn(JSON.stringify({ index, drawing }));
  }
}

/** Takes in a picture that was drawn elsewhere. */
export function adoptSvg(job: PageJob, svg: string): Promise<PageDrawing> {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  document.querySelector('#container')?.replaceChildren(document.importNode(parsed.documentElement, true));
  return finish(job);
}

/** Makes the page ready: `ready` settles when mermaid is there. */
function prepare(settings: PageSettings): void {
  globalThis.drawingSettings = settings;
  globalThis.extensions = new Map();
  globalThis.glyphs = new Map();
  const style = document.createElement('style');
  style.textContent = settings.fonts.map(({ rule }) => rule).join('');
  document.head.append(style);
  globalThis.ready = globalThis.loadModule('/mermaid.esm.min.mjs').then(module => {
    const mermaid = module.default as Mermaid;
    mermaid.initialize(settings.config);
    globalThis.drawingMermaid = mermaid;
  });
}

/**
 * The picture as a PNG in base64, as an `<img>` that shows the file shows it. Painted in one go on a canvas: a
 * screenshot can be taken before all tiles of a large page are painted, and then has holes.
 */
async function paint(svg: string, width: number, height: number, wanted: number): Promise<string> {
  // Chromium paints no canvas beyond this many pixels on a side.
  const scale = Math.min(wanted, 16_000 / Math.max(width, height));
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The page paints no pictures.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [kind, data] = canvas.toDataURL('image/png').split(';base64,');
  if (kind !== 'data:image/png' || !data)
    throw new Error(`The page paints no picture of ${width} × ${height}.`);
  return data;
}

/** Those characters of a text for which no font here has a glyph, each once: they look like one that surely has none. */
export async function withoutGlyph(text: string): Promise<readonly string[]> {
  const { glyphs } = globalThis;
  const characters = lookable(text);
  const unmeasured = characters.filter(character => !glyphs.has(character));
  if (unmeasured.length > 0) {
    const font = '24px "Open Sans", "Noto Sans", Arial, sans-serif';
    await document.fonts.load(font, unmeasured.join(''));
    const canvas = new OffscreenCanvas(48, 48);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return [];
    context.font = font;
    const ink = (character: string): string => {
      context.clearRect(0, 0, 48, 48);
      context.fillText(character, 8, 34);
      return context.getImageData(0, 0, 48, 48).data.join();
    };
    const nothing = ink(' ');
    const unknown = ink('\u{10FFFF}');
    for (const character of unmeasured) glyphs.set(character, ![nothing, unknown].includes(ink(character)));
  }
  return characters.filter(character => glyphs.get(character) === false);
}

/** The source text of all functions that the page needs. */
export const pageScript: string = [
  copyConfiguration,
  scrub,
  scrubAttribute,
  scrubStyle,
  renumber,
  frame,
  labels,
  lookable,
  fontsFor,
  withFonts,
  addStyle,
  finish,
  loadExtensions,
  drawSource,
  paint,
  withoutGlyph,
  prepare,
]
  .map(String)
  .join('\n');
