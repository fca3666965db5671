import type { Root } from 'mdast';
import type { Words } from './tree.ts';

/** A line `key: value` of the front matter, as it is written. */
export type Field = Words & {
  /** The value with its quotes; `text` has none. */
  readonly raw: string;
  /** Offset of `raw` in the text. */
  readonly offset: number;
};

/** Fields at the margin of a front matter, by key; null without one. A value that goes on below is none. */
export const fieldsOf = (tree: Root, text: string): ReadonlyMap<string, Field> | null => {
  const [first] = tree.children;
  const start = first?.type === 'yaml' ? (first.position?.start.offset ?? 0) : null;
  const end = first?.position?.end.offset ?? 0;
  if (start === null) return null;
  const fields = new Map<string, Field>();
  let offset = start;
  text
    .slice(start, end)
    .split('\n')
    .forEach((line, index) => {
      const [whole, key = '', raw = ''] =
        /^([\w-]+):[ \t]*("[^"]*"|'[^']*'|[^#\r]*?)[ \t]*(?:#.*)?\r?$/.exec(line) ?? [];
      if (whole !== undefined) {
        const at = line.indexOf(raw, key.length + 1);
        const bare = raw.replace(/^(["'])(.*)\1$/, '$2').trim();
        fields.set(key.toLowerCase(), {
          text: bare,
          raw,
          offset: offset + at,
          at: { line: index + 1, column: at + 1 },
        });
      }
      offset += line.length + 1;
    });
  return fields;
};
