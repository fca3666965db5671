import type { RecordStatus } from '../../model/record.ts';
import { plainText } from './plain-text.ts';

type Known = Exclude<RecordStatus, 'unknown'>;

/** How statuses are written, in the languages that records are met in. Latin and Cyrillic words may go on. */
const words: readonly (readonly [Known, RegExp])[] = [
  [
    'superseded',
    /(?<!\p{L})(?:supers[ei]d|superced|replaced|ersetzt|abgelöst|reemplazad|sustituid|remplac|sostituit|substituíd|заменен|заменён)\p{L}*|(?:被取代|已取代|取代|被替代|已替代|替换|取って代わ|置き換え|대체)\p{Script=Hiragana}*/iu,
  ],
  [
    'deprecated',
    /(?<!\p{L})(?:depreci?at|obsolet|obsolèt|retired|outdated|withdrawn|abandoned|veraltet|überholt|déprécié|périmé|descontinuad|устарел)\p{L}*|已?(?:弃用|棄用|废弃|廢棄)|非推奨|廃止|폐기/iu,
  ],
  [
    'rejected',
    /(?<!\p{L})(?:reject|declin|refus|discarded|abgelehnt|verworfen|rechazad|rejet|rifiutat|rejeitad|отклон)\p{L}*|已?(?:拒绝|拒絕|否决)|却下|거부/iu,
  ],
  [
    'draft',
    /(?<!\p{L})(?:draft|wip(?!\p{L})|work in progress|in progress|entwurf|borrador|brouillon|ébauche|bozza|rascunho|черновик)\p{L}*|草案|草稿|下書き|ドラフト|초안/iu,
  ],
  [
    'proposed',
    /(?<!\p{L})(?:propos|pending|open(?!\p{L})|under discussion|in discussion|discussion|(?:under |in )?review|rfc(?!\p{L})|vorgeschlagen|vorschlag|propuest|предлож|в обсуждении)\p{L}*|提议|提議|提案中?|已提出|检讨中|検討中|제안/iu,
  ],
  [
    'accepted',
    /(?<!\p{L})(?:accept|adopt|approv|decided|implement|agreed|active(?!\p{L})|done(?!\p{L})|final(?!\p{L})|finali[sz]ed|ratified|angenommen|akzeptiert|entschieden|beschlossen|aceptad|aprobad|adoptad|acept|accettat|approvat|aceit|aprovad|принят|утвержд)\p{L}*|已?(?:接受|采纳|採納|批准|采用)|承認|採用|受理|决定|決定|승인|채택/iu,
  ],
];

const negated = /(?:\bnot|\bnicht|\bno|\bnon|\bun|не)[ -](?:yet |noch |todavía |encore )?$/iu;

export type StatusWord = {
  readonly status: Known;
  /** The word, and its offset in the text. */
  readonly word: string;
  readonly at: number;
};

/** Every status that a text names, in its order, each once. */
const wordsIn = (text: string): readonly StatusWord[] =>
  words
    .flatMap(([status, pattern]): StatusWord[] => {
      const found = pattern.exec(text);
      return found === null ? [] : [{ status, word: found[0], at: found.index }];
    })
    .sort((a, b) => a.at - b.at);

/** Text that a template left: no status was chosen. */
const isPlaceholder = (text: string): boolean =>
  /^["']?\{.*\}["']?$/s.test(text) || /^\[[^\]]*\|.*\]$/s.test(text) || /\S\s*\|\s*\S/.test(text);

/**
 * The word of a text that says the status, and what it means: "Accepted, but see …" is accepted. Null where no word
 * is known, where it is denied, and where so many stand there that none was chosen. `text` is as it is written; what
 * is struck out does not count.
 */
export const statusWord = (text: string): StatusWord | null => {
  const shown = text
    .slice(0, 2000)
    .replace(/~~.*?~~/g, struck => ' '.repeat(struck.length))
    // Addresses of links are no words.
    .replace(/\]\([^)]*\)/g, link => ' '.repeat(link.length));
  if (isPlaceholder(shown.trim())) return null;
  const found = wordsIn(shown);
  const [first] = found;
  if (first === undefined || found.length >= 4 || negated.test(shown.slice(0, first.at))) return null;
  return first;
};

/** Whether a text says that nothing is decided yet, and no word that speaks of a decision beside it. */
export const isOpen = (text: string): boolean => {
  const found = wordsIn(plainText(text));
  return found.length > 0 && found.every(({ status }) => status === 'draft' || status === 'proposed');
};

/** What a status text means; unknown where it does not say. */
export const statusIn = (text: string): RecordStatus => statusWord(text)?.status ?? 'unknown';

/** Whether a text says that no status was chosen yet. */
export const isUnchosen = (text: string): boolean => text === '' || isPlaceholder(text.trim());
