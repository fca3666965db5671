import type { Requirements } from '../../../src/model/requirements.ts';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');

/** Names that the file gives to things: put over a general sentence they make it no less general. */
const namesOf = ({ system, entities, external_systems, flows, stakeholders }: Requirements): string[] =>
  [
    system,
    ...entities.flatMap(({ name, owner }) => [name, ...(owner === undefined ? [] : [owner])]),
    ...external_systems.map(({ name }) => name),
    ...flows.flatMap(({ from, to }) => [from, to]),
    ...stakeholders.map(({ role }) => role),
  ].filter(name => name.trim() !== '');

const units =
  'requests a second|kB|MB|GB|TB|PB|EUR|USD|ms|min|points?|minutes?|seconds?|hours?|days?|weeks?|months?|years?|[kM](?!\\w)|s(?!\\w)|h(?!\\w)';
const figure = new RegExp(
  `(?:≈ ?)?\\d[\\d,.]*(?<=\\d)(?: ?(?:%|×|${units}))?(?: ?/ ?(?:s|min|h|day|week|month|year)\\b)?`,
  'gu',
);

/**
 * A function that takes out of a sentence what is only this system's label: its names, its requirement ids (they
 * stand in code), numbers with their units. Lists of names or numbers count as one.
 */
export const maskFor = (requirements: Requirements): ((sentence: string) => string) => {
  const longestFirst = [...new Set(namesOf(requirements))].sort((a, b) => b.length - a.length);
  const names = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?:'s)?(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return sentence =>
    sentence
      .replace(/`[^`]*`/gu, '§')
      .replace(names, '§')
      .replace(figure, '#')
      .replace(/([§#])(?:(?:,| and|, and| or) \1)+/gu, '$1')
      .replace(/\s+/gu, ' ')
      .trim()
      .toLowerCase();
};
