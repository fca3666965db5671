/** Text to put in place of another: offsets of a text without its byte order mark. */
export type TextEdit = { readonly from: number; readonly to: number; readonly text: string };

/** A text with its edits; of those at one place the first comes first. Every other character stays. Pure. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string => {
  const sorted = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.from - b.from || a.to - b.to || a.index - b.index);
  let edited = '';
  let at = 0;
  for (const { from, to, text: next } of sorted) {
    if (from < at) throw new Error(`edits overlap at ${from}`);
    edited += text.slice(at, from) + next;
    at = to;
  }
  return edited + text.slice(at);
};

/** How lines of a text end. */
export const lineEnd = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
