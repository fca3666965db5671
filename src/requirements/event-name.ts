/** Past participles that no rule gives, for the verbs that commands are made of. */
const irregular: ReadonlyMap<string, string> = new Map(
  (
    'begin begun|bid bid|bind bound|bring brought|build built|buy bought|cancel cancelled|catch caught|' +
    'choose chosen|cut cut|deal dealt|do done|draw drawn|feed fed|find found|forget forgotten|freeze frozen|' +
    'get got|give given|grant granted|grow grown|hide hidden|hold held|keep kept|label labelled|lay laid|' +
    'lead led|leave left|lend lent|let let|lose lost|make made|meet met|overwrite overwritten|pay paid|' +
    'put put|quit quit|read read|rebuild rebuilt|redo redone|reset reset|resend resent|ride ridden|ring rung|' +
    'run run|rerun rerun|say said|see seen|seek sought|sell sold|send sent|set set|shut shut|sing sung|sit sat|' +
    'speak spoken|spend spent|split split|steal stolen|swap swapped|take taken|teach taught|tell told|' +
    'think thought|undo undone|unbind unbound|update updated|win won|withdraw withdrawn|withhold withheld|' +
    'write written|rewrite rewritten'
  )
    .split('|')
    .map(pair => pair.split(' ') as [string, string]),
);

/** Of more than one syllable with the stress on the last, so that its consonant doubles. */
const doubling = /(?:[^i]mit|[^f]fer|cur|allot|trol|quip|program)$/;
/** Nouns that look like verbs: one says `check out`, not `checkout`. */
const nounsOnly: ReadonlySet<string> = new Set(
  'checkout login logout logon signup signin signoff setup backup rollback shutdown startup payout opt'.split(
    ' ',
  ),
);
const oneSyllable = /^(?:[^aeiou]*|qu)[aeiou][bcdfgklmnprtvz]$/;

const participle = (verb: string): string => {
  const known = irregular.get(verb);
  if (known !== undefined) return known;
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  const doubles = oneSyllable.test(verb) || doubling.test(verb);
  return doubles ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
};

const particles: ReadonlySet<string> = new Set(['up', 'out', 'in', 'off', 'on', 'down', 'back']);
const prepositions: ReadonlySet<string> = new Set(
  'to from for with into onto of at by via in on after before as'.split(' '),
);
const articles: ReadonlySet<string> = new Set(['a', 'an', 'the', 'this', 'new']);

const capitalised = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const pascal = (words: readonly string[]): string => words.map(capitalised).join('');

const wordsOf = (command: string): string[] =>
  command
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_-]+/u)
    .filter(word => word !== '' && !articles.has(word.toLowerCase()));

/** Happened already: no command. */
const past = (word: string): boolean => word.length > 4 && /[^e]ed$/.test(word);
/** Still happening, at the place of a verb; `booking` and `picking` are nouns elsewhere. */
const continuous = (word: string): boolean => word.length > 4 && /ing$/.test(word) && !irregular.has(word);

/**
 * The domain event of a command, past tense last: `place order` gives `OrderPlaced`, `add item to cart` gives
 * `ItemAddedToCart`. Undefined where verb and noun cannot be told apart.
 */
export const eventNameOf = (command: string): string | undefined => {
  const [first = '', ...others] = wordsOf(command);
  const verb = first.toLowerCase();
  if (!/^[a-z]{2,}$/.test(verb) || past(verb) || continuous(verb)) return undefined;
  if (prepositions.has(verb) || nounsOnly.has(verb)) return undefined;
  const particle =
    others.length > 1 && particles.has(others[0]?.toLowerCase() ?? '') ? others.slice(0, 1) : [];
  const phrase = others.slice(particle.length);
  const turn = phrase.findIndex(word => prepositions.has(word.toLowerCase()));
  const [noun, rest] = turn === -1 ? [phrase, []] : [phrase.slice(0, turn), phrase.slice(turn)];
  const sound = noun.length > 0 && phrase.every(word => /^[\p{L}\p{N}\p{M}]+$/u.test(word));
  if (!sound || past(noun.at(-1) ?? '')) return undefined;
  return `${pascal(noun)}${capitalised(participle(verb))}${pascal(particle)}${pascal(rest)}`;
};
