import type { Line, Outline } from './outline.ts';

/** What the front matter says under one key. */
export type FrontField = {
  /** Without quotes and comment; entries of a list joined with a comma. */
  readonly text: string;
  readonly entries: readonly string[];
  /** The value on the line of its key, with its quotes; empty where it stands below. */
  readonly raw: string;
  /** Offset of `raw` in the text. */
  readonly from: number;
  readonly at: { readonly line: number; readonly column: number };
};

const bare = (value: string): string => {
  const text = value.trim();
  const [, , quoted] = /^(["'])(.*)\1$/s.exec(text) ?? [];
  return (quoted ?? text).trim();
};

const ofFlow = (raw: string): readonly string[] | null => {
  const inner = /^\[(.*)\]$/s.exec(raw.trim())?.[1];
  // `[accepted]` of a template, or a link: no list either way.
  if (inner === undefined || /\]\(|\|/.test(raw)) return null;
  const parts = inner.match(/"[^"]*"|'[^']*'|[^,]+/g) ?? [];
  return parts.map(bare).filter(one => one !== '');
};

const value =
  /^((?:"(?:[^"\\]|\\.)*"|'[^']*')(?=[ \t]*(?:#|$))|(?:[^#]|(?<=\S)#)*?)[ \t]*(?:(?<=[ \t:=])#.*)?$/;
const keyed = /^(["']?)([\p{L}][\p{L}\p{N}_ -]*)\1[ \t]*[:=](?=[ \t]|$)[ \t]*/u;

/** No value is longer; what follows is not looked at. */
const longest = 4000;

const valueIn = (text: string): string => value.exec(text.slice(0, longest))?.[1] ?? '';

/** Entries and indented lines below a key. */
const below = (lines: readonly Line[]): readonly string[] => {
  const entries: string[] = [];
  for (const { raw } of lines) {
    const [, dash, text = ''] = /^[ \t]*(-(?=[ \t]|$))?[ \t]*(.*)$/.exec(raw) ?? [];
    const shown = bare(valueIn(text));
    if (shown === '' || /^#/.test(text)) continue;
    if (dash === undefined && entries.length > 0) entries.push(`${entries.pop()} ${shown}`);
    else entries.push(shown);
  }
  return entries;
};

/** Fields of the front matter by key in lower case; the first of two alike. None without a front matter. Pure. */
export const frontFields = ({ frontMatter }: Outline): ReadonlyMap<string, FrontField> => {
  const fields = new Map<string, FrontField>();
  const lines = frontMatter ?? [];
  lines.forEach((line, index) => {
    const [before, , key = ''] = keyed.exec(line.raw) ?? [];
    if (before === undefined || fields.has(key.toLowerCase())) return;
    const raw = valueIn(line.raw.slice(before.length));
    const end = lines.findIndex((one, at) => at > index && keyed.test(one.raw));
    const under = /^(?:[|>][-+]?)?$/.test(raw)
      ? below(lines.slice(index + 1, end === -1 ? undefined : end))
      : [];
    const entries = under.length > 0 ? under : (ofFlow(raw) ?? [bare(raw)].filter(one => one !== ''));
    fields.set(key.toLowerCase(), {
      text: under.length > 0 || ofFlow(raw) !== null ? entries.join(', ') : bare(raw),
      entries,
      raw: under.length > 0 ? '' : raw,
      from: line.from + before.length,
      at: { line: line.number, column: before.length + 1 },
    });
  });
  return fields;
};
