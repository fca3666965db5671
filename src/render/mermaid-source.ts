/**
 * The line of a source that mermaid means by its own number: it leaves out front matter, comments and empty lines at
 * the head before it counts. Both count from 1; the end of a
 * source is its last line.
 */
export const lineOfSource = (source: string, counted: number): number | undefined => {
  const lines = source.split('\n').map((text, index) => ({ text, line: index + 1 }));
  const head = /^\s*---\s*\n[\s\S]*?\n\s*---\s*(?:\n|$)/.exec(source)?.[0] ?? '';
  const kept = lines
    .slice(0, source.trimEnd().split('\n').length)
    .slice(head.split('\n').length - 1)
    .filter(({ text }) => !/^\s*%%(?!\{)/.test(text));
  const first = kept.findIndex(({ text }) => text.trim() !== '');
  const meant = kept.slice(Math.max(0, first));
  return meant[Math.min(counted, meant.length) - 1]?.line;
};

/** What an author says a diagram shows: its accessible title, else its title; null where none is said. */
export const titleOfSource = (source: string): string | null => {
  const said =
    /^\s*accTitle\s*:\s*(.+)$/m.exec(source)?.[1] ??
    /^---\s*\n(?:.*\n)*?title:\s*(.+)\n(?:.*\n)*?---/.exec(source)?.[1] ??
    /^\s*title\s*:?\s+(.+)$/m.exec(source)?.[1];
  return said?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? null;
};
