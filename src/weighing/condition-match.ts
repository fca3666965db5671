const foldings = new Map<string, string>();
const keptFoldings = 2_000;

/**
 * Case, width and runs of spaces and hyphens make no difference: `Full-Text`, `full text`. Weighing asks the same
 * texts thousands of times, so that foldings are kept.
 */
const folded = (text: string): string => {
  const kept = foldings.get(text);
  if (kept !== undefined) return kept;
  const fold = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
  if (foldings.size >= keptFoldings) foldings.clear();
  foldings.set(text, fold);
  return fold;
};

/** Scripts that put no space between words: any place in them may start one. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const endsInWord = /[\p{L}\p{N}\p{M}]$/u;

const occurrences = new WeakMap<readonly string[], Map<string, boolean>>();

/**
 * Whether a word or phrase occurs in one of the texts, beginning where a word begins. The same list is asked for
 * the same phrases at every step of a walk, so that answers are kept as long as the list.
 */
export const occursIn = (texts: readonly string[], phrase: string): boolean => {
  const kept = occurrences.get(texts) ?? new Map<string, boolean>();
  occurrences.set(texts, kept);
  const answer = kept.get(phrase) ?? searched(texts, phrase);
  kept.set(phrase, answer);
  return answer;
};

const searched = (texts: readonly string[], phrase: string): boolean => {
  const sought = folded(phrase);
  if (sought === '') return false;
  const anywhere = unspaced.test(sought);
  return texts.some(text => {
    const within = folded(text);
    for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
      if (anywhere || !endsInWord.test(within.slice(0, at))) return true;
    }
    return false;
  });
};

/** Whether a name is one of the list's: `PCI-DSS`, `pci dss` and `PCI DSS` are the same. */
export const isAmong = (names: readonly string[], name: string): boolean =>
  names.some(one => folded(one) === folded(name));
