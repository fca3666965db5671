import { distance } from 'fastest-levenshtein';

/** Words this long are no slip of the fingers, and comparing them costs time. */
const longest = 60;

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '');

/** How many slips words of this length may hold and still be taken for one another. */
const slipsFor = (length: number): number => Math.min(2, Math.floor((length + 1) / 3));

/** The same but for case, hyphens, underscores and spaces. */
export const alike = (word: string, other: string): boolean => plain(word) === plain(other);

/**
 * The candidate that a misspelt word stands for: the same but for case, hyphens and spaces, or a few letters off;
 * the first of equally near ones. Undefined when none is near.
 */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const sought = plain(word);
  if (sought === '' || sought.length > longest) return undefined;
  let best: string | undefined;
  let least = slipsFor(sought.length) + 1;
  for (const candidate of candidates) {
    const other = plain(candidate);
    if (Math.abs(other.length - sought.length) >= least) continue;
    const slips = distance(sought, other);
    if (slips < least && slips <= slipsFor(other.length)) {
      best = candidate;
      least = slips;
    }
  }
  return best;
};
