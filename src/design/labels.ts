/** Surrogates that have no partner, and control characters: no store, no YAML and no Markdown takes all of them. */
const unwritable = /\p{Cs}|[\p{Cc}\p{Cf}\u2028\u2029\uFFFE\uFFFF]/gu;

/** A label on one line, in characters that every file format takes. */
export const oneLine = (text: string): string => text.replace(unwritable, ' ').replace(/\s+/gu, ' ').trim();

/** The words of a name, in lower case: of `Fraud case`, `fraudCase`, `fraud-case` the same two. */
export const wordsOf = (name: string): readonly string[] =>
  oneLine(name.normalize('NFC'))
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];

/** The plural of an English noun, by the rules that cover what entities are called. */
export const pluralOf = (noun: string): string => {
  if (!/[a-z]$/.test(noun)) return noun;
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
};

/** Hands out names: the first asker gets the name, the next gets it with a number. */
export const uniqueNames = (): ((wanted: string) => string) => {
  const taken = new Set<string>();
  return wanted => {
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  };
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `1 event`, `2 events`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : pluralOf(noun)}`;
