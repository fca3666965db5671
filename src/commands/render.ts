import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { bytesIn, diagramFiles, readDiagramFile, standard, writeOutput } from '../io/diagram-files.ts';
import { createDraw } from '../io/pictures/draw.ts';
import { glyphHints } from '../io/pictures/glyph-packages.ts';
import type { Drawing } from '../model/doors.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { type MermaidBlock, mermaidBlocks } from '../render/mermaid-blocks.ts';
import { lineOfSource } from '../render/mermaid-source.ts';
import { withPictureLinks } from '../render/picture-links.ts';
import type { ImageFormat } from './publish-pictures.ts';
import { type LookOptions, lookOf } from './render-look.ts';

export type RenderOptions = LookOptions & {
  /** Files, folders and globs; `-` is standard input, which holds one diagram. */
  readonly files: readonly string[];
  /** A folder, a file for one diagram or for one Markdown text, or `-`; beside the sources where it is not said. */
  readonly out?: string | undefined;
  readonly formats: readonly ImageFormat[];
  /** Links to pictures take the place of the blocks in Markdown files. */
  readonly replace: boolean;
  /** Keeps the source of a replaced block in a details block. */
  readonly inline: boolean;
  /** Writes nothing; `exitCode` 1 where something would be written. */
  readonly check: boolean;
  readonly renderer: 'pool' | 'mermaid-cli';
  readonly cache: boolean;
  readonly concurrency?: number | undefined;
  readonly browser?: string | undefined;
};

/** One diagram and where it stands: `block` counts from 1, and is null for a file that is one diagram. */
type Diagram = {
  readonly file: string;
  readonly source: string;
  readonly block: number | null;
  /** Line of the file with the first line of the diagram. */
  readonly line: number;
  /** Of its pictures: without extension, relative to `cwd`. */
  readonly target: string;
};

type Text = {
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly MermaidBlock[];
  readonly diagrams: readonly Diagram[];
};

export type FileAction = 'create' | 'update' | 'unchanged';

export type RenderedFile = { readonly path: string; readonly action: FileAction };

export type RenderedDiagram = {
  readonly file: string;
  readonly block: number | null;
  readonly line: number;
  readonly files: readonly RenderedFile[];
  /** Why it could not be drawn; null where it was. */
  readonly reason: string | null;
  /** The line of the file that mermaid complains of, where it names one. */
  readonly at: number | null;
  readonly missingGlyphs: readonly string[];
};

export type RenderResult = {
  readonly exitCode: ExitCode;
  readonly diagrams: readonly RenderedDiagram[];
  /** Markdown files with links in the place of blocks. */
  readonly documents: readonly RenderedFile[];
  readonly glyphs: readonly string[];
  /** What goes to standard output instead of a file. */
  readonly data: string | Uint8Array | null;
};

const isMarkdown = (file: string): boolean => /\.(?:md|markdown)$/i.test(file);
const isPicture = (file: string): boolean => /\.(?:svg|png)$/i.test(file);
const usage = (message: string, hint: string) => problem({ code: 'usage', message, hint });

/** Where the pictures of a file go, without extension. Outside of the folder, only the name of a file is kept. */
const targetOf = (file: string, { out, cwd }: RenderOptions): string => {
  const bare = file === standard ? 'diagram' : file.slice(0, file.length - extname(file).length);
  if (out === undefined || out === standard) return bare;
  if (isPicture(out) || isMarkdown(out)) return out.slice(0, out.length - extname(out).length);
  const inside = relative(cwd, resolve(cwd, bare));
  return join(out, inside.startsWith('..') ? basename(bare) : inside);
};

const readText = (file: string, options: RenderOptions): Text => {
  const text = readDiagramFile(file, options.cwd);
  const target = targetOf(file, options);
  if (!isMarkdown(file))
    return { file, text, blocks: [], diagrams: [{ file, source: text, block: null, line: 1, target }] };
  const blocks = mermaidBlocks(text);
  const diagrams = blocks.map(({ source, line }, index) => ({
    file,
    source,
    block: index + 1,
    line,
    target: `${target}-${index + 1}`,
  }));
  return { file, text, blocks, diagrams };
};

/** What the words ask for and cannot be had is said before anything is drawn. */
const refuse = (texts: readonly Text[], { out, formats, replace, inline }: RenderOptions): void => {
  const diagrams = texts.flatMap(text => text.diagrams);
  const named = out !== undefined && (out === standard || isPicture(out));
  if (named && (diagrams.length !== 1 || formats.length !== 1))
    throw usage(
      `--out ${out} holds one picture in one format, and there are ${diagrams.length} diagrams and ${formats.length} formats`,
      'name a folder with --out, or one format with --format',
    );
  if (out !== undefined && isMarkdown(out) && (texts.length !== 1 || !isMarkdown(texts[0]?.file ?? '')))
    throw usage(`--out ${out} is Markdown, which is made from one Markdown file`, 'name a folder with --out');
  if (inline && !replace && !(out !== undefined && isMarkdown(out)))
    throw usage('--inline without --replace or a Markdown file as --out', 'add --replace');
  const targets = new Map<string, string>();
  for (const { target, file } of diagrams) {
    const other = targets.get(target);
    if (other !== undefined)
      throw usage(
        `${other} and ${file} would both be drawn into ${target}`,
        'draw them one after the other, into folders of their own',
      );
    targets.set(target, file);
  }
};

/** Writes a file where it differs from what stands there; with `check` only says so. */
const put = (path: string, content: string | Uint8Array, { check, cwd }: RenderOptions): RenderedFile => {
  const full = resolve(cwd, path);
  const standing = bytesIn(full);
  const action =
    standing === null ? 'create' : standing.equals(Buffer.from(content)) ? 'unchanged' : 'update';
  if (!check && action !== 'unchanged') writeOutput(full, content);
  return { path, action };
};

const contentOf = (drawing: Extract<Drawing, { ok: true }>, format: ImageFormat) =>
  format === 'svg' ? drawing.svg : drawing.png;

const complaint = ({ source, line }: Diagram, reason: string): number | null => {
  const counted = Number(/\bline:? (\d+)/i.exec(reason)?.[1]);
  const inside = Number.isNaN(counted) ? undefined : lineOfSource(source, counted);
  return inside === undefined ? null : line + inside - 1;
};

/** Relative address of a picture from a Markdown file. */
const addressOf = (document: string, picture: string): string =>
  relative(dirname(document), picture).split(sep).join('/');

/**
 * Draws Mermaid files and the Mermaid blocks of Markdown files. A diagram that cannot be drawn is part of the result,
 * and never takes the others with it. Throws a Problem where the words cannot be followed, a file cannot be read or
 * written, or there is no browser.
 */
export const runRender = async (options: RenderOptions): Promise<RenderResult> => {
  const { out, formats, cwd, replace, check } = options;
  const texts = diagramFiles(options.files, cwd).map(file => readText(file, options));
  refuse(texts, options);
  const diagrams = texts.flatMap(text => text.diagrams);
  const look = lookOf(options);
  const png = formats.includes('png');
  const drawer = createDraw({ ...options, look, png });
  let drawings: readonly Drawing[];
  try {
    drawings = await drawer.draw(diagrams.map(({ target, source }) => ({ name: target, source })));
  } finally {
    await drawer.close();
  }
  const drawn = new Map(diagrams.map((diagram, index) => [diagram, drawings[index]] as const));
  const toStream = out === standard;

  const rendered = diagrams.map((diagram): RenderedDiagram => {
    const { file, block, line, target } = diagram;
    const drawing = drawn.get(diagram);
    const about = { file, block, line };
    if (!drawing?.ok) {
      const reason = drawing?.reason ?? 'the browser gave no answer';
      return { ...about, files: [], reason, at: complaint(diagram, reason), missingGlyphs: [] };
    }
    const files = toStream
      ? []
      : formats.map(format => put(`${target}.${format}`, contentOf(drawing, format), options));
    return { ...about, files, reason: null, at: null, missingGlyphs: drawing.missingGlyphs };
  });

  const documents = texts
    .filter(({ file, blocks }) => isMarkdown(file) && (blocks.length > 0 || out !== undefined))
    .flatMap(({ file, text, blocks, diagrams }) => {
      const document = out !== undefined && isMarkdown(out) ? out : replace ? file : undefined;
      if (document === undefined) return [];
      const links = blocks.flatMap((block, index) => {
        const diagram = diagrams[index];
        if (diagram === undefined || !drawn.get(diagram)?.ok) return [];
        return [{ block, address: addressOf(document, `${diagram.target}.${formats[0]}`) }];
      });
      return [put(document, withPictureLinks(text, links, options), options)];
    });

  const [only] = drawings;
  const failed = rendered.some(({ reason }) => reason !== null);
  const stale = [...rendered.flatMap(({ files }) => files), ...documents].some(
    ({ action }) => action !== 'unchanged',
  );
  return {
    exitCode: failed || (check && stale) ? exitCodes.findings : exitCodes.clean,
    diagrams: rendered,
    documents,
    glyphs: glyphHints(rendered.flatMap(({ missingGlyphs }) => missingGlyphs)),
    data: toStream && only?.ok ? contentOf(only, formats[0] ?? 'svg') : null,
  };
};
