import type { TemplateSet } from '../../model/diagram.ts';
import { Problem, problem } from '../../model/problem.ts';
import { checkTemplate } from '../templates/check.ts';
import { compileTemplate } from '../templates/compile.ts';
import { parseTemplate } from '../templates/parse.ts';
import type { MermaidText } from './mermaid-text.ts';
import { diagramViews } from './views.ts';

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

/**
 * The template of that name, filled; the others of the set can be used as partials. Throws a `Problem`:
 * `unknown-template`, or what is wrong with the template, as for documents.
 */
export const fillTemplate = (
  templates: TemplateSet,
  name: keyof typeof diagramViews,
  model: TemplateModel,
): string => {
  const { [name]: source, ...others } = templates;
  if (source === undefined) {
    throw problem({ code: 'unknown-template', message: `There is no diagram template called ${name}.` });
  }
  const template = parseTemplate(`${name}.mmd.hbs`, source);
  const partials = new Map(
    Object.entries(others).map(([partial, text]) => [partial, parseTemplate(`${partial}.mmd.hbs`, text)]),
  );
  const issues = checkTemplate(template, partials, diagramViews[name]);
  if (issues.length > 0) throw new Problem(issues);
  return `${compileTemplate(template, partials)(model, String).trim()}\n`;
};
