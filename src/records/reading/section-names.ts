/** What a section of a record is for. */
export type Purpose =
  | 'status'
  | 'context'
  | 'options'
  | 'outcome'
  | 'consequences'
  | 'confirmation'
  | 'arguments'
  | 'reasons'
  | 'links'
  | 'date'
  | 'metadata';

/** Names that records give their sections, in lower case: MADR 2 to 4, Nygard, log4brains, and what else is in use. */
const names: Readonly<Record<Purpose, RegExp>> = {
  status:
    /^(?:(?:decision |adr )?status|estado|statut|stato|estatus|статус|状态|狀態|ステータス|状態|상태)$/u,
  context:
    /^(?:context|background|problem|issue|motivation|forces|kontext|contexto|contexte|contesto|контекст|背景|コンテキスト)(?![\p{L}-])/u,
  options:
    /^(?:considered (?:options|alternatives)|options?(?: considered)?|alternatives?(?: considered)?|alternative options|positions|(?:betrachtete |erwogene )?(?:optionen|alternativen|varianten)|(?:opciones|alternativas)(?: consideradas)?|options envisagées|рассмотренные варианты|варианты)$/u,
  outcome:
    /^(?:(?:the )?decision(?: outcome| made)?|outcome|resolution|entscheidung(?:sergebnis)?|decisión|resultado de la decisión|décision|decisione|решение|决策|決定)$/u,
  consequences:
    /^(?:(?:positive |negative |neutral |good |bad )?(?:consequences?|implications?)|results?|impact|drawbacks?|trade-?offs?|(?:positive |negative )?(?:konsequenzen|folgen|auswirkungen)|consecuencias(?: positivas| negativas)?|conséquences(?: positives| négatives)?|conseguenze|последствия|后果|影響)$/u,
  confirmation:
    /^(?:confirmation|validation|verification|compliance|fitness functions?|how (?:it|this) is confirmed|bestätigung|überprüfung|confirmación|validación|vérification)$/u,
  arguments:
    /^(?:pros (?:and|&) cons(?: of the (?:options|alternatives))?|(?:options |option |alternatives )?(?:analysis|comparison|evaluation)|arguments?|vor- und nachteile(?: der optionen)?|pros y contras(?: de las opciones)?)$/u,
  reasons: /^(?:rationale|justification|reason(?:s|ing)?|why|begründung|justificación)(?![\p{L}-])/u,
  links:
    /^(?:links?(?: and references)?|(?:more|further|additional) information|relat(?:ed|ions?)(?: (?:decisions?|adrs?|records?|documents?|links?|artifacts|requirements|principles))?|references?|see also|weitere informationen|verweise|liens|plus d.informations|enlaces|más información|referencias|références|collegamenti|riferimenti|ссылки|链接|更多信息|关联|リンク|追加情報)$/u,
  date: /^(?:(?:decision )?date|datum|fecha|data|дата|日期|日付)$/u,
  metadata: /^(?:meta ?data|meta|adr information|document (?:information|control)|details|metadaten)$/u,
};

const purposes = Object.keys(names) as readonly Purpose[];

/** What a heading announces; null for any other. Numbers and marks before it do not count. */
export const purposeOf = (heading: string): Purpose | null => {
  const bare = heading
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[^\p{L})]+$/u, '');
  return purposes.find(purpose => names[purpose].test(bare)) ?? null;
};

export type Tone = 'good' | 'neutral' | 'bad';

const tones: readonly (readonly [Tone, RegExp])[] = [
  [
    'good',
    /^(?:good|pros?|advantages?|benefits?|positives?|strengths?|gut|vorteile?|bueno|ventajas?|bien|avantages?|positivas?)(?![\p{L}-])|^(?:\+|✅|👍|✔)/u,
  ],
  [
    'bad',
    /^(?:bad|cons?|contra|disadvantages?|drawbacks?|downsides?|negatives?|weakness(?:es)?|risks?|costs?|schlecht|nachteile?|malo|desventajas?|mauvais|inconvénients?|negativas?)(?![\p{L}-])|^(?:[-−–] ?(?!\d)|❌|👎|✖|⚠)/u,
  ],
  ['neutral', /^(?:neutral|neutre)(?![\p{L}-])/u],
];

/** The tone that a line or a heading begins with: `Bad, because …`, `Cons:`, `Negative Consequences`. */
export const toneOf = (text: string): Tone | null => {
  const bare = text.toLowerCase().replace(/^[\s*_"“([]+/u, '');
  return tones.find(([, beginning]) => beginning.test(bare))?.[0] ?? null;
};
