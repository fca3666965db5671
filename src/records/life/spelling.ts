import type { LinkRelation, RecordStatus } from '../../model/record.ts';
import type { RecordText } from '../reading/record.ts';
import { statusWord } from '../reading/status-words.ts';

type Known = Exclude<RecordStatus, 'unknown'>;

/** How a language says what records say of themselves; as the first word of a line. */
type Words = {
  readonly statuses: Readonly<Record<Known, string>>;
  readonly relations: Readonly<Record<LinkRelation, string>>;
  readonly partly: string;
};

const english: Words = {
  statuses: {
    draft: 'Draft',
    proposed: 'Proposed',
    accepted: 'Accepted',
    rejected: 'Rejected',
    deprecated: 'Deprecated',
    superseded: 'Superseded',
  },
  relations: {
    supersedes: 'Supersedes',
    'superseded-by': 'Superseded by',
    amends: 'Amends',
    'amended-by': 'Amended by',
    'depends-on': 'Depends on',
    'required-by': 'Required by',
    'relates-to': 'Relates to',
  },
  partly: 'Partially',
};

const german: Words = {
  statuses: {
    draft: 'Entwurf',
    proposed: 'Vorgeschlagen',
    accepted: 'Akzeptiert',
    rejected: 'Abgelehnt',
    deprecated: 'Veraltet',
    superseded: 'Ersetzt',
  },
  relations: {
    supersedes: 'Ersetzt',
    'superseded-by': 'Ersetzt durch',
    amends: 'Ergänzt',
    'amended-by': 'Ergänzt durch',
    'depends-on': 'Hängt ab von',
    'required-by': 'Erforderlich für',
    'relates-to': 'Verwandt mit',
  },
  partly: 'Teilweise',
};

const french: Words = {
  statuses: {
    draft: 'Brouillon',
    proposed: 'Proposé',
    accepted: 'Accepté',
    rejected: 'Rejeté',
    deprecated: 'Déprécié',
    superseded: 'Remplacé',
  },
  relations: {
    supersedes: 'Remplace',
    'superseded-by': 'Remplacé par',
    amends: 'Modifie',
    'amended-by': 'Modifié par',
    'depends-on': 'Dépend de',
    'required-by': 'Required by',
    'relates-to': 'Voir aussi',
  },
  partly: 'Partiellement',
};

const spanish: Words = {
  statuses: {
    draft: 'Borrador',
    proposed: 'Propuesto',
    accepted: 'Aceptado',
    rejected: 'Rechazado',
    deprecated: 'Obsoleto',
    superseded: 'Reemplazado',
  },
  relations: {
    supersedes: 'Reemplaza a',
    'superseded-by': 'Reemplazado por',
    amends: 'Modifica a',
    'amended-by': 'Modificado por',
    'depends-on': 'Depende de',
    'required-by': 'Requerido por',
    'relates-to': 'Relacionado con',
  },
  partly: 'Parcialmente',
};

const languages: readonly (readonly [RegExp, Words])[] = [
  [
    /^(?:entw|vorgeschl|vorschl|akzept|angenom|entschied|beschloss|abgelehnt|verworf|veraltet|überholt|ersetzt|abgelöst)/iu,
    german,
  ],
  [/^(?:brouillon|ébauche|proposé|accepté|approuvé|rejet|refus|déprécié|périmé|remplac)/iu, french],
  [/^(?:borrador|propuest|aceptad|aprobad|adoptad|rechazad|reemplazad|sustituid)/iu, spanish],
];

/** Capitals as another word has them: `PROPOSED` gives `ACCEPTED`. */
export const likeCase = (word: string, model: string): string => {
  if (/\p{Lu}/u.test(model) && model === model.toUpperCase() && model.length > 1) return word.toUpperCase();
  return /^\p{Lu}/u.test(model) ? word : word.charAt(0).toLowerCase() + word.slice(1);
};

/** How one record, in its folder, says statuses and relations. */
export type Spelling = {
  readonly status: (status: Known) => string;
  readonly relation: (relation: LinkRelation, partial: boolean) => string;
};

/** Which of two spellings a folder uses: `Superceded` is that of adr-tools. */
export const supersededSpelling = (texts: readonly string[]): 's' | 'c' => {
  let [right, other] = [0, 0];
  for (const text of texts) {
    right += text.match(/supersed/gi)?.length ?? 0;
    other += text.match(/superced/gi)?.length ?? 0;
  }
  return other > right ? 'c' : 's';
};

/** The words of a record's own language; English where its status is in none that is known here. */
export const spellingOf = ({ statusPlaces }: RecordText, letter: 's' | 'c'): Spelling => {
  const word = statusWord(statusPlaces[0]?.text ?? '')?.word ?? '';
  const words = languages.find(([pattern]) => pattern.test(word))?.[1] ?? english;
  const spelt = (text: string): string => (letter === 'c' ? text.replace(/upersed/g, 'uperced') : text);
  return {
    status: status => spelt(words.statuses[status]),
    relation: (relation, partial) => {
      const said = spelt(words.relations[relation]);
      return partial ? `${words.partly} ${said.charAt(0).toLowerCase()}${said.slice(1)}` : said;
    },
  };
};
