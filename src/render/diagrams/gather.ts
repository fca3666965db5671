import { boxId } from './ends.ts';
import type { Arrow } from './rows.ts';
import { asWord, type Word } from './template.ts';

/**
 * A picture with forty boxes is read by nobody, so those with the fewest arrows share one box that names them
 * all, and their arrows are summed.
 */

/** One of a view's things, and the box that stands for it. */
export type Placed<Item> = { readonly item: Item; readonly id: Word };

/** Several things in one box, and what they are: "services". The box is named after the first of them. */
export type Group = {
  readonly id: Word;
  readonly what: string;
  readonly members: readonly Placed<{ readonly name: string }>[];
};

export type DrawnArrow = Arrow & {
  readonly label: string | undefined;
  readonly asynchronous: boolean;
  readonly twoWay: boolean;
};

/** Things with their boxes; the first box stands at that place. */
export const placed = <Item>(items: readonly Item[], first: number): readonly Placed<Item>[] =>
  items.map((item, at) => ({ item, id: boxId(first + at) }));

/** The `most` things of greatest weight, the earlier before the later. */
const heaviest = <Item>(
  items: readonly Placed<Item>[],
  most: number,
  weight: (thing: Placed<Item>) => number,
): ReadonlySet<Placed<Item>> => {
  const ranked = items.map((thing, place) => ({ thing, place, weight: weight(thing) }));
  ranked.sort((a, b) => b.weight - a.weight || a.place - b.place);
  return new Set(ranked.slice(0, most).map(({ thing }) => thing));
};

/**
 * The `most` things of greatest weight on their own, the others in one group for each `what`. A group of one
 * would hide something and save nothing. The order of the view is kept.
 */
export const gather = <Item extends { readonly name: string }>(
  items: readonly Placed<Item>[],
  most: number,
  weight: (thing: Placed<Item>) => number,
  what: (item: Item) => string,
): { readonly alone: readonly Placed<Item>[]; readonly groups: readonly Group[] } => {
  const chosen = heaviest(items, most, weight);
  const others = items.filter(thing => !chosen.has(thing));
  const groups = [...new Set(others.map(({ item }) => what(item)))].flatMap(name => {
    const members = others.filter(({ item }) => what(item) === name);
    const [first, second] = members;
    return first && second ? [{ id: asWord(`${first.id}more`), what: name, members }] : [];
  });
  const grouped = new Set<unknown>(groups.flatMap(({ members }) => members));
  return { alone: items.filter(thing => !grouped.has(thing)), groups };
};

/** Arrows between boxes after gathering: what touches a shared box is summed, what stays inside it is counted. */
export const summed = (
  arrows: readonly DrawnArrow[],
  groups: readonly Group[],
): { readonly arrows: readonly DrawnArrow[]; readonly inside: ReadonlyMap<Word, number> } => {
  const shared = new Map(
    groups.flatMap(({ id, members }) => members.map(member => [member.id, id] as const)),
  );
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
    const key = touches ? `${from} ${to} ${arrow.twoWay}` : String(place);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const label = count === 1 ? arrow.label : `${count} arrows`;
    // Solid as soon as one of them waits for the answer.
    const asynchronous = arrow.asynchronous && (kept.get(key)?.asynchronous ?? true);
    kept.set(key, { ...arrow, from, to, label, asynchronous });
  });
  return { arrows: [...kept.values()], inside };
};
