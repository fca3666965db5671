import { takeQuantity, takeValue } from './condition-literals.ts';
import { fail, type Scanner, skipSpace, take, takeQuoted, takeWord } from './condition-scanner.ts';
import { type Comparison, type Condition, deepestCondition, longestCondition } from './condition-tree.ts';
import { type FactPath, factPath } from './facts.ts';

/** Reads the text of a condition. Throws ConditionError for the first thing that is wrong with it. */
export const readCondition = (text: string): Condition => {
  const scanner: Scanner = { text, at: 0 };
  if (text.length > longestCondition)
    fail(
      scanner,
      'condition-size',
      `at most ${longestCondition} characters`,
      longestCondition,
      `${text.length}`,
    );
  const condition = disjunction(scanner, 0);
  skipSpace(scanner);
  if (scanner.at < text.length) fail(scanner, 'condition-syntax', 'and, or, or the end');
  return condition;
};

type Rule = (scanner: Scanner, depth: number) => Condition;

const chain =
  (op: 'and' | 'or', part: Rule): Rule =>
  (scanner, depth) => {
    const first = part(scanner, depth);
    const parts = [first];
    while (takeWord(scanner, op)) parts.push(part(scanner, depth));
    return parts.length === 1 ? first : { op, parts };
  };

const factor: Rule = (scanner, depth) => {
  skipSpace(scanner);
  if (depth > deepestCondition)
    fail(scanner, 'condition-size', `at most ${deepestCondition} levels of not and parentheses`);
  if (takeWord(scanner, 'not')) return { op: 'not', part: factor(scanner, depth + 1) };
  if (takeWord(scanner, 'true')) return { op: 'true' };
  if (take(scanner, /\(/uy) === undefined) return statement(scanner);
  const inner = disjunction(scanner, depth + 1);
  if (take(scanner, /\)/uy) === undefined) fail(scanner, 'condition-syntax', 'and, or, or ")"');
  return inner;
};

const conjunction = chain('and', factor);
const disjunction = chain('or', conjunction);

export const firstSegment = /[\p{L}_][\p{L}\p{N}\p{M}_-]*/uy;
export const furtherSegment = /\.[\p{L}\p{N}_][\p{L}\p{N}\p{M}_+#-]*/uy;

/** `load.peak`, `team.skills.next-js`, `team.skills."visual basic"`. */
const takePath = (scanner: Scanner): FactPath => {
  skipSpace(scanner);
  const start = scanner.at;
  let path = take(scanner, firstSegment) ?? fail(scanner, 'condition-syntax', 'a condition');
  while (scanner.text[scanner.at] === '.') {
    if (scanner.text[scanner.at + 1] === '"') {
      scanner.at += 1;
      path += `.${takeQuoted(scanner)}`;
    } else path += take(scanner, furtherSegment) ?? fail(scanner, 'condition-syntax', 'the rest of a path');
  }
  return factPath(path) ?? fail(scanner, 'condition-path', 'a path of the vocabulary', start, path);
};

const statement = (scanner: Scanner): Condition => {
  const fact = takePath(scanner);
  const { path } = fact;
  if (takeWord(scanner, 'is')) return knowledge(scanner, path);
  if (fact.type === 'list') {
    if (!takeWord(scanner, 'has'))
      fail(scanner, 'condition-operator', `has, or is known (${path} is a list)`);
    return { op: 'has', path, value: takeValue(scanner, path) };
  }
  if (fact.type === 'word') return wordStatement(scanner, path);
  const comparison = take(scanner, /<=|>=|!=|<|>|=/uy) as Comparison | undefined;
  if (comparison === undefined)
    return fail(
      scanner,
      'condition-operator',
      `< <= > >= = !=, or is known (${path} is a number: ${fact.type})`,
    );
  return { op: 'compare', path, comparison, quantity: takeQuantity(scanner, fact.type) };
};

const knowledge = (scanner: Scanner, path: string): Condition => {
  if (takeWord(scanner, 'known')) return { op: 'known', path, known: true };
  if (takeWord(scanner, 'unknown')) return { op: 'known', path, known: false };
  return fail(scanner, 'condition-syntax', 'known or unknown');
};

const wordStatement = (scanner: Scanner, path: string): Condition => {
  const comparison = take(scanner, /!=|=/uy) as '=' | '!=' | undefined;
  if (comparison !== undefined) return { op: 'word', path, comparison, words: [takeValue(scanner, path)] };
  if (!takeWord(scanner, 'in'))
    fail(scanner, 'condition-operator', `= != in [ … ], or is known (${path} is a word)`);
  if (take(scanner, /\[/uy) === undefined) fail(scanner, 'condition-syntax', '"["');
  const words = [takeValue(scanner, path)];
  while (take(scanner, /,/uy) !== undefined) words.push(takeValue(scanner, path));
  if (take(scanner, /\]/uy) === undefined) fail(scanner, 'condition-syntax', '"," or "]"');
  return { op: 'word', path, comparison: 'in', words };
};
