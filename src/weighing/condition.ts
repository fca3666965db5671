import type { Facts } from '../model/facts.ts';
import { isAmong, occursIn } from './condition-match.ts';
import { readCondition } from './condition-parser.ts';
import type { Comparison, Condition, Truth } from './condition-tree.ts';

/**
 * The condition language (docs/conditions.md): a closed vocabulary, no functions, no `eval`. Every condition
 * that parses has a value for any facts.
 */

const parsed = new Map<string, Condition>();
const keptConditions = 5_000;

/**
 * The condition that a text says; the same text gives the same object. Throws ConditionError with the column
 * and what was expected there.
 */
export const parseCondition = (text: string): Condition => {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const condition = readCondition(text);
  if (parsed.size >= keptConditions) parsed.clear();
  parsed.set(text, condition);
  return condition;
};

/** Whether a condition holds of these facts: true, false or not to be told from what the file says. */
export const evaluate = (condition: Condition, facts: Facts): Truth => {
  switch (condition.op) {
    case 'true':
      return 'true';
    case 'and':
      return decide(condition.parts, facts, 'false');
    case 'or':
      return decide(condition.parts, facts, 'true');
    case 'not':
      return negated(evaluate(condition.part, facts));
    case 'known':
      return truth((facts(condition.path).kind !== 'unknown') === condition.known);
    default:
      return evaluateFact(condition, facts);
  }
};

const truth = (holds: boolean): Truth => (holds ? 'true' : 'false');
const negated = (value: Truth): Truth => (value === 'unknown' ? value : truth(value === 'false'));

/** One part with the deciding value decides; otherwise one unknown part makes the whole unknown. */
const decide = (parts: readonly Condition[], facts: Facts, deciding: 'true' | 'false'): Truth => {
  const values = parts.map(part => evaluate(part, facts));
  if (values.includes(deciding)) return deciding;
  return values.includes('unknown') ? 'unknown' : negated(deciding);
};

/** A fact of another kind than the path's own says nothing, just as an unknown one. */
const evaluateFact = (
  condition: Extract<Condition, { op: 'compare' | 'word' | 'has' }>,
  facts: Facts,
): Truth => {
  const fact = facts(condition.path);
  switch (condition.op) {
    case 'compare':
      return fact.kind === 'number' && !Number.isNaN(fact.value)
        ? truth(compare(fact.value, condition.comparison, condition.quantity.value))
        : 'unknown';
    case 'word':
      return fact.kind === 'word'
        ? truth(condition.words.includes(fact.value) === (condition.comparison !== '!='))
        : 'unknown';
    case 'has':
      if (fact.kind !== 'list') return 'unknown';
      return truth((condition.path === 'text' ? occursIn : isAmong)(fact.values, condition.value));
  }
};

/** Derived numbers carry rounding errors: 4,000/s computed from users must equal 4,000/s as written. */
const relativeTolerance = 1e-12;
const same = (left: number, right: number): boolean =>
  left === right || Math.abs(left - right) <= relativeTolerance * Math.max(Math.abs(left), Math.abs(right));

const compare = (left: number, comparison: Comparison, right: number): boolean => {
  switch (comparison) {
    case '<':
      return left < right && !same(left, right);
    case '<=':
      return left <= right || same(left, right);
    case '>':
      return left > right && !same(left, right);
    case '>=':
      return left >= right || same(left, right);
    case '=':
      return same(left, right);
    case '!=':
      return !same(left, right);
  }
};

type Statement = Exclude<Condition, { op: 'true' | 'and' | 'or' | 'not' }>;

/** The statements about facts, in the order of the text. */
export const statementsOf = (condition: Condition): readonly Statement[] => {
  switch (condition.op) {
    case 'true':
      return [];
    case 'and':
    case 'or':
      return condition.parts.flatMap(statementsOf);
    case 'not':
      return statementsOf(condition.part);
    default:
      return [condition];
  }
};

/** The paths that a condition speaks of, each once, in the order of the text. */
export const pathsOf = (condition: Condition): readonly string[] => [
  ...new Set(statementsOf(condition).map(({ path }) => path)),
];

/** A number at which a condition can change its value, in the base unit of the path. */
export type Threshold = { readonly path: string; readonly value: number; readonly comparison: Comparison };

/** The numeric comparisons of a condition, in the order of the text: where breakpoints can lie. */
export const thresholdsOf = (condition: Condition): readonly Threshold[] =>
  statementsOf(condition).flatMap(one =>
    one.op === 'compare' ? [{ path: one.path, value: one.quantity.value, comparison: one.comparison }] : [],
  );
