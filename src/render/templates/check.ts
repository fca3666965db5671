import type { z } from 'zod';
import type { Issue } from '../../model/problem.ts';
import { checkCall, checkExpression, isCall } from './expression.ts';
import { withinDepth } from './parse.ts';
import { count, elementOf, isObject, isText, type Shapes, shapesOf, words } from './schema.ts';
import { add, type Check, nameOf, nearest, type ParsedTemplate, refuse, type Scope } from './scope.ts';

/** The block helpers of templates, all of them. */
export const blockHelpers = ['if', 'unless', 'each', 'with'] as const;

/** Characters of a template with all that its partials bring, each as often as it is named. */
const mostCharacters = 1024 * 1024;

/**
 * Everything in a template that its view does not have, or that templates may not do; each issue once. Handlebars'
 * own strict mode lets `{{#if typo}}` pass. `visit` hears of each partial that is reached, and of what it sees.
 */
export const checkTemplate = (
  template: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  viewSchema: z.core.$ZodType,
  visit: Check['visit'] = () => undefined,
): readonly Issue[] => {
  const issues: Issue[] = [];
  const shapes = shapesOf(viewSchema);
  const scope: Scope = { shapes, outer: undefined, root: shapes, named: {}, inEach: false };
  const room = { left: mostCharacters };
  const check = { template, partials, issues, inside: [template.name], visit, room };
  withinDepth(template.name, () => checkProgram(template.program, scope, check));
  return [...new Map(issues.map(issue => [JSON.stringify(issue), issue])).values()];
};

const checkProgram = (program: hbs.AST.Program | undefined, scope: Scope, check: Check): void => {
  for (const statement of program?.body ?? []) checkStatement(statement, scope, check);
};

const checkStatement = (statement: hbs.AST.Statement, scope: Scope, check: Check): void => {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      break;
    case 'MustacheStatement':
      checkMustache(statement as hbs.AST.MustacheStatement, scope, check);
      break;
    case 'BlockStatement':
      checkBlock(statement as hbs.AST.BlockStatement, scope, check);
      break;
    case 'PartialStatement':
      checkPartial(statement as hbs.AST.PartialStatement, scope, check);
      break;
    default:
      refuse(check, statement, `${statement.type} is not part of templates`);
  }
};

const checkMustache = (mustache: hbs.AST.MustacheStatement, scope: Scope, check: Check): void => {
  if (mustache.path.type !== 'PathExpression') {
    refuse(check, mustache, 'text that is always the same stands outside of braces');
    return;
  }
  const shapes = isCall(mustache)
    ? checkCall(mustache, scope, check)
    : checkExpression(mustache.path, scope, check);
  if (!shapes || isText(shapes)) return;
  add(check, mustache, {
    code: 'template-not-text',
    message: `"${nameOf(mustache.path)}" is not text: it cannot be printed.`,
    received: nameOf(mustache.path),
    hint: 'print one of its fields, or go through it with {{#each}}',
  });
};

const checkBlock = (block: hbs.AST.BlockStatement, scope: Scope, check: Check): void => {
  const helper = nameOf(block.path);
  const [subject, ...others] = block.params;
  if (!(blockHelpers as readonly string[]).includes(helper) || !subject || others.length > 0) {
    const known = blockHelpers.map(name => `{{#${name} …}}`).join(', ');
    refuse(check, block, `{{#${helper}}} is not known here`, known);
    return;
  }
  for (const { key } of block.hash?.pairs ?? [])
    if (key !== 'includeZero') refuse(check, block, `{{#${helper}}} takes no "${key}"`);
  const shapes = checkExpression(subject, scope, check);
  checkProgram(block.inverse, scope, check);
  if (helper === 'if' || helper === 'unless') {
    checkProgram(block.program, scope, check);
  } else if (shapes) {
    const inner = innerScope(block, helper === 'each' ? elementOf(shapes) : shapes.filter(isObject), scope);
    if (inner.shapes.length > 0) checkProgram(block.program, inner, check);
    else addWrongSubject(block, helper, nameOf(subject), check);
  }
};

/** What names mean inside `{{#each}}` and `{{#with}}`. */
const innerScope = (block: hbs.AST.BlockStatement, shapes: Shapes, scope: Scope): Scope => {
  const [first, second] = block.program.blockParams ?? [];
  return {
    shapes,
    outer: scope,
    root: scope.root,
    named: {
      ...scope.named,
      ...(first && { [first]: shapes }),
      ...(second && { [second]: [...count, ...words] }),
    },
    inEach: scope.inEach || nameOf(block.path) === 'each',
  };
};

const addWrongSubject = (
  block: hbs.AST.BlockStatement,
  helper: string,
  subject: string,
  check: Check,
): void => {
  add(check, block, {
    code: 'template-not-a-list',
    message: `{{#${helper}}} needs ${helper === 'each' ? 'a list' : 'an object'}, and "${subject}" is none.`,
    received: subject,
  });
};

const checkPartial = (partial: hbs.AST.PartialStatement, scope: Scope, check: Check): void => {
  const [context, ...others] = partial.params;
  const name = nameOf(partial.name);
  const template = check.partials.get(name);
  if (partial.name.type !== 'PathExpression' || others.length > 0 || partial.hash) {
    refuse(check, partial, 'a partial is named outright and takes at most one value');
    return;
  }
  if (!template) {
    addUnknownPartial(partial, name, check);
    return;
  }
  if (check.inside.includes(name)) {
    refuse(check, partial, `the partial "${name}" contains itself`);
    return;
  }
  const shapes = context ? checkExpression(context, scope, check) : scope.shapes;
  if (!shapes) return;
  if (check.room.left < 0) return;
  check.room.left -= template.source.length;
  if (check.room.left < 0) {
    refuse(check, partial, 'with all that its partials bring, the template is longer than 1 MiB');
    return;
  }
  check.visit(name, shapes);
  const own: Scope = { shapes, outer: undefined, root: scope.root, named: {}, inEach: scope.inEach };
  checkProgram(template.program, own, { ...check, template, inside: [...check.inside, name] });
};

const addUnknownPartial = (partial: hbs.AST.PartialStatement, name: string, check: Check): void => {
  add(check, partial, {
    code: 'template-unknown-partial',
    message: `There is no partial "${name}".`,
    received: name,
    ...nearest(name, [...check.partials.keys()]),
  });
};
