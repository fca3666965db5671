/** Words as `wc -w` counts them, front matter aside. */
export const wordsIn = (markdown: string): number =>
  markdown
    .replace(/^---\n[\s\S]*?\n---\n/u, '')
    .split(/\s+/u)
    .filter(word => word !== '').length;
