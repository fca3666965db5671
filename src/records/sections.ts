/** A heading with what follows it up to the next one; the text before the first heading and the front matter too. */
export type Section = {
  /** Headings from the second level down to this one, and which of several alike: the same in every version. */
  readonly key: string;
  /** The heading as people know it. */
  readonly name: string;
  /** 1 to 6; 0 for front matter and beginning. */
  readonly level: number;
  /** Its lines with their ends, without the blank lines behind them. */
  readonly body: string;
  /** The blank lines behind it: all bodies and gaps, joined, are the text. */
  readonly gap: string;
};

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?$/;

type Start = { readonly at: number; readonly level: number; readonly name: string };

/** Whether a line ends the fence that is open: as many of the same character, and nothing behind them. */
const closes = (line: string, open: string): boolean => {
  const marks = /^ {0,3}(`+|~+)[ \t]*\r?\n?$/.exec(line)?.[1] ?? '';
  return marks.length >= open.length && marks[0] === open[0];
};

/** Headings with `#`, outside of fenced code. */
const startsOf = (lines: readonly string[], from: number): readonly Start[] => {
  const starts: Start[] = [];
  let open: string | undefined;
  lines.forEach((line, at) => {
    if (at < from) return;
    const marks = fence.exec(line)?.[1];
    if (open !== undefined) {
      if (closes(line, open)) open = undefined;
    } else if (marks !== undefined) {
      open = marks;
    } else {
      const [, signs, name = ''] = heading.exec(line) ?? [];
      if (signs !== undefined) starts.push({ at, level: signs.length, name });
    }
  });
  return starts;
};

const isRule = (line: string | undefined): boolean => line !== undefined && /^---[ \t]*\r?\n?$/.test(line);

/** Lines that the front matter takes, with the blank ones behind it; 0 without one. */
const frontMatterLines = (lines: readonly string[]): number => {
  let end = isRule(lines[0]) ? lines.findIndex((line, at) => at > 0 && isRule(line)) + 1 : 0;
  while (end > 0 && lines[end]?.trim() === '') end += 1;
  return end;
};

/** Lines with their ends; joined, they are the text. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/**
 * A Markdown text by its headings. A title of the first level does not count in keys, since it says what was decided,
 * which changes. Underlined headings belong to the section above. Pure.
 */
export const sectionsOf = (text: string): readonly Section[] => {
  const lines = linesOf(text);
  const front = frontMatterLines(lines);
  const starts = startsOf(lines, front);
  const part = (from: number, to: number): Pick<Section, 'body' | 'gap'> => {
    let end = to;
    while (end > from && lines[end - 1]?.trim() === '') end -= 1;
    return { body: lines.slice(from, end).join(''), gap: lines.slice(end, to).join('') };
  };
  const seen = new Map<string, number>();
  const path: string[] = [];
  const headed = starts.map(({ at, level, name }, index): Section => {
    path.length = Math.min(path.length, level - 1);
    while (path.length < level - 1) path.push('');
    path.push(level === 1 ? '' : name);
    const place = `${level} ${path.join('\n')}`;
    const count = (seen.get(place) ?? 0) + 1;
    seen.set(place, count);
    return {
      key: `${place}\n${count}`,
      name: level === 1 ? 'title' : name,
      level,
      ...part(at, starts[index + 1]?.at ?? lines.length),
    };
  });
  return [
    { key: 'front matter', name: 'front matter', level: 0, ...part(0, front) },
    { key: 'beginning', name: 'beginning', level: 0, ...part(front, starts[0]?.at ?? lines.length) },
    ...headed,
  ].filter(({ body, gap }) => body + gap !== '');
};
