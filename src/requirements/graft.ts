import { z } from 'zod';
import { requirementsFile } from '../model/requirements.ts';
import type { Located, LocatedEntry, LocatedMap, Path } from './located.ts';
import { alike } from './nearest.ts';
import { childSchema, memberFor, schemaAt } from './schema-walk.ts';
import type { Span } from './source-file.ts';

/** Changes of a tree of located values: other trees, the given one stays as it is. */

const nothing: ReadonlyMap<string, LocatedEntry> = new Map();

/** The tree with another value at a path; what is missing on the way is made. A path that leads into a text replaces it. */
export const withNode = (root: Located | undefined, path: Path, node: Located): Located => {
  const [part, ...rest] = path;
  if (part === undefined) return node;
  if (typeof part === 'number') {
    const items = root?.kind === 'list' ? [...root.items] : [];
    items[Math.min(part, items.length)] = withNode(items[part], rest, node);
    return { kind: 'list', items, span: root?.span ?? node.span };
  }
  const entries = root?.kind === 'map' ? root.entries : nothing;
  const before = entries.get(part);
  const value = withNode(before?.value, rest, node);
  return {
    kind: 'map',
    entries: new Map(entries).set(part, { key: before?.key ?? node.span, value }),
    span: root?.span ?? node.span,
  };
};

/** The tree without the value at a path of keys. */
export const withoutNode = (root: Located, path: readonly string[]): Located => {
  const [part, ...rest] = path;
  if (part === undefined || root.kind !== 'map') return root;
  const entry = root.entries.get(part);
  if (entry === undefined) return root;
  const entries = new Map(root.entries);
  if (rest.length === 0) entries.delete(part);
  else entries.set(part, { ...entry, value: withoutNode(entry.value, rest) });
  return { ...root, entries };
};

const textAt = (node: Located, key: string): string | undefined => {
  const found = node.kind === 'map' ? node.entries.get(key)?.value : undefined;
  return found?.kind === 'scalar' ? found.text : undefined;
};

/** Whether what follows a name of a path is its end or another part. */
const endsAt = (text: string, length: number): boolean =>
  length === text.length || /[.[]/.test(text[length] ?? '');

/** An item of a list by its id or name: `entities.Order`. */
const itemNamed = (items: readonly Located[], text: string): { index: number; length: number } | undefined =>
  items
    .flatMap((item, index) =>
      ['id', 'name'].flatMap(key => {
        const name = textAt(item, key);
        return name !== undefined && text.startsWith(name) && endsAt(text, name.length)
          ? [{ index, length: name.length }]
          : [];
      }),
    )
    .sort((a, b) => b.length - a.length)[0];

/** A key of a map whose keys are free, and may hold dots: the whole text, or what leads further into it. */
const keyNamed = (entries: LocatedMap['entries'], text: string): string | undefined =>
  [...entries.keys()].find(key => alike(key, text)) ??
  [...entries]
    .filter(([key, { value }]) => value.kind !== 'scalar' && text.startsWith(key) && endsAt(text, key.length))
    .map(([key]) => key)
    .sort((a, b) => b.length - a.length)[0];

const next = (text: string, length: number): string => text.slice(length).replace(/^\./, '');

/**
 * The parts of a path as a person writes it, `team.skills.node.js`, `entities[2].count` or `entities.Order.count`,
 * whether the tree has them or not. Undefined for an item that a list does not have.
 */
export const pathIn = (
  text: string,
  root: Located,
  schema: z.ZodType = requirementsFile,
): Path | undefined => {
  const walk = (rest: string, node: Located | undefined, at: z.ZodType | undefined): Path | undefined => {
    if (rest === '') return [];
    const member = at === undefined ? undefined : memberFor(at, node);
    if (node?.kind === 'list') {
      const numbered = /^\[?(\d+)\]?(?=$|[.[])/.exec(rest);
      const found = numbered
        ? { index: Number(numbered[1]), length: numbered[0].length }
        : itemNamed(node.items, rest);
      const item = found && node.items[found.index];
      const inner = item && walk(next(rest, found.length), item, member && childSchema(member, found.index));
      return inner && [found.index, ...inner];
    }
    if (member instanceof z.ZodRecord) {
      const entries = node?.kind === 'map' ? node.entries : nothing;
      const key = keyNamed(entries, rest) ?? rest;
      const value = entries.get(key)?.value;
      const inner = alike(key, rest)
        ? []
        : walk(next(rest, key.length), value, value && childSchema(member, key));
      return inner && [key, ...inner];
    }
    const key = /^[^.[]+/.exec(rest)?.[0] ?? rest;
    const below = node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
    const inner = walk(next(rest, key.length), below, member && childSchema(member, key));
    return inner && [key, ...inner];
  };
  return walk(text, root, schema);
};

const scalarOf = (text: string, span: Span): Located => ({
  kind: 'scalar',
  text,
  value: text,
  plain: true,
  span,
});

/** A list may be written plainly, `cost, reliability`, where the format has one. */
export const asWritten = (node: Located, path: Path, root: Located): Located => {
  if (node.kind !== 'scalar' || node.text === 'unknown' || node.text === '') return node;
  const schema = schemaAt(requirementsFile, root, path);
  if (schema === undefined || !(memberFor(schema, node) instanceof z.ZodArray)) return node;
  const items = node.text.split(',').map(one => scalarOf(one.trim(), node.span));
  return { kind: 'list', items, span: node.span };
};

/** A text as a value of the tree. */
export const scalarNode = scalarOf;

/** A map of such values. */
export const mapNode = (entries: Readonly<Record<string, Located>>, span: Span): LocatedMap => ({
  kind: 'map',
  entries: new Map(Object.entries(entries).map(([key, value]) => [key, { key: span, value }])),
  span,
});

/** One more item at the end of a list; a list where there was none. */
export const appended = (root: Located, key: string, item: Located): Located => {
  const list = root.kind === 'map' ? root.entries.get(key)?.value : undefined;
  return withNode(root, [key, list?.kind === 'list' ? list.items.length : 0], item);
};
