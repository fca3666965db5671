import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts, FactValue } from '../../src/model/facts.ts';
import type { Dimension } from '../../src/model/quantity.ts';
import { dimensions } from '../../src/model/quantity.ts';
import { parseQuantity } from '../../src/model/quantity-text.ts';
import { evaluate, parseCondition, pathsOf } from '../../src/weighing/condition.ts';
import { wordsOfPath } from '../../src/weighing/condition-literals.ts';
import { printCondition } from '../../src/weighing/condition-print.ts';
import { type Condition, ConditionError } from '../../src/weighing/condition-tree.ts';
import { type FactPath, factPaths } from '../../src/weighing/facts.ts';

const skillPaths: readonly FactPath[] = [
  'kafka',
  'next-js',
  'c#',
  '.net',
  'visual basic',
  'say "hi"',
  '日本語',
].map(name => ({
  path: `team.skills.${name}`,
  type: 'word',
  means: 'a skill',
  from: [],
}));
const vocabulary = [...factPaths, ...skillPaths];

const quantityOf = (dimension: Dimension) =>
  fc.constantFrom(...dimensions[dimension].examples).map(text => {
    const parsed = parseQuantity(text, dimension);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.quantity;
  });

const anyText = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter(text => text.trim() !== '');
const wordFor = (path: string) => {
  const words = wordsOfPath(path);
  return words === undefined ? anyText : fc.constantFrom(...words);
};

const statement: fc.Arbitrary<Condition> = fc.constantFrom(...vocabulary).chain(({ path, type }) => {
  const known = fc.boolean().map((holds): Condition => ({ op: 'known', path, known: holds }));
  if (type === 'list')
    return fc.oneof(
      known,
      wordFor(path).map((value): Condition => ({ op: 'has', path, value })),
    );
  if (type === 'word') {
    const one = fc.tuple(fc.constantFrom('=' as const, '!=' as const), wordFor(path));
    return fc.oneof(
      known,
      one.map(([comparison, value]): Condition => ({ op: 'word', path, comparison, words: [value] })),
      fc
        .array(wordFor(path), { minLength: 1, maxLength: 3 })
        .map((words): Condition => ({ op: 'word', path, comparison: 'in', words })),
    );
  }
  return fc.oneof(
    known,
    fc
      .tuple(
        fc.constantFrom(
          '<' as const,
          '<=' as const,
          '>' as const,
          '>=' as const,
          '=' as const,
          '!=' as const,
        ),
        quantityOf(type),
      )
      .map(([comparison, quantity]): Condition => ({ op: 'compare', path, comparison, quantity })),
  );
});

const { tree: condition } = fc.letrec<{ tree: Condition }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: statement },
    { weight: 1, arbitrary: fc.constant<Condition>({ op: 'true' }) },
    { weight: 2, arbitrary: tie('tree').map((part): Condition => ({ op: 'not', part })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('and' as const, 'or' as const),
          fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
        )
        .map(([op, parts]): Condition => ({ op, parts })),
    },
  ),
}));

const anyFact: fc.Arbitrary<FactValue> = fc.oneof(
  fc.constant<FactValue>({ kind: 'unknown' }),
  fc.double().map((value): FactValue => ({ kind: 'number', value })),
  fc.constantFrom('none', 'working', '24x7', '').map((value): FactValue => ({ kind: 'word', value })),
  fc.array(anyText, { maxLength: 3 }).map((values): FactValue => ({ kind: 'list', values })),
);

/** A value of the kind that the path has, so that conditions come out true and false, not unknown alone. */
const fittingFact = ({ path, type }: FactPath): fc.Arbitrary<FactValue> => {
  if (type === 'list')
    return fc.array(wordFor(path), { maxLength: 3 }).map((values): FactValue => ({ kind: 'list', values }));
  if (type === 'word') return wordFor(path).map((value): FactValue => ({ kind: 'word', value }));
  return fc.oneof(
    quantityOf(type).map(({ value }): FactValue => ({ kind: 'number', value })),
    fc.double({ min: 0, max: 1e6, noNaN: true }).map((value): FactValue => ({ kind: 'number', value })),
  );
};

const entriesFor = (tree: Condition, value: (path: FactPath) => fc.Arbitrary<FactValue>) =>
  fc.tuple(
    ...pathsOf(tree).map(path => {
      const known = vocabulary.find(one => one.path === path);
      if (known === undefined) throw new Error(path);
      return value(known).map(fact => [path, fact] as const);
    }),
  );

const asFacts =
  (entries: readonly (readonly [string, FactValue])[]): Facts =>
  path =>
    new Map(entries).get(path) ?? { kind: 'unknown' };

const withFacts = condition.chain(tree =>
  entriesFor(tree, path => fc.oneof(anyFact, fittingFact(path))).map(entries => ({
    tree,
    facts: asFacts(entries),
  })),
);
const not = (part: Condition): Condition => ({ op: 'not', part });

test('printing and parsing gives the same condition', () => {
  fc.assert(
    fc.property(condition, tree => {
      const text = printCondition(tree);
      fc.pre(text.length <= 1000);
      expect(parseCondition(text)).toEqual(tree);
    }),
    { numRuns: 400 },
  );
});

test('every condition has a value for any facts', () => {
  fc.assert(
    fc.property(withFacts, ({ tree, facts }) => {
      expect(['true', 'false', 'unknown']).toContain(evaluate(tree, facts));
    }),
    { numRuns: 300 },
  );
});

test('any text parses or is refused with a column in it', () => {
  const pieces = fc.constantFrom(
    'load.peak',
    'not',
    'and',
    'or',
    '(',
    ')',
    '>',
    '= ',
    '4/s',
    '"',
    'in',
    '[',
    ']',
    'has',
    'text',
    'is',
    'known',
    'true',
    '\\',
    '.',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(pieces, anyText)).map(some => some.join(' ')),
  );
  fc.assert(
    fc.property(texts, text => {
      try {
        expect(['true', 'false', 'unknown']).toContain(evaluate(parseCondition(text), asFacts([])));
      } catch (error) {
        if (!(error instanceof ConditionError)) throw error;
        expect(error.fault.column).toBeGreaterThanOrEqual(1);
        expect(error.fault.column).toBeLessThanOrEqual(text.length + 1);
      }
    }),
    { numRuns: 500 },
  );
});

test('De Morgan, and two negations cancel', () => {
  fc.assert(
    fc.property(withFacts, withFacts, (one, other) => {
      const parts = [one.tree, other.tree];
      const facts: Facts = path => (pathsOf(one.tree).includes(path) ? one.facts(path) : other.facts(path));
      const value = (tree: Condition) => evaluate(tree, facts);
      expect(value(not({ op: 'and', parts }))).toBe(value({ op: 'or', parts: parts.map(not) }));
      expect(value(not({ op: 'or', parts }))).toBe(value({ op: 'and', parts: parts.map(not) }));
      expect(value(not(not(one.tree)))).toBe(value(one.tree));
    }),
    { numRuns: 300 },
  );
});

/** `is known` and `is unknown` are about the file, not the system: learning more may change them. */
const asksForKnowledge = (tree: Condition): boolean =>
  printCondition(tree).match(/ is (?:un)?known/u) !== null;

test('what is settled stays settled when an unknown fact becomes known', () => {
  const cases = condition
    .filter(tree => !asksForKnowledge(tree))
    .chain(tree =>
      fc.tuple(entriesFor(tree, fittingFact), fc.infiniteStream(fc.boolean())).map(([entries, kept]) => ({
        tree,
        all: asFacts(entries),
        fewer: asFacts(entries.filter(() => kept.next().value)),
      })),
    );
  fc.assert(
    fc.property(cases, ({ tree, all, fewer }) => {
      const before = evaluate(tree, fewer);
      fc.pre(before !== 'unknown');
      expect(evaluate(tree, all)).toBe(before);
    }),
    { numRuns: 300 },
  );
});

test('with every fact known, nothing is unknown', () => {
  const cases = condition.chain(tree =>
    entriesFor(tree, fittingFact).map(entries => ({ tree, facts: asFacts(entries) })),
  );
  fc.assert(
    fc.property(cases, ({ tree, facts }) => {
      expect(evaluate(tree, facts)).not.toBe('unknown');
    }),
    { numRuns: 300 },
  );
});
