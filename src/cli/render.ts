import {
  type RenderedDiagram,
  type RenderOptions,
  type RenderResult,
  runRender,
} from '../commands/render.ts';
import { harmless } from '../model/issue-text.ts';
import type { PictureTheme } from '../model/picture-theme.ts';
import { type ExitCode, problem } from '../model/problem.ts';
import { imagesOf } from './images.ts';
import { asWritten } from './render-command-line.ts';
import { printBytes, printData, printJson, printMessage } from './terminal.ts';

export type RenderWords = {
  readonly files: readonly string[];
  readonly out?: string | undefined;
  readonly format?: string | undefined;
  readonly theme: PictureTheme;
  readonly background?: string | undefined;
  readonly scale?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly config?: string | undefined;
  readonly css?: string | undefined;
  readonly replace: boolean;
  readonly inline: boolean;
  readonly check: boolean;
  readonly renderer: 'pool' | 'mermaid-cli';
  readonly jobs?: number | undefined;
  readonly noCache: boolean;
  readonly browser?: string | undefined;
  readonly json: boolean;
};

/** Throws a Problem for a number that no picture can have. */
const inRange = (name: string, value: number | undefined, least: number, most: number): void => {
  if (value === undefined || (value >= least && value <= most)) return;
  throw problem({
    code: 'usage',
    message: `--${name} ${value}`,
    expected: `a number from ${least} to ${most}`,
    received: String(value),
  });
};

const formatsOf = ({ format, out }: RenderWords): RenderOptions['formats'] => {
  const ending = /\.(svg|png)$/i.exec(out ?? '')?.[1]?.toLowerCase();
  const formats = imagesOf(format ?? ending ?? 'svg', '--format');
  if (ending !== undefined && !(formats.length === 1 && formats[0] === ending))
    throw problem({
      code: 'usage',
      message: `--out ${out} with --format ${format}`,
      hint: 'leave --format out',
    });
  if (formats.length === 0)
    throw problem({ code: 'usage', message: '--format none', expected: 'svg, png or svg,png' });
  return formats;
};

const placeOf = ({ file, block, line, at }: RenderedDiagram): string =>
  `${file === '-' ? 'standard input' : file}:${at ?? line}${block === null ? '' : ` (diagram ${block})`}`;

const failures = ({ diagrams }: RenderResult): readonly string[] =>
  diagrams.flatMap(diagram =>
    diagram.reason === null
      ? []
      : `${placeOf(diagram)}: error [diagram] ${diagram.reason.trim()}`.split('\n').map(harmless),
  );

const words: Readonly<Record<string, string>> = { create: 'new', update: 'updated', unchanged: 'unchanged' };

/** `adrgen render --json`: documented in docs/json.md. */
const renderJson = ({ exitCode, diagrams, documents, glyphs }: RenderResult) => ({
  command: 'render',
  exitCode,
  diagrams: diagrams.map(({ file, block, line, files, reason, at, missingGlyphs }) => ({
    file,
    block,
    line,
    files,
    ...(reason === null ? {} : { error: { message: reason, line: at ?? line } }),
    missingGlyphs,
  })),
  documents,
  hints: glyphs,
});

/** `adrgen render`. */
export const renderCommand = async (said: RenderWords): Promise<ExitCode> => {
  inRange('scale', said.scale, 0.1, 10);
  inRange('width', said.width, 50, 16_000);
  inRange('height', said.height, 50, 16_000);
  inRange('jobs', said.jobs, 1, 64);
  const result = await runRender({
    ...said,
    files: said.files.map(asWritten),
    formats: formatsOf(said),
    cache: !said.noCache,
    concurrency: said.jobs,
    cwd: process.cwd(),
  });
  if (said.json) printJson(renderJson(result));
  else if (result.data !== null) printBytes(result.data);
  else {
    const files = [...result.diagrams.flatMap(({ files }) => files), ...result.documents];
    if (files.length > 0)
      printData(files.map(({ path, action }) => harmless(`${path}: ${words[action]}`)).join('\n'));
    if (result.diagrams.length === 0) printMessage('No Mermaid diagram was found.');
  }
  const lines = said.json ? [] : [...failures(result), ...result.glyphs];
  if (lines.length > 0) printMessage(lines.join('\n'));
  return result.exitCode;
};
