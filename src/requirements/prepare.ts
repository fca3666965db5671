import { z } from 'zod';
import type { Issue } from '../model/problem.ts';
import { mostIssues } from './issue-order.ts';
import { keyOffset, type Located, type LocatedMap, type Path, pathText, saysUnknown } from './located.ts';
import { childSchema, isOptional, memberFor } from './schema-walk.ts';
import type { SourceFile } from './source-file.ts';

/** Plain values for the schema, and the paths that the file calls unknown. */
export type Prepared = {
  readonly value: unknown;
  readonly unknowns: readonly string[];
  readonly issues: readonly Issue[];
  /** Paths that have their issue already. */
  readonly refused: ReadonlySet<string>;
};

type Preparing = {
  readonly root: Located;
  readonly source: SourceFile;
  readonly unknowns: string[];
  readonly issues: Issue[];
  readonly refused: Set<string>;
};

const absent = Symbol('said to be unknown');

/**
 * Turns located values into what the schema reads: a number where text is meant stays as it was written
 * (`record: 0007`), and what is `unknown` is left out.
 */
export const prepare = (root: Located, schema: z.ZodType, source: SourceFile): Prepared => {
  const preparing: Preparing = { root, source, unknowns: [], issues: [], refused: new Set() };
  const value = prepared(root, schema, [], preparing);
  const { unknowns, issues, refused } = preparing;
  return { value, unknowns, issues, refused };
};

const prepared = (node: Located, schema: z.ZodType, path: Path, preparing: Preparing): unknown => {
  if (saysUnknown(node)) return sayUnknown(node, schema, path, preparing);
  const member = memberFor(schema, node);
  if (node.kind === 'map') {
    return member instanceof z.ZodObject || member instanceof z.ZodRecord
      ? mapOf(node, member, path, preparing)
      : {};
  }
  if (node.kind === 'list') {
    return node.items.map((item, index) => {
      const inner = childSchema(member, index);
      return inner === undefined ? null : prepared(item, inner, [...path, index], preparing);
    });
  }
  if (node.value === null) return null;
  if (member instanceof z.ZodString || member instanceof z.ZodEnum || member instanceof z.ZodLiteral) {
    return node.text;
  }
  return node.value;
};

const mapOf = (node: LocatedMap, schema: z.ZodType, path: Path, preparing: Preparing): unknown => {
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, { value }] of node.entries) {
    const inner = childSchema(schema, key);
    // A record may leave out any of its values; a key that no schema knows is the schema's to refuse.
    const own = schema instanceof z.ZodRecord && inner !== undefined ? inner.optional() : inner;
    const member = own === undefined ? null : prepared(value, own, [...path, key], preparing);
    if (member !== absent) result[key] = member;
  }
  return result;
};

const neverUnknown: ReadonlySet<string> = new Set(['id', 'apiVersion']);

const sayUnknown = (node: Located, schema: z.ZodType, path: Path, preparing: Preparing): unknown => {
  const key = path.at(-1);
  if (isOptional(schema) && !neverUnknown.has(String(key))) {
    preparing.unknowns.push(pathText(path));
    return absent;
  }
  preparing.refused.add(pathText(path));
  if (preparing.issues.length > mostIssues) return null;
  preparing.issues.push(
    preparing.source.issue(node.span[0] || keyOffset(preparing.root, path), {
      code: 'not-unknown',
      message: `${pathText(path) || 'the file'} cannot be unknown: ${whyNot(path)}`,
      received: 'unknown',
      hint: howElse(path),
    }),
  );
  // The schema refuses the null too; `refused` says that it has its issue already.
  return null;
};

const reasons: Readonly<Record<string, string>> = {
  system: 'titles, diagrams and file names are made of it',
  purpose: 'every decision is weighed against it',
  functional: 'without a single requirement there is nothing to decide',
  apiVersion: 'it says how the file is to be read',
  id: 'records cite it',
};

const whyNot = (path: Path): string => {
  const key = path.at(-1);
  if (typeof key === 'number') return 'it is an entry of a list';
  return reasons[key ?? ''] ?? (path.length > 1 ? 'the entry means nothing without it' : 'it is required');
};

const howElse = (path: Path): string => {
  const key = path.at(-1);
  if (typeof key === 'number')
    return 'Remove the entry, or write `unknown` for the whole list. A text goes in quotes: "unknown".';
  if (neverUnknown.has(key ?? '')) return 'Leave the key out.';
  return path.length > 1
    ? 'Remove the whole entry until it is known, and add a line to `open_questions`.'
    : 'Write what is known today; it can be changed later.';
};
