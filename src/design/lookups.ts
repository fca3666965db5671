import type { Requirements } from '../model/requirements.ts';
import { pluralOf, wordsOf } from './labels.ts';

/** Whether a sentence speaks of a thing: its name as whole words, singular or plural. */
export const mentions = (text: string, name: string): boolean => placesOf(wordsOf(text), name).length > 0;

/** Where, in words from the start, a name stands. */
export const placesOf = (text: readonly string[], name: string): number[] => {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined) return [];
  const plural = [...words.slice(0, -1), pluralOf(last)];
  return text.flatMap((_, at) =>
    [words, plural].some(form => form.every((word, index) => text[at + index] === word)) ? [at] : [],
  );
};

const lookup = /\b(?:search|find|look|filter|list|sort|query)(?:s|es|ed|ing)?\b.*?\bby\b(.*)$/isu;

/** Columns that a functional requirement looks an entity up by: `search entries by amount and date`. */
export const lookupsOf = (
  { functional }: Requirements,
  entity: string,
  columns: readonly { readonly name: string; readonly label: string }[],
): readonly { readonly column: string; readonly requirement: string }[] =>
  functional
    .filter(({ text, priority }) => priority !== 'wont' && mentions(text, entity))
    .flatMap(({ id, text }) => {
      const [, terms] = lookup.exec(text) ?? [];
      if (terms === undefined) return [];
      return columns
        .filter(({ label }) => mentions(terms, label))
        .map(({ name }) => ({ column: name, requirement: id }));
    });
