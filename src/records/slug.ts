/** A file name part from a title in any script: lower case, words joined by "-", never empty. */
export const slugOf = (title: string): string => {
  const slug = title
    .normalize('NFKD')
    // Accents of Latin, Greek and Cyrillic letters; vowel signs of other scripts are letters' parts and stay.
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = [...slug].slice(0, 60).join('').replace(/-+$/, '');
  return short === '' ? 'untitled' : short;
};
