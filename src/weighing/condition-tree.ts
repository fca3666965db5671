import type { Quantity } from '../model/quantity.ts';

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** A parsed condition of the language in docs/conditions.md. `and` and `or` hold two parts or more. */
export type Condition =
  | { readonly op: 'true' }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly op: 'not'; readonly part: Condition }
  | {
      readonly op: 'compare';
      readonly path: string;
      readonly comparison: Comparison;
      readonly quantity: Quantity;
    }
  /** `=`, `!=` and `in` of words; the first two hold one word. */
  | {
      readonly op: 'word';
      readonly path: string;
      readonly comparison: '=' | '!=' | 'in';
      readonly words: readonly string[];
    }
  | { readonly op: 'has'; readonly path: string; readonly value: string }
  | { readonly op: 'known'; readonly path: string; readonly known: boolean };

/** Three-valued logic of Kleene: what the file does not say is unknown, and so is what depends on it. */
export type Truth = 'true' | 'false' | 'unknown';

export const longestCondition = 1_000;
export const deepestCondition = 32;

export type ConditionFault = {
  readonly code:
    | 'condition-syntax'
    | 'condition-path'
    | 'condition-operator'
    | 'condition-value'
    | 'condition-size';
  /** Within the condition's text, from 1. */
  readonly column: number;
  readonly expected: string;
  readonly received: string;
};

/** A text that is no condition. Whoever knows the file turns it into an issue with a place. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  readonly fault: ConditionFault;

  constructor(fault: ConditionFault) {
    super(`column ${fault.column}: expected ${fault.expected}, received ${fault.received}`);
    this.fault = fault;
  }
}
