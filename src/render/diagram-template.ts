import Handlebars from 'handlebars';
import type { TemplateSet } from '../model/diagram.ts';
import { Problem, problem } from '../model/problem.ts';
import type { MermaidText } from './mermaid-text.ts';

/**
 * What a diagram template sees: encoded text, ids and class names made by code, and numbers. A raw string of a
 * view does not fit the type, so no template, ours or a user's, can put one into Mermaid.
 */
export type TemplateModel = { readonly [key: string]: TemplateValue };
export type TemplateValue =
  | MermaidText
  | Word
  | number
  | boolean
  | null
  | TemplateModel
  | readonly TemplateModel[];

declare const word: unique symbol;

/** An id, class or shape: a constant of this program, or made from a position. */
export type Word = string & { readonly [word]: true };

/** Accepts letters, digits, `-` and `_` only; anything else is a mistake in this program. */
export const asWord = (name: string): Word => {
  if (!/^[a-z][a-z0-9_-]*$/i.test(name)) throw new TypeError(`not a word for a diagram: ${name}`);
  return name as Word;
};

/** Handlebars' strict mode lets a typo in `{{#if typo}}` pass, so every look-up is watched. */
const watched = (model: TemplateModel, template: string): TemplateModel =>
  new Proxy(model, {
    get(target, key) {
      if (typeof key === 'symbol') return undefined;
      if (!Object.hasOwn(target, key)) throw unknownValue(template, key, Object.keys(target));
      return watchedValue(target[key] ?? null, template);
    },
  });

const watchedValue = (value: TemplateValue, template: string): TemplateValue => {
  if (Array.isArray(value)) return value.map(item => watched(item, template));
  return typeof value === 'object' && value !== null ? watched(value as TemplateModel, template) : value;
};

const unknownValue = (template: string, name: string, known: readonly string[]): Problem =>
  problem({
    code: 'unknown-template-value',
    message: `The diagram template ${template} asks for "${name}", which does not exist here.`,
    expected: known.join(', '),
    received: name,
  });

/**
 * The template of that name, filled. All templates of the set can be used as partials.
 * Throws a `Problem`: `unknown-template`, `unknown-template-value`, `bad-template`.
 */
export const fillTemplate = (templates: TemplateSet, name: string, model: TemplateModel): string => {
  const template = templates[name];
  if (template === undefined) {
    throw problem({ code: 'unknown-template', message: `There is no diagram template called ${name}.` });
  }
  // A Handlebars of our own: helpers and partials registered elsewhere in the process are not seen.
  const handlebars = Handlebars.create();
  for (const [partial, source] of Object.entries(templates)) handlebars.registerPartial(partial, source);
  try {
    const filled = handlebars.compile(template, { strict: true, noEscape: true })(watched(model, name));
    return `${filled.trim()}\n`;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw problem({
      code: 'bad-template',
      message: `The diagram template ${name} cannot be used: ${message}`,
    });
  }
};
