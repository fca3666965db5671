import type { Issue, Place } from '../model/problem.ts';

/** Offsets into the text, in UTF-16 code units: from the first, up to but without the second. */
export type Span = readonly [start: number, end: number];

/** A text with its lines: turns offsets into places, and facts about a spot into issues. */
export type SourceFile = {
  readonly file: string;
  readonly text: string;
  readonly placeOf: (offset: number) => Required<Place>;
  readonly issue: (offset: number, about: Omit<Issue, 'place' | 'source'>) => Issue;
};

const startsOfLines = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Index of the last start that is not after the offset. */
const lineHolding = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const sourceFile = (file: string, text: string): SourceFile => {
  const starts = startsOfLines(text);
  const placeOf = (offset: number): Required<Place> => {
    const line = lineHolding(starts, offset);
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  const lineText = (line: number): string =>
    text.slice(starts[line - 1], (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
  return {
    file,
    text,
    placeOf,
    issue: (offset, about) => {
      const place = placeOf(Math.min(Math.max(offset, 0), text.length));
      return { ...about, place, source: lineText(place.line) };
    },
  };
};
