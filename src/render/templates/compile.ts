import Handlebars from 'handlebars';
import { type Problem, problem } from '../../model/problem.ts';
import { blockHelpers } from './check.ts';
import { isCall, valueHelpers } from './expression.ts';
import { withinDepth } from './parse.ts';
import type { ParsedTemplate } from './scope.ts';
import type { Printable } from './values.ts';

/** How a template's own words are put into what it makes: `{{value}}` becomes what this gives. */
type Print = (value: Printable) => string;

/** Rounds of all `{{#each}}` in one document, and characters that they may make: beyond this no document ends. */
const mostRounds = 1_000_000;
const mostCharacters = 16 * 1024 * 1024;

/** The helper behind every printed value. No template can name it: the check knows the helpers. */
const printed = 'printed';

/** Partials are known by this name, and by that of their file in messages. */
export type Partials = ReadonlyMap<string, ParsedTemplate>;

/**
 * A checked template as a function of its view; `print` is asked for each value. The template is used up: it
 * cannot be checked or compiled again.
 */
export const compileTemplate = (
  template: ParsedTemplate,
  partials: Partials,
): ((view: unknown, print: Print) => string) => {
  // A Handlebars of our own: helpers and partials registered elsewhere in the process are not seen.
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
  return (view, print) => {
    const helpers = {
      each: countedEach(handlebars.helpers.each as Handlebars.HelperDelegate, template.name),
      eq: (left: unknown, right: unknown) => left === right,
      join: (list: readonly unknown[] | undefined, separator: string) => (list ?? []).join(separator),
      [printed]: (value: unknown) => print(printable(value)),
    };
    return withinDepth(template.name, () => compiled(view, { helpers, partials: compiledPartials }));
  };
};

/** `{{#each}}` that comes to an end, whatever stands inside whatever. */
const countedEach = (each: Handlebars.HelperDelegate, file: string): Handlebars.HelperDelegate => {
  let [rounds, characters] = [0, 0];
  return function (this: unknown, list: unknown, options: Handlebars.HelperOptions) {
    const fn: Handlebars.TemplateDelegate = (context, data) => {
      rounds += 1;
      const text = options.fn(context, data);
      characters += text.length;
      if (rounds > mostRounds || characters > mostCharacters) throw endless(file);
      return text;
    };
    return each.call(this, list, { ...options, fn });
  };
};

const endless = (file: string): Problem =>
  problem({
    code: 'template-endless',
    message: 'The loops of the template make more than a document holds.',
    place: { file },
    expected: `at most ${mostRounds} rounds and 16 MiB`,
    hint: 'do not go through a list of the whole document inside of another one',
  });

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
