import { problem } from '../../model/problem.ts';
import { linesOf } from '../sections.ts';

/** What a marked region of a Markdown file holds: ours, or the list of adr-log. */
export type RegionKind = 'index' | 'graph' | 'adr-log';

/** Markers stand on lines of their own; all between two of them is ours. */
export const regionMarkers: Readonly<Record<RegionKind, { readonly start: string; readonly stop: string }>> =
  {
    index: { start: '<!-- adrgen:index -->', stop: '<!-- /adrgen:index -->' },
    graph: { start: '<!-- adrgen:graph -->', stop: '<!-- /adrgen:graph -->' },
    // Source: the README of adr-log.
    'adr-log': { start: '<!-- adrlog -->', stop: '<!-- adrlogstop -->' },
  };

export type Region = {
  readonly kind: RegionKind;
  /** Offsets of what stands between the markers, their line breaks left out. */
  readonly from: number;
  readonly to: number;
  readonly body: string;
};

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Offsets of lines outside of fenced code, with their text. */
const openLines = (text: string): readonly { readonly at: number; readonly line: string }[] => {
  let [at, open] = [0, ''];
  return linesOf(text).flatMap(line => {
    const begun = at;
    at += line.length;
    const marks = fence.exec(line)?.[1];
    if (open !== '') {
      const closes = marks?.startsWith(open) === true && line.trim() === marks;
      if (closes) open = '';
      return [];
    }
    if (marks !== undefined) {
      open = marks;
      return [];
    }
    return [{ at: begun, line }];
  });
};

/** A region that was not closed would take all that follows it. */
const refuseOpen = (path: string, text: string, at: number, kind: RegionKind): never => {
  throw problem({
    code: 'open-region',
    message: `${path} has ${regionMarkers[kind].start} and no ${regionMarkers[kind].stop} behind it`,
    place: { file: path, line: text.slice(0, at).split('\n').length },
    hint: `write ${regionMarkers[kind].stop} on a line of its own where the region ends`,
  });
};

/**
 * The regions of these kinds, in the order of the text. `path` names the file in the Problem that a region without
 * an end is. Pure.
 */
export const regionsIn = (text: string, path: string, kinds: readonly RegionKind[]): readonly Region[] => {
  const lines = openLines(text);
  return kinds
    .flatMap(kind => {
      const { start, stop } = regionMarkers[kind];
      return lines.flatMap(({ at, line }, index): readonly Region[] => {
        if (line.trim() !== start) return [];
        const end = lines.slice(index + 1).find(one => one.line.trim() === stop || one.line.trim() === start);
        if (end === undefined || end.line.trim() === start) return refuseOpen(path, text, at, kind);
        const from = at + line.length;
        // What ends without a line break has the stop marker on the same line, which no line of its own is.
        return [{ kind, from, to: end.at, body: text.slice(from, end.at) }];
      });
    })
    .sort((a, b) => a.from - b.from);
};

/** Line ending that most of a text has. */
export const endingOf = (text: string): '\n' | '\r\n' =>
  (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0) ? '\r\n' : '\n';

const turned = (body: string, ending: string): string =>
  body.replaceAll('\r\n', '\n').replaceAll('\n', ending);

/** Body of a region with a blank line on either side, so that tables and fences are read as such. */
const padded = (body: string): string => `\n${body.trim()}\n\n`;

/** Whether a region says this already; line endings do not count. */
export const says = (region: Region, body: string): boolean =>
  region.body.replaceAll('\r\n', '\n').trim() === body.trim();

/** What stands between the markers of a text for a body, with its line endings. */
export const regionText = (text: string, body: string): string => turned(padded(body), endingOf(text));

/** A text with another body in one of its regions; every other byte stays. */
export const withBody = (text: string, region: Region, body: string): string =>
  says(region, body) ? text : text.slice(0, region.from) + regionText(text, body) + text.slice(region.to);

/** A text with a new region at its end. */
export const withRegion = (text: string, kind: RegionKind, body: string): string => {
  const ending = endingOf(text);
  const { start, stop } = regionMarkers[kind];
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? ending : ending + ending;
  return text + gap + turned(`${start}\n${padded(body)}${stop}\n`, ending);
};
