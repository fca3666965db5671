import type { MadeSystem } from './systems.ts';

/** Words as `wc -w` counts them, front matter aside. */
export const wordsIn = (markdown: string): number =>
  markdown
    .replace(/^---\n[\s\S]*?\n---\n/u, '')
    .split(/\s+/u)
    .filter(word => word !== '').length;

const mostWords = 1_200;

/** The records that nobody reads to their end, each with its words. */
export const tooLong = (systems: readonly MadeSystem[]): readonly string[] =>
  systems.flatMap(({ name, records }) =>
    records
      .map(({ decision, markdown }) => ({ decision, words: wordsIn(markdown) }))
      .filter(({ words }) => words > mostWords)
      .map(({ decision, words }) => `${name} ${decision}: ${words}`),
  );
