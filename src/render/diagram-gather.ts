import type { Arrow } from './diagram-rows.ts';
import { asWord, type Word } from './diagram-template.ts';

/**
 * A picture with forty boxes is read by nobody, so those with the fewest arrows share one box that names them
 * all, and their arrows are summed.
 */

/** One of a view's things, and the box that stands for it. */
export type Placed<Item> = { readonly item: Item; readonly id: Word };

/** Several things in one box. */
export type Gathered<Item> = { readonly id: Word; readonly items: readonly Item[] };

export type DrawnArrow = Arrow & { readonly label: string | undefined; readonly asynchronous: boolean };

/** The `most` things of greatest weight, and the others; both in the order of the view. */
export const heaviest = <Item>(
  items: readonly Placed<Item>[],
  most: number,
  weight: (item: Item) => number,
): { readonly alone: readonly Placed<Item>[]; readonly others: readonly Placed<Item>[] } => {
  if (items.length <= most) return { alone: items, others: [] };
  const ranked = items.map((placed, place) => ({ placed, place, weight: weight(placed.item) }));
  ranked.sort((a, b) => b.weight - a.weight || a.place - b.place);
  const chosen = new Set(ranked.slice(0, most).map(({ placed }) => placed));
  return {
    alone: items.filter(placed => chosen.has(placed)),
    others: items.filter(placed => !chosen.has(placed)),
  };
};

/** The box that several things share; named after the first of them. */
export const sharedId = (id: Word): Word => asWord(`${id}more`);

/** Arrows between boxes after gathering: what touches a shared box is summed, what stays inside it is counted. */
export const summed = (
  arrows: readonly DrawnArrow[],
  shared: ReadonlyMap<Word, Word>,
): { readonly arrows: readonly DrawnArrow[]; readonly inside: ReadonlyMap<Word, number> } => {
  const kept = new Map<string, DrawnArrow>();
  const counts = new Map<string, number>();
  const inside = new Map<Word, number>();
  arrows.forEach((arrow, place) => {
    const from = shared.get(arrow.from) ?? arrow.from;
    const to = shared.get(arrow.to) ?? arrow.to;
    const touches = from !== arrow.from || to !== arrow.to;
    if (touches && from === to) {
      inside.set(from, (inside.get(from) ?? 0) + 1);
      return;
    }
    const key = touches ? `${from} ${to} ${arrow.asynchronous}` : String(place);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    kept.set(key, { ...arrow, from, to, label: count === 1 ? arrow.label : `${count} arrows` });
  });
  return { arrows: [...kept.values()], inside };
};
