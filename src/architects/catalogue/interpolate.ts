import type { Facts } from '../../model/facts.ts';
import type { Citation } from '../../model/reason.ts';
import type { Requirements } from '../../model/requirements.ts';
import { factPath } from '../../weighing/facts.ts';
import { formatFact } from '../../weighing/format-fact.ts';
import { citeCondition, citePath, distinct, ruleOfThumb } from './citations.ts';

/** Whose numbers the catalogue's sentences quote. */
export type Scene = {
  readonly requirements: Requirements;
  readonly facts: Facts;
  /** The name of the option that the sentence is about. */
  readonly option?: string;
  /** The condition under which the sentence is said. */
  readonly condition?: string | undefined;
};

/** A reason whose parts a schema's output type takes. */
export type WrittenReason = { text: string; cites: Citation[] };

const placeholder = /\{([^{}]+)\}/gu;
const lastMark = /\s*\[([a-z][a-z0-9-]*(?:\s*,\s*[a-z][a-z0-9-]*)*)\]\s*$/u;

/** A sentence of the catalogue, taken apart: its words, the paths that it quotes, the marks at its end. */
export type CatalogueText = {
  readonly words: string;
  readonly quotes: readonly string[];
  readonly marks: readonly string[];
};

/** `[a] [b]` and `[a, b]` at the end are marks; `{path}` anywhere is a quote. `{system}` and `{option}` are none. */
export const readText = (text: string): CatalogueText => {
  const marks: string[] = [];
  let words = text.trim();
  for (let found = lastMark.exec(words); found !== null; found = lastMark.exec(words)) {
    marks.unshift(...(found[1] ?? '').split(',').map(mark => mark.trim()));
    words = words.slice(0, found.index);
  }
  const quotes = [...words.matchAll(placeholder)].map(match => pathIn(match[1] ?? ''));
  return { words, quotes: quotes.filter(path => path !== 'system' && path !== 'option'), marks };
};

/** `team.skills."c#"` in braces is the path `team.skills.c#`. */
const pathIn = (braced: string): string => braced.trim().replaceAll('"', '');

/** The text with every `{path}` replaced by its formatted value; no marks are taken off. */
export const fill = (text: string, { requirements, facts, option }: Scene): string =>
  text.replace(placeholder, (whole, braced: string) => {
    const path = pathIn(braced);
    if (path === 'system') return requirements.system;
    if (path === 'option') return option ?? whole;
    return factPath(path) === undefined
      ? whole
      : formatFact(path, facts(path), requirements.budget?.currency ?? 'EUR');
  });

/**
 * A sentence of the catalogue as a reason: numbers filled in, and what it stands on: the requirements that it
 * quotes, those that its condition speaks of, the facts that it names. With none of them it is an assumption.
 */
export const interpolate = (text: string, scene: Scene): WrittenReason => {
  const { words, quotes, marks } = readText(text);
  const cites = distinct([
    ...quotes.map(path => citePath(path, scene.requirements)),
    ...(scene.condition === undefined ? [] : citeCondition(scene.condition, scene.requirements)),
    ...marks.map((mark): Citation => (mark === 'assumption' ? ruleOfThumb : { kind: 'fact', id: mark })),
  ]);
  return { text: fill(words, scene), cites: cites.length === 0 ? [ruleOfThumb] : cites };
};
