/** Words that tell one requirement from another by nothing. */
const fillers: ReadonlySet<string> = new Set(
  (
    'a an the and or of to in on at by for from with as it its is are be can may must shall should will would ' +
    'when while where if then that this these those every each all any some system application user users they ' +
    'their them has have had do does not no so than into'
  ).split(' '),
);

/** What two spellings of the same sentence share: compatibility forms, case, spaces and the end mark aside. */
export const normalisedText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[.!。]+$/u, '');

const encoder = new TextEncoder();

/** FNV-1a, 32 bits, over UTF-8. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

const longestWord = 16;

const slugOfNormalised = (normalised: string): string => {
  const words = normalised.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const telling = words.filter(word => !fillers.has(word));
  return (telling.length > 0 ? telling : words)
    .slice(0, 4)
    .map(word => [...word].slice(0, longestWord).join(''))
    .join('-');
};

/**
 * A stable id from the content alone: neither place in the file nor neighbours count, so that it survives
 * reordering. `order-changes-state-notify-9k2f`: a slug, then four base-36 characters of the hash.
 */
export const idOfText = (text: string): string => {
  const normalised = normalisedText(text);
  const check = (fnv1a(normalised) % 36 ** 4).toString(36).padStart(4, '0');
  const slug = slugOfNormalised(normalised);
  return slug === '' ? `r-${check}` : `${slug}-${check}`;
};
