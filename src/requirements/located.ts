import type { Span } from './source-file.ts';

/** A value of the file with the place where it stands; aliases and merge keys are resolved. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

export type LocatedScalar = {
  readonly kind: 'scalar';
  /** As it is written where it is plain (`0007`, `99.90`), else what the quotes or the block hold. */
  readonly text: string;
  readonly value: string | number | boolean | null;
  readonly plain: boolean;
  /** Stands for something that has its issue already. */
  readonly refused?: true;
  readonly span: Span;
};
export type LocatedList = { readonly kind: 'list'; readonly items: readonly Located[]; readonly span: Span };
export type LocatedMap = {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  readonly span: Span;
};
export type LocatedEntry = { readonly key: Span; readonly value: Located };

export type Path = readonly (string | number)[];

/** `entities[2].retention` */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

const child = (node: Located | undefined, part: string | number): Located | undefined => {
  if (node?.kind === 'map') return node.entries.get(String(part))?.value;
  return node?.kind === 'list' ? node.items[Number(part)] : undefined;
};

/** The node at a path; undefined where the file has none. */
export const nodeAt = (root: Located, path: Path): Located | undefined =>
  path.reduce<Located | undefined>(child, root);

/** Where to point for a path: its value, else the key or the list entry that should hold it. */
export const offsetAt = (root: Located, path: Path): number => {
  const node = nodeAt(root, path);
  if (node !== undefined && !(node.kind === 'scalar' && node.value === null)) return node.span[0];
  const last = path.at(-1);
  if (last === undefined) return root.span[0];
  const parent = nodeAt(root, path.slice(0, -1));
  if (node !== undefined && parent?.kind === 'map')
    return parent.entries.get(String(last))?.key[0] ?? node.span[0];
  if (node !== undefined) return node.span[0];
  return keyOffset(root, path.slice(0, -1));
};

/** Where the key of a path stands; for a list entry, where the entry does. */
export const keyOffset = (root: Located, path: Path): number => {
  const parent = nodeAt(root, path.slice(0, -1));
  const entry = parent?.kind === 'map' ? parent.entries.get(String(path.at(-1))) : undefined;
  return entry?.key[0] ?? nodeAt(root, path)?.span[0] ?? root.span[0];
};

/** A short picture of a value for messages: text in quotes, cut after 60 characters. */
export const shown = (node: Located | undefined): string => {
  if (node === undefined) return 'nothing';
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return 'nothing';
  return quoted(node.text);
};

export const quoted = (text: string): string => {
  const characters = [...text.slice(0, 240).replace(/\s+/gu, ' ')];
  return JSON.stringify(
    characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join(''),
  );
};

/** The bare word `unknown`; in quotes it is a text like any other. */
export const saysUnknown = (node: Located | undefined): boolean =>
  node?.kind === 'scalar' && node.plain && node.text === 'unknown';

/** The parts of `entities[2].retention`; a key may hold dots itself (`team.skills.node.js`): the file decides. */
export const pathOfText = (text: string, root: Located): Path | undefined => {
  if (text === '') return [];
  const index = /^\[(\d+)\]\.?/.exec(text);
  if (index !== null && root.kind === 'list') {
    const item = root.items[Number(index[1])];
    const rest = item && pathOfText(text.slice(index[0].length), item);
    return rest && [Number(index[1]), ...rest];
  }
  if (root.kind !== 'map') return undefined;
  for (const [key, { value }] of root.entries) {
    if (!text.startsWith(key) || !/^(?:$|[.[])/.test(text.slice(key.length))) continue;
    const rest = pathOfText(text.slice(key.length).replace(/^\./, ''), value);
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
};
