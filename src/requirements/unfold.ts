import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { type Issue, problem } from '../model/problem.ts';
import { controlIssue, firstControl } from './decode.ts';
import type { Located, LocatedEntry, LocatedMap, LocatedScalar } from './located.ts';
import type { SourceFile, Span } from './source-file.ts';

/** Values that aliases may add to the file altogether. */
const mostAliased = 10_000;

type Unfolding = {
  readonly source: SourceFile;
  readonly issues: Issue[];
  readonly anchors: Map<string, { readonly node: Located; readonly size: number } | 'open'>;
  aliased: number;
  visited: number;
};

/**
 * A composed YAML tree as located values. Throws a Problem with what the composer lets pass: duplicate and
 * complex keys, aliases to nothing, to themselves or without bound.
 */
export const unfold = (
  contents: Node | null,
  source: SourceFile,
): { root: Located; issues: readonly Issue[] } => {
  const unfolding: Unfolding = { source, issues: [], anchors: new Map(), aliased: 0, visited: 0 };
  return { root: node(contents, 0, unfolding), issues: unfolding.issues };
};

const empty = (offset: number): LocatedScalar => ({
  kind: 'scalar',
  text: '',
  value: null,
  plain: true,
  span: [offset, offset],
});

const spanOf = (one: Node, fallback: number): Span => [
  one.range?.[0] ?? fallback,
  one.range?.[1] ?? fallback,
];

const node = (one: Node | null, fallback: number, unfolding: Unfolding): Located => {
  if (one === null) return empty(fallback);
  const span = spanOf(one, fallback);
  if (isAlias(one)) return alias(one, span, unfolding);
  const anchor = isScalar(one) || isMap(one) || isSeq(one) ? one.anchor : undefined;
  if (anchor !== undefined) unfolding.anchors.set(anchor, 'open');
  const before = unfolding.visited + unfolding.aliased;
  const located = collection(one, span, unfolding);
  if (anchor !== undefined) {
    unfolding.anchors.set(anchor, { node: located, size: unfolding.visited + unfolding.aliased - before });
  }
  return located;
};

const collection = (one: Node, span: Span, unfolding: Unfolding): Located => {
  unfolding.visited += 1;
  if (isMap(one)) return map(one, span, unfolding);
  if (isSeq(one)) {
    return {
      kind: 'list',
      span,
      items: one.items.map(item => node(item as Node | null, span[1], unfolding)),
    };
  }
  return isScalar(one) ? scalar(one, span, unfolding) : empty(span[0]);
};

const scalar = (one: Scalar, span: Span, { source, issues }: Unfolding): Located => {
  const plain = one.type === 'PLAIN';
  const value = one.value;
  const text = plain || typeof value !== 'string' ? (one.source ?? String(value ?? '')) : value;
  const control = firstControl(text);
  if (control !== undefined) issues.push(controlIssue(source, span[0], control));
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', text, value: known ? value : null, plain, span };
};

const alias = (one: Alias, span: Span, unfolding: Unfolding): Located => {
  const target = unfolding.anchors.get(one.source);
  if (target === undefined || target === 'open') {
    const self = target === 'open';
    unfolding.issues.push(
      unfolding.source.issue(span[0], {
        code: self ? 'alias-bomb' : 'yaml-syntax',
        message: self
          ? `*${one.source} contains itself`
          : `no anchor &${one.source} stands before this alias`,
        hint: self ? 'Write the value out.' : 'A text that starts with "*" needs quotes.',
      }),
    );
    return { ...empty(span[0]), refused: true };
  }
  unfolding.aliased += target.size;
  if (unfolding.aliased > mostAliased) {
    throw problem(
      unfolding.source.issue(span[0], {
        code: 'alias-bomb',
        message: 'the aliases of this file expand to too many values',
        expected: `at most ${mostAliased} values through aliases`,
        hint: 'Write the values out.',
      }),
    );
  }
  return { ...target.node, span };
};

const map = (one: YAMLMap, span: Span, unfolding: Unfolding): LocatedMap => {
  const entries = new Map<string, LocatedEntry>();
  const merged: Located[] = [];
  for (const pair of one.items as Pair<Node | null, Node | null>[]) {
    const entry = entryOf(pair, span, unfolding);
    if (entry === undefined) continue;
    if (entry.name === '__proto__') unfolding.issues.push(protoKey(entry.key, unfolding));
    else if (entry.name === '<<' && entry.value.kind !== 'scalar') merged.push(entry.value);
    else if (entries.has(entry.name))
      duplicate(entry.name, entry.key, entries.get(entry.name)?.key, unfolding);
    else entries.set(entry.name, { key: entry.key, value: entry.value });
  }
  for (const source of merged) mergeInto(entries, source);
  return { kind: 'map', entries, span };
};

const entryOf = (pair: Pair<Node | null, Node | null>, span: Span, unfolding: Unfolding) => {
  const keyNode = pair.key;
  const key = keyNode === null ? span : spanOf(keyNode, span[0]);
  const value = node(pair.value, key[1], unfolding);
  if (!isScalar(keyNode) || keyNode.value === null) {
    unfolding.issues.push(
      unfolding.source.issue(key[0], {
        code: 'complex-key',
        message: 'a key must be a word',
        hint: 'Remove the "?" or the brackets, or write the missing key before the colon.',
      }),
    );
    return undefined;
  }
  const name = keyNode.type === 'PLAIN' ? (keyNode.source ?? String(keyNode.value)) : String(keyNode.value);
  return { name, key, value };
};

/** Objects have it already, and schemas pass over it. */
const protoKey = (key: Span, { source }: Unfolding): Issue =>
  source.issue(key[0], {
    code: 'unknown-key',
    message: '"__proto__" cannot be a key',
    received: '"__proto__"',
    hint: 'Choose another word.',
  });

const duplicate = (name: string, key: Span, first: Span | undefined, { source, issues }: Unfolding): void => {
  const line = source.placeOf(first?.[0] ?? key[0]).line;
  issues.push(
    source.issue(key[0], {
      code: 'duplicate-key',
      message: `the key "${name.slice(0, 60)}" stands here twice (first on line ${line})`,
      hint: 'Join the two, or remove one.',
    }),
  );
};

/** YAML merge keys: what the map says itself wins, then the earlier of several. */
const mergeInto = (entries: Map<string, LocatedEntry>, merged: Located): void => {
  if (merged.kind === 'list') for (const item of merged.items) mergeInto(entries, item);
  if (merged.kind !== 'map') return;
  for (const [name, entry] of merged.entries) if (!entries.has(name)) entries.set(name, entry);
};
