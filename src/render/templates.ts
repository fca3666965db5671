import Handlebars from 'handlebars';
import type { Nodes } from 'mdast';
import type { z } from 'zod';
import { Problem, problem } from '../model/problem.ts';
import { emitMarkdown, markdown } from './markdown.ts';
import { blockHelpers, checkTemplate } from './template-check.ts';
import { isCall, valueHelpers } from './template-expression.ts';
import type { ParsedTemplate } from './template-scope.ts';
import { type Printable, placeValues, tokenEdges, tokenFor } from './template-values.ts';

/** A document template in Markdown and what it is filled with. */
export type DocumentTemplate<View extends z.ZodType> = {
  /** For messages: the file's name. */
  readonly name: string;
  readonly template: string;
  /** By name, as in `{{> name}}` or `{{> name field}}`. */
  readonly partials: Readonly<Record<string, string>>;
  readonly viewSchema: View;
};

/**
 * Fills a document template: final Markdown, LF, one final newline.
 *
 * Values are put in after the Markdown was parsed, so that none becomes structure, and the emitter
 * writes them so that every docs site shows them letter for letter. Within a line a value loses the
 * space around it and its line ends become spaces; in a fence it stands as it is.
 *
 * Throws a Problem with template, line and the nearest name if the template asks for something that
 * the view's schema does not have, uses a helper other than `if unless each with eq join`, or holds
 * HTML.
 */
export const renderDocument = <View extends z.ZodType>(
  document: DocumentTemplate<View> & { readonly view: z.output<View> },
): string => documentRenderer(document)(document.view);

/** The same for many views: the template is checked and compiled once. */
export const documentRenderer = <View extends z.ZodType>(
  document: DocumentTemplate<View>,
): ((view: z.output<View>) => string) => {
  const template = parseTemplate(document.name, document.template);
  const partials = new Map(
    Object.entries(document.partials).map(([name, source]) => [name, parseTemplate(name, source)] as const),
  );
  const issues = checkTemplate(template, partials, document.viewSchema);
  if (issues.length > 0) throw new Problem(issues);
  const fill = compileTemplates(template, partials);
  return view => {
    const { source, values } = fill(view);
    const tree = markdown.parse(source);
    refuseHtml(tree, document.name);
    placeValues(tree, values);
    return emitMarkdown(tree);
  };
};

const parseTemplate = (name: string, source: string): ParsedTemplate => {
  if (tokenEdges.test(source))
    throw problem({
      code: 'template-refused',
      message: 'A template holds no private-use characters (U+E000, U+E001).',
      place: { file: name },
    });
  try {
    return { name, source, program: Handlebars.parse(source) };
  } catch (error) {
    const [, line] = /line (\d+)/.exec(String(error)) ?? [];
    throw problem({
      code: 'template-syntax',
      message: `The template cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      place: { file: name, ...(line !== undefined && { line: Number(line) }) },
    });
  }
};

/** The helper behind every printed value. No template can name it: `check` knows the helpers. */
const printed = 'printed';

type Filled = { readonly source: string; readonly values: readonly Printable[] };

const compileTemplates = (
  template: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
): ((view: unknown) => Filled) => {
  const handlebars = Handlebars.create();
  const names = [...blockHelpers, ...valueHelpers, printed];
  const options = {
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(names.map(name => [name, true])) as KnownHelpers,
  };
  const compile = ({ program }: ParsedTemplate) => {
    printValues(program);
    return handlebars.compile<unknown>(program, options);
  };
  const compiled = compile(template);
  const compiledPartials = Object.fromEntries(
    [...partials].map(([name, partial]) => [name, compile(partial)]),
  );
  return view => {
    const values: Printable[] = [];
    const helpers = {
      eq: (left: unknown, right: unknown) => left === right,
      join: (list: readonly unknown[] | undefined, separator: string) => (list ?? []).join(separator),
      [printed]: (value: unknown) => tokenFor(values.push(printable(value)) - 1),
    };
    return { source: compiled(view, { helpers, partials: compiledPartials }), values };
  };
};

const printable = (value: unknown): Printable => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw problem({
    code: 'template-not-text',
    message: `A template prints ${typeof value}, which is no text.`,
  });
};

/** Makes `{{value}}` into `{{printed value}}`, everywhere in a program, in place. */
const printValues = (program: hbs.AST.Program | undefined): void => {
  for (const statement of program?.body ?? []) {
    if (statement.type === 'BlockStatement') {
      const block = statement as hbs.AST.BlockStatement;
      printValues(block.program);
      printValues(block.inverse);
    } else if (statement.type === 'MustacheStatement') {
      printValue(statement as hbs.AST.MustacheStatement);
    }
  }
};

const printValue = (mustache: hbs.AST.MustacheStatement): void => {
  const { path, params, hash, loc } = mustache;
  const call = { type: 'SubExpression', path, params, hash, loc } as hbs.AST.SubExpression;
  mustache.params = [isCall(mustache) ? call : path];
  const name = { type: 'PathExpression', data: false, depth: 0, parts: [printed], original: printed, loc };
  mustache.path = name as hbs.AST.PathExpression;
};

const refuseHtml = (node: Nodes, template: string): void => {
  if (node.type === 'html')
    throw problem({
      code: 'template-html',
      message: `HTML does not look the same on every docs site: ${node.value}`,
      place: { file: template },
      hint: 'write Markdown; a comment is {{!-- … --}}, a marker [//]: # (adrgen:…)',
    });
  if ('children' in node) for (const child of node.children) refuseHtml(child, template);
};
