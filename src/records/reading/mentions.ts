import type { LinkRelation } from '../../model/record.ts';
import type { Labelled } from './fields.ts';
import { labelledIn } from './fields.ts';
import type { FrontField } from './front-matter.ts';
import type { Section } from './outline.ts';
import { purposeOf } from './section-names.ts';
import { blocksOf } from './status.ts';

/** Another record that a record names, and how; what it names is found out with all records at hand. */
export type Mention = {
  readonly relation: LinkRelation;
  /** As the record has it: a path, `ADR-0123`, a number. */
  readonly target: string;
  /** Only a part of the other is superseded. */
  readonly partial: boolean;
};

/** How relations are written; the first that fits counts, so that `superseded by` goes before `supersedes`. */
const relations: readonly (readonly [LinkRelation, string])[] = [
  [
    'superseded-by',
    'supers[ei]ded[- ]?by|superceded[- ]?by|replaced[- ]?by|obsoleted[- ]?by|ersetzt durch|abgelöst durch|reemplazad[oa] por|sustituid[oa] por|remplacée? par|sostituit[oa] da|substituíd[oa] por|заменен[ао]?|取って代わられた|被',
  ],
  [
    'supersedes',
    'supers[ei]des?|supercedes?|replaces|obsoletes|ersetzt|löst ab|reemplaza(?: a)?|sustituye(?: a)?|remplace|sostituisce|substitui|заменяет|取代|置き換える',
  ],
  [
    'amended-by',
    'amended[- ]?by|refined[- ]?by|extended[- ]?by|updated[- ]?by|clarified[- ]?by|modified[- ]?by|ergänzt durch|geändert durch|modificad[oa] por|modifiée? par|complétée? par',
  ],
  [
    'amends',
    'amends?|refines?|extends?|updates|clarifies|modifies|ergänzt|ändert|modifica(?: a)?|modifie|complète',
  ],
  ['required-by', 'required[- ]?by|needed[- ]?by|prerequisite (?:of|for)|erforderlich für|requerid[oa] por'],
  ['depends-on', 'depends[- ]?on|requires|builds[- ]?on|based[- ]?on|hängt ab von|depende de|dépend de'],
  [
    'relates-to',
    'relate[sd][- ]?to|related|see(?: also)?|compare|links?|references?|siehe(?: auch)?|verwandt mit|relacionad[oa] con|ver también|voir(?: aussi)?|relatif à',
  ],
];

const patterns = relations.map(
  ([relation, words]) => [relation, new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'giu')] as const,
);
const partly = /(?:partial(?:ly)?|in part|partly|teilweise|parcialmente|partiellement)\s*$/iu;

type Found = {
  readonly relation: LinkRelation;
  readonly at: number;
  readonly end: number;
  readonly partial: boolean;
};

/** Words of relation in a text, in its order; of two at one place the first kind counts. */
const relationsIn = (text: string): readonly Found[] => {
  const found: Found[] = [];
  for (const [relation, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [at, end] = [match.index, match.index + match[0].length];
      if (found.some(one => at < one.end && end > one.at)) continue;
      found.push({ relation, at, end, partial: partly.test(text.slice(0, at)) });
    }
  }
  return found.sort((a, b) => a.at - b.at);
};

/** What a label says of all that stands behind it: `Superseded by`, `amended_by`, `dependsOn`. */
const relationOfLabel = (label: string): Omit<Found, 'at' | 'end'> | null => {
  const spaced = label
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', '-')
    .replace(/^(?:links?|related)[ -]?/i, 'related ')
    .trim();
  const [first] = relationsIn(spaced);
  const isWhole = first !== undefined && /^\s*(?:partially\s*)?$/i.test(spaced.slice(0, first.at));
  return isWhole &&
    !/[\p{L}]/u.test(spaced.slice(first.end).replace(/(?:adrs?|decisions?|records?|to)/giu, ''))
    ? first
    : null;
};

const link =
  /(?<!!)\[((?:[^[\]]|\[[^[\]]*\])*)\]\((<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)[^)]*\)|\[\[([^[\]|]+)(?:\|[^[\]]*)?\]\]/g;
const named = /(?<![\p{L}\p{N}/-])ADRs?[-_ #]{0,2}(\d{1,8})(?![\p{L}\p{N}])/giu;
const bareNumber = /(?<![\p{L}\p{N}./#-])#?(\d{1,8})(?![\p{L}\p{N}.%])/gu;

type Target = { readonly target: string; readonly at: number; readonly isLink: boolean };

/** Whether an address can be that of a record: a Markdown file, or a file without an ending. */
const isRecordAddress = (url: string): boolean => {
  const path = url.split(/[?#]/)[0] ?? '';
  return (
    path !== '' &&
    !/^mailto:/i.test(path) &&
    (/\.(?:md|markdown|mdx)$/i.test(path) ||
      (!/^[a-z]+:/i.test(path) && /\d/.test(path) && !/\.\w+$/.test(path)))
  );
};

/** Records that a text names by link or as `ADR-12`; as a mere number only where `numbers` says so. */
const targetsIn = (text: string, numbers: boolean): readonly Target[] => {
  const targets: Target[] = [];
  let rest = text;
  for (const match of text.matchAll(link)) {
    const [whole, , url, page] = match;
    const target = page ?? (url ?? '').replace(/^<|>$/g, '');
    rest = rest.slice(0, match.index) + ' '.repeat(whole.length) + rest.slice(match.index + whole.length);
    if (page !== undefined || isRecordAddress(target))
      targets.push({ target, at: match.index, isLink: true });
  }
  for (const match of rest.matchAll(named))
    targets.push({ target: match[0], at: match.index, isLink: false });
  if (numbers && targets.length === 0) {
    for (const match of rest.matchAll(bareNumber))
      targets.push({ target: match[0], at: match.index, isLink: false });
  }
  return targets.sort((a, b) => a.at - b.at);
};

/** Mentions of one paragraph or entry: each has the word of relation before it. A link without one is related. */
const mentionsIn = (text: string): readonly Mention[] => {
  const found = relationsIn(text.replace(link, one => ' '.repeat(one.length)));
  const hasWord = found.some(({ relation }) => relation !== 'relates-to');
  return targetsIn(text, hasWord).flatMap(({ target, at, isLink }): Mention[] => {
    const before = found.filter(one => one.at < at).at(-1);
    if (before === undefined && !isLink) return [];
    return [{ relation: before?.relation ?? 'relates-to', target, partial: before?.partial ?? false }];
  });
};

const ofField = (key: string, { text, entries }: FrontField): readonly Mention[] => {
  const label = relationOfLabel(key);
  if (label === null) return [];
  return entries
    .flatMap((entry): Mention[] => {
      const targets = targetsIn(entry, true);
      const plain = targets.length === 0 && /\d/.test(entry) && !/\s/.test(entry) ? [entry] : [];
      const all = targets.length > 0 && /^#?\d|\]\(|ADR/i.test(text) ? targets.map(one => one.target) : plain;
      const isName = /^[^\s[\]()]+$/.test(entry) && !/^(?:ADR[-_ #]?)?#?\d+$/i.test(entry);
      return (isName ? [entry] : all).map(target => ({ ...label, target }));
    })
    .map(({ relation, target, partial }) => ({ relation, target, partial }));
};

const ofLabelled = ({ label, text, below }: Labelled): readonly Mention[] => {
  const found = relationOfLabel(label);
  if (found === null) return [];
  const { relation, partial } = found;
  return [text, ...below].flatMap(one =>
    targetsIn(one, true).map(({ target }) => ({ relation, target, partial })),
  );
};

const isLinkSection = ({ heading }: Section): boolean => {
  const purpose = heading === null ? null : purposeOf(heading.text);
  return purpose === 'links' || (heading !== null && relationOfLabel(heading.text) !== null);
};

const ofSection = (section: Section): readonly Mention[] => {
  const purpose = purposeOf(section.heading?.text ?? '');
  const above = purpose === 'links' ? null : relationOfLabel(section.heading?.text ?? '');
  return blocksOf(section).flatMap(({ text }) => {
    const { relation, partial } = above ?? { relation: 'relates-to', partial: false };
    return mentionsIn(text).map(one =>
      one.relation === 'relates-to' && above !== null ? { ...one, relation, partial } : one,
    );
  });
};

const eachOnce = (mentions: readonly Mention[]): readonly Mention[] => {
  const seen = new Set<string>();
  return mentions.filter(({ relation, target }) => {
    const key = `${relation} ${target}`;
    return !seen.has(key) && seen.add(key);
  });
};

/**
 * What a record says of other records: in its status, in fields, and in sections for links. Links in running text are
 * none, since they say nothing of the decision. `status` is all that is said of it. Pure.
 */
export const mentionsOf = (
  front: ReadonlyMap<string, FrontField>,
  sections: readonly Section[],
  beginning: readonly Section[],
  status: readonly string[],
): readonly Mention[] =>
  eachOnce([
    ...[...front].flatMap(([key, field]) => (key === 'status' ? [] : ofField(key, field))),
    ...status.flatMap(mentionsIn),
    ...labelledIn(beginning).flatMap(ofLabelled),
    ...sections
      .filter(({ heading }) => heading !== null && purposeOf(heading.text) === 'status')
      .flatMap(ofSection),
    ...sections.filter(isLinkSection).flatMap(ofSection),
  ]);
