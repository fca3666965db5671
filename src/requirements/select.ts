import type { Dimension, Quantity } from '../model/quantity.ts';
import { parseQuantity } from '../model/quantity-text.ts';
import { type Located, type LocatedScalar, nodeAt, type Path, pathText, saysUnknown } from './located.ts';

/** A value that a pattern found. */
export type Selected = { readonly path: Path; readonly node: Located };
export type SelectedText = Selected & { readonly node: LocatedScalar; readonly text: string };

/**
 * All values at a pattern such as `entities[].references[]`, in the order of the file. Works on files with issues
 * too: what is not there, or not of the shape, is not found.
 */
export const select = (root: Located, pattern: string): readonly Selected[] => {
  const steps = pattern
    .replaceAll('[]', '.[]')
    .split('.')
    .filter(step => step !== '');
  return steps.reduce<readonly Selected[]>(
    (found, step) => found.flatMap(one => stepInto(one, step)),
    [{ path: [], node: root }],
  );
};

const stepInto = ({ path, node }: Selected, step: string): readonly Selected[] => {
  if (step === '[]') {
    return node.kind === 'list'
      ? node.items.map((item, index) => ({ path: [...path, index], node: item }))
      : [];
  }
  const entry = node.kind === 'map' ? node.entries.get(step) : undefined;
  return entry === undefined ? [] : [{ path: [...path, step], node: entry.value }];
};

/** Like `select`, the texts only: neither empty ones nor the bare word `unknown`. */
export const selectTexts = (root: Located, ...patterns: readonly string[]): readonly SelectedText[] =>
  patterns.flatMap(pattern => select(root, pattern)).flatMap(asText);

export const asText = ({ path, node }: Selected): SelectedText[] => {
  if (node.kind !== 'scalar' || node.value === null || saysUnknown(node)) return [];
  const text = node.text.trim();
  return text === '' ? [] : [{ path, node, text }];
};

/** A quantity of the file with its place; undefined where it is absent, unknown or no quantity. */
export type SelectedQuantity = {
  readonly name: string;
  readonly offset: number;
  readonly quantity: Quantity;
};

export const quantityAt = (root: Located, path: Path, dimension: Dimension): SelectedQuantity | undefined => {
  const node = nodeAt(root, path);
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  const parsed = parseQuantity(node.text, dimension);
  return parsed.ok ? { name: pathText(path), offset: node.span[0], quantity: parsed.quantity } : undefined;
};
