import {
  closedTexts,
  count,
  elementOf,
  fieldNames,
  fieldOf,
  isText,
  type Shapes,
  truth,
  words,
} from './schema.ts';
import { add, type Check, nameOf, nearest, refuse, type Scope } from './scope.ts';

/** The helpers of templates that give a value, all of them. */
export const valueHelpers = ['eq', 'join'] as const;

/** The shapes of what an expression gives; undefined after an issue was added. */
export const checkExpression = (
  expression: hbs.AST.Expression,
  scope: Scope,
  check: Check,
): Shapes | undefined => {
  switch (expression.type) {
    case 'PathExpression':
      return checkPath(expression as hbs.AST.PathExpression, scope, check);
    case 'SubExpression':
      return checkCall(expression as hbs.AST.SubExpression, scope, check);
    case 'StringLiteral':
      return words;
    case 'NumberLiteral':
      return count;
    case 'BooleanLiteral':
      return truth;
    default:
      refuse(check, expression, `${expression.type} is not part of templates`);
      return undefined;
  }
};

/** The same for a helper with its arguments. */
export const checkCall = (
  call: hbs.AST.SubExpression | hbs.AST.MustacheStatement,
  scope: Scope,
  check: Check,
): Shapes | undefined => {
  const helper = nameOf(call.path);
  if (!(valueHelpers as readonly string[]).includes(helper) || call.params.length !== 2 || call.hash) {
    refuse(check, call, `(${helper} …) is not known here`, '(eq a b), (join list ", ")');
    return undefined;
  }
  const [left, right] = call.params.map(param => checkExpression(param, scope, check));
  if (!left || !right) return undefined;
  if (helper === 'eq') {
    checkComparison(left, call.params[1], call, check);
    checkComparison(right, call.params[0], call, check);
    return truth;
  }
  if (isText(elementOf(left))) return words;
  add(check, call, { code: 'template-not-a-list', message: `(join …) needs a list of texts.` });
  return undefined;
};

/** `(eq status "acepted")` never holds: the value has a closed list, and the word is not on it. */
const checkComparison = (
  shapes: Shapes,
  other: hbs.AST.Expression | undefined,
  call: hbs.AST.Node,
  check: Check,
): void => {
  const texts = closedTexts(shapes);
  if (!texts || other?.type !== 'StringLiteral') return;
  const { value } = other as hbs.AST.StringLiteral;
  if (texts.includes(value)) return;
  add(check, call, {
    code: 'template-unknown-value',
    message: `This value is never "${value}".`,
    received: value,
    ...nearest(value, texts),
  });
};

const loopData: Readonly<Record<string, Shapes>> = { index: count, first: truth, last: truth, key: words };

const checkPath = (path: hbs.AST.PathExpression, scope: Scope, check: Check): Shapes | undefined => {
  const [first, ...rest] = path.parts;
  if (path.data) {
    const data =
      first === 'root' ? scope.root : scope.inEach && first !== undefined ? loopData[first] : undefined;
    if (data) return follow(data, rest, path, check);
    refuse(
      check,
      path,
      `"${path.original}" is not known here`,
      '@root, and inside {{#each}} @index, @first, @last, @key',
    );
    return undefined;
  }
  const named = first !== undefined && path.depth === 0 && !/^\.|this\b/.test(path.original);
  if (named && Object.hasOwn(scope.named, first)) return follow(scope.named[first] ?? [], rest, path, check);
  let at: Scope | undefined = scope;
  for (let depth = 0; depth < path.depth; depth += 1) at = at?.outer;
  if (at) return follow(at.shapes, path.parts, path, check);
  refuse(check, path, `"${path.original}" goes out further than there are blocks around it`);
  return undefined;
};

const follow = (
  from: Shapes,
  parts: readonly string[],
  path: hbs.AST.PathExpression,
  check: Check,
): Shapes | undefined => {
  let shapes = from;
  for (const part of parts) {
    const next = fieldOf(shapes, part);
    if (next.length === 0) {
      add(check, path, {
        code: 'template-unknown-field',
        message: `The view has no field "${part}"${part === path.original ? '' : ` (in "${path.original}")`}.`,
        received: path.original,
        ...nearest(part, fieldNames(shapes)),
      });
      return undefined;
    }
    shapes = next;
  }
  return shapes;
};

/** Whether a mustache calls a helper: it has arguments, or nothing else can be meant. */
export const isCall = (mustache: hbs.AST.MustacheStatement): boolean =>
  mustache.params.length > 0 || mustache.hash !== undefined;
