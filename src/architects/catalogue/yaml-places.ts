import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Place } from '../../model/problem.ts';

/** A step into a YAML tree: a key, an index, or the `id` of an item of a list. */
export type Step = string | number;

/** A parsed YAML file that can say where something stands. */
export type PlacedFile = {
  readonly name: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
};

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

type Reached = { readonly value: unknown; readonly offset: number | undefined };

const into = (file: PlacedFile, node: unknown, step: Step): Reached | undefined => {
  const holder = isAlias(node) ? node.resolve(file.document) : node;
  if (isMap(holder)) {
    const pair = holder.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair === undefined ? undefined : { value: pair.value, offset: startOf(pair.key) };
  }
  if (!isSeq(holder)) return undefined;
  const item =
    typeof step === 'number'
      ? holder.items[step]
      : holder.items.find(one => isMap(one) && one.get('id') === step);
  return item === undefined ? undefined : { value: item, offset: startOf(item) };
};

/** Where a path stands, and how many of its steps the file has. */
export const locate = (
  file: PlacedFile,
  steps: readonly Step[],
): { readonly place: Place; readonly depth: number } => {
  let node: unknown = file.document.contents;
  let offset = startOf(node) ?? 0;
  let depth = 0;
  for (const step of steps) {
    const reached = into(file, node, step);
    if (reached === undefined) break;
    node = reached.value;
    offset = reached.offset ?? offset;
    depth += 1;
  }
  return { place: placeAt(file, offset), depth };
};

const placeAt = ({ name, lines }: PlacedFile, offset: number): Place => {
  const { line, col } = lines.linePos(offset);
  return { file: name, line: Math.max(1, line), column: Math.max(1, col) };
};

/** The line of a file as it stands there. */
export const lineOf = ({ text }: PlacedFile, { line }: Place): string =>
  (text.split('\n')[(line ?? 1) - 1] ?? '').trimEnd();
