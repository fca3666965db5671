/** The status in a MADR front matter or under `## Status`, lower case; null where none is found. */
export const statusOf = (markdown: string): string | null => {
  const frontMatter = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(markdown)?.[1];
  const inFrontMatter =
    frontMatter === undefined ? undefined : /^status:[ \t]*["']?([^"'\r\n#]+)/m.exec(frontMatter)?.[1];
  const section = /^## Status[ \t]*(?:\r?\n[ \t]*)+([^\r\n#]+)/m.exec(markdown)?.[1];
  return (inFrontMatter ?? section)?.trim().toLowerCase() ?? null;
};
