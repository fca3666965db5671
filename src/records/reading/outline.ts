/** A Markdown text by its lines and headings, found without a parser: hundreds of records are read at once. */

export type Line = {
  /** As it stands there, without its end. */
  readonly raw: string;
  /** The same with code blocks and comments blanked out: offsets are those of `raw`. */
  readonly shown: string;
  /** Offset of its first character in the text. */
  readonly from: number;
  /** Counts from 1. */
  readonly number: number;
};

export type Heading = {
  /** 1 to 6. */
  readonly depth: number;
  /** Without its marks, markup and all. */
  readonly text: string;
  /** Offset of `text`. */
  readonly from: number;
  readonly line: number;
};

/** A heading with the lines up to the next one; the beginning has none. */
export type Section = { readonly heading: Heading | null; readonly lines: readonly Line[] };

export type Outline = {
  /** Without byte order mark. */
  readonly text: string;
  readonly lines: readonly Line[];
  /** Lines between the marks of the front matter; null without one. */
  readonly frontMatter: readonly Line[] | null;
  readonly sections: readonly Section[];
};

const blank = (text: string): string => ' '.repeat(text.length);

/** `<!-- … -->` within a line; the offset of one that goes on below. */
const withoutComments = (raw: string): string =>
  raw.includes('<!--') ? raw.replace(/<!--.*?-->/g, blank) : raw;

const rawLines = (text: string): Pick<Line, 'raw' | 'from'>[] => {
  const lines: Pick<Line, 'raw' | 'from'>[] = [];
  const ends = /\r\n|\n|\r/g;
  let from = 0;
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    lines.push({ raw: text.slice(from, end.index), from });
    from = ends.lastIndex;
  }
  if (from < text.length) lines.push({ raw: text.slice(from), from });
  return lines;
};

const fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;

/** Whether a line ends the fence that is open: as many of the same character, and nothing behind them. */
const closes = (raw: string, open: string): boolean => {
  const marks = /^ {0,3}(`+|~+)[ \t]*$/.exec(raw)?.[1] ?? '';
  return marks.length >= open.length && marks[0] === open[0];
};

/** Blanks out fenced code and comments from a line on. */
const shownLines = (lines: readonly Pick<Line, 'raw' | 'from'>[], start: number): readonly Line[] => {
  let open: string | null = null;
  let inComment = false;
  return lines.map(({ raw, from }, index) => {
    const line = (shown: string): Line => ({ raw, shown, from, number: index + 1 });
    if (index < start) return line(raw);
    if (open !== null) {
      if (closes(raw, open)) open = null;
      return line(blank(raw));
    }
    if (inComment) {
      const end = raw.indexOf('-->');
      if (end === -1) return line(blank(raw));
      inComment = false;
      return line(blank(raw.slice(0, end + 3)) + withoutComments(raw.slice(end + 3)));
    }
    open = fence.exec(raw)?.[1] ?? null;
    if (open !== null) return line(blank(raw));
    const shown = withoutComments(raw);
    const begins = shown.indexOf('<!--');
    if (begins === -1) return line(shown);
    inComment = true;
    return line(shown.slice(0, begins) + blank(shown.slice(begins)));
  });
};

const atx = /^( {0,3}(#{1,6})(?:[ \t]+|$))(.*?)(?:[ \t]+#+)?[ \t]*$/;
/** What a paragraph does not begin with. */
const noParagraph = /^(?: {4}|\t| {0,3}(?:[-*+](?:[ \t]|$)|\d{1,9}[.)][ \t]|[>|<#]))/;

const underlineDepth = (shown: string): number => {
  const mark = /^ {0,3}(=+|-+)[ \t]*$/.exec(shown)?.[1]?.[0];
  return mark === undefined ? 0 : mark === '=' ? 1 : 2;
};

const sectionsOf = (lines: readonly Line[]): readonly Section[] => {
  const sections: { heading: Heading | null; lines: Line[] }[] = [{ heading: null, lines: [] }];
  /** Lines of the paragraph that is open; none where an underline would be a rule. */
  let paragraph: Line[] = [];
  for (const line of lines) {
    const { shown, from, number } = line;
    const [whole, before = '', signs = '', text = ''] = atx.exec(shown) ?? [];
    if (whole !== undefined) {
      const heading = { depth: signs.length, text, from: from + before.length, line: number };
      sections.push({ heading, lines: [] });
      paragraph = [];
      continue;
    }
    const depth = underlineDepth(shown);
    const [first] = paragraph;
    if (depth > 0 && first !== undefined) {
      const own = sections.at(-1)?.lines;
      own?.splice(own.length - paragraph.length);
      const text = paragraph.map(one => one.shown.trim()).join(' ');
      const indent = first.shown.length - first.shown.trimStart().length;
      sections.push({
        heading: { depth, text, from: first.from + indent, line: first.number },
        lines: [],
      });
      paragraph = [];
      continue;
    }
    sections.at(-1)?.lines.push(line);
    if (shown.trim() === '') paragraph = [];
    else if (paragraph.length > 0) paragraph.push(line);
    else {
      const before = sections.at(-1)?.lines.at(-2);
      // After an entry or a quotation its paragraph goes on.
      const goesOn = before !== undefined && before.shown.trim() !== '' && before.number === number - 1;
      if (!goesOn && !noParagraph.test(shown)) paragraph = [line];
    }
  }
  return sections;
};

/** Index of the line that ends the front matter; -1 without one. `+++` is that of Hugo. */
const endOfFrontMatter = (lines: readonly Pick<Line, 'raw'>[]): number => {
  const mark = /^(---|\+\+\+)[ \t]*$/.exec(lines[0]?.raw ?? '')?.[1];
  if (mark === undefined) return -1;
  return lines.findIndex(({ raw }, index) => index > 0 && raw.trimEnd() === mark);
};

/** The outline of a text; a byte order mark is left out. Pure. */
export const outlineOf = (source: string): Outline => {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const raw = rawLines(text);
  const end = endOfFrontMatter(raw);
  const lines = shownLines(raw, end + 1);
  return {
    text,
    lines,
    frontMatter: end === -1 ? null : lines.slice(1, end),
    sections: sectionsOf(lines.slice(end + 1)),
  };
};
