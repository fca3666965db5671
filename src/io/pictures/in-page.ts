/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * What runs inside the browser's page. Each function is sent there as text, so it may use the functions of this
 * file and what stands in the page, and nothing else.
 */

/** A picture as the page hands it over. Sizes in CSS pixels. */
export type PageDrawing =
  | {
      readonly ok: true;
      readonly svg: string;
      readonly width: number;
      readonly height: number;
      /** The text of all labels. */
      readonly text: string;
      readonly weights: readonly number[];
    }
  | { readonly ok: false; readonly reason: string; readonly parses: boolean };

/** How the card behind a picture looks: `padding` and `radius` in CSS pixels. */
export type Card = {
  readonly fill: string;
  readonly stroke: string;
  readonly radius: number;
  readonly padding: number;
};

type Mermaid = {
  readonly initialize: (config: object) => void;
  readonly render: (id: string, source: string, container: Element) => Promise<{ readonly svg: string }>;
  readonly parse: (source: string) => Promise<unknown>;
};

declare global {
  var drawingMermaid: Mermaid;
  var restartRandom: () => void;
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
function frame(svg: SVGSVGElement, card: Card): { readonly width: number; readonly height: number } {
  const view = svg.viewBox.baseVal;
  const drawn = svg.getBBox();
  const seen = view.width > 0 && view.height > 0 ? view : drawn;
  const left = Math.floor(seen.x - card.padding);
  const top = Math.floor(seen.y - card.padding);
  const width = Math.ceil(seen.x + seen.width + card.padding) - left;
  const height = Math.ceil(seen.y + seen.height + card.padding) - top;
  svg.removeAttribute('style');
  svg.removeAttribute('preserveAspectRatio');
  svg.setAttribute('viewBox', `${left} ${top} ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const attributes = { x: left + 0.5, y: top + 0.5, width: width - 1, height: height - 1, rx: card.radius };
  for (const [name, value] of Object.entries(attributes)) ground.setAttribute(name, String(value));
  ground.setAttribute('style', `fill:${card.fill};stroke:${card.stroke};stroke-width:1px`);
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

/** Makes a stand-alone file of the picture that stands in the page. */
function finish(root: string, card: Card): PageDrawing {
  const svg = document.querySelector<SVGSVGElement>('#container > svg');
  if (!svg) return { ok: false, reason: 'Mermaid drew nothing.', parses: true };
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
  return { ok: true, svg: text, ...size, ...labels(svg) };
}

/** Draws a picture with the page's own mermaid. `root` becomes the id of the picture. */
export async function drawSource(root: string, source: string, card: Card): Promise<PageDrawing> {
  const container = document.querySelector('#container');
  if (!container) throw new Error('The page is not ready.');
  container.replaceChildren();
  globalThis.restartRandom();
  await Promise.all(['', 'bold '].map(weight => document.fonts.load(`${weight}16px "Open Sans"`, source)));
  try {
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
  return finish(root, card);
}

/** Takes in a picture that was drawn elsewhere. */
export function adoptSvg(root: string, svg: string, card: Card): PageDrawing {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  document.querySelector('#container')?.replaceChildren(document.importNode(parsed.documentElement, true));
  return finish(root, card);
}

/**
 * The picture as a PNG in base64, as an `<img>` that shows the file shows it. Painted in one go on a canvas: a
 * screenshot can be taken before all tiles of a large page are painted, and then has holes.
 */
export async function paint(svg: string, width: number, height: number, scale: number): Promise<string> {
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

/** Those of the characters for which no font here has a glyph: they look like one that surely has none. */
export async function withoutGlyph(characters: readonly string[]): Promise<readonly string[]> {
  const font = '24px "Open Sans", "Noto Sans", Arial, sans-serif';
  await document.fonts.load(font, characters.join(''));
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
  return characters.filter(character => [nothing, unknown].includes(ink(character)));
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
  finish,
  drawSource,
  adoptSvg,
  paint,
  withoutGlyph,
]
  .map(String)
  .join('\n');
