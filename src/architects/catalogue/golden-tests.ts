import type { Topic } from '../../model/catalogue.ts';
import { error, type Flaw, type LintRule } from './lint-issue.ts';

type Test = Topic['tests'][number];

/** So near must the file in which an option wins be to one in which another does. */
const mostChanges = 2;

/** Winners exist, every option wins somewhere, and by a small change of the file: else it is a dummy. */
export const winningOptions: LintRule = ({ options, tests }) => {
  const ids = options.map(({ id }) => id);
  return [
    ...tests.flatMap(({ expect }, index) =>
      ids.includes(expect.winner)
        ? []
        : [error('unknown-winner', ['tests', index], `there is no option ${expect.winner}`)],
    ),
    ...ids.flatMap(id => winsFairly(id, tests)),
  ];
};

const winsFairly = (id: string, tests: readonly Test[]): Flaw[] => {
  const own = tests.filter(({ expect }) => expect.winner === id);
  const others = tests.filter(({ expect }) => expect.winner !== id);
  if (own.length === 0) return [error('never-wins', ['options', id], 'wins no golden test')];
  const least = Math.min(...own.flatMap(one => others.map(other => changedLeaves(one.given, other.given))));
  return least <= mostChanges
    ? []
    : [
        error(
          'dummy-alternative',
          ['options', id],
          `the nearest file in which another option wins differs by ${least} fields, ${mostChanges} at most count`,
        ),
      ];
};

/** How many leaf values must change to make one file the other; a list of words changes by its differing items. */
const changedLeaves = (one: unknown, other: unknown): number => {
  const [left, right] = [leavesOf(one), leavesOf(other)];
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths].reduce((sum, path) => sum + differing(left.get(path) ?? [], right.get(path) ?? []), 0);
};

const differing = (left: readonly string[], right: readonly string[]): number => {
  const missing = (from: readonly string[], among: readonly string[]): number =>
    from.filter(value => !among.includes(value)).length;
  return Math.max(missing(left, right), missing(right, left), Math.abs(left.length - right.length));
};

/** By path; the items of a list of scalars share a path, other items go by their name, id or text. */
const leavesOf = (value: unknown): ReadonlyMap<string, readonly string[]> => {
  const leaves = new Map<string, string[]>();
  const walk = (node: unknown, path: string): void => {
    if (Array.isArray(node))
      for (const [index, item] of node.entries()) walk(item, `${path}/${keyOf(item, index)}`);
    else if (typeof node === 'object' && node !== null)
      for (const [key, child] of Object.entries(node)) walk(child, `${path}/${key}`);
    else leaves.set(path, [...(leaves.get(path) ?? []), String(node)]);
  };
  walk(value, '');
  return leaves;
};

const keyOf = (item: unknown, index: number): string => {
  if (typeof item !== 'object' || item === null) return '*';
  const { name, id, text } = item as {
    readonly name?: unknown;
    readonly id?: unknown;
    readonly text?: unknown;
  };
  return String(name ?? id ?? text ?? index);
};

/** What weighing says of a golden test. */
export type GoldenOutcome = { readonly winner: string | null; readonly verdict: string | null };
export type GoldenResult = {
  readonly topic: string;
  readonly test: string;
  readonly expected: Test['expect'];
  readonly actual: GoldenOutcome;
  readonly ok: boolean;
};

/** Weighs every golden test with the deciding function that is handed in, and compares. */
export const runGoldenTests = (
  topics: readonly Topic[],
  decide: (topic: Topic, given: Test['given']) => GoldenOutcome,
): readonly GoldenResult[] =>
  topics.flatMap(topic =>
    topic.tests.map(({ name, given, expect }) => {
      const actual = decide(topic, given);
      const ok =
        actual.winner === expect.winner &&
        (expect.verdict === undefined || actual.verdict === expect.verdict);
      return { topic: topic.id, test: name, expected: expect, actual, ok };
    }),
  );
