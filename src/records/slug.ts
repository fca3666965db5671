import { fnv1a } from '../model/identity.ts';

const longest = 60;

/** Four characters that tell apart what the slug alone would not. */
const check = (title: string): string => (fnv1a(title) % 36 ** 4).toString(36).padStart(4, '0');

/**
 * A file name part from a title in any script: lower case, words joined by "-", never empty. A title that is cut, or
 * of which nothing remains, gets a check of the whole.
 */
export const slugOf = (title: string): string => {
  const slug = title
    .normalize('NFKD')
    // Accents of Latin, Greek and Cyrillic letters; vowel signs of other scripts are letters' parts and stay.
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') return `untitled-${check(title)}`;
  const characters = [...slug];
  if (characters.length <= longest) return slug;
  return `${characters
    .slice(0, longest - 5)
    .join('')
    .replace(/-+$/, '')}-${check(title)}`;
};
