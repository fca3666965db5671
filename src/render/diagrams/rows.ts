import type { Word } from './template.ts';

/** An arrow between two boxes, by id. */
export type Arrow = { readonly from: Word; readonly to: Word };

/** Those arrows that do not close a circle, walking from the boxes in their order. */
const withoutCircles = (boxes: readonly Word[], arrows: readonly Arrow[]): readonly Arrow[] => {
  const kept: Arrow[] = [];
  const state = new Map<Word, 'open' | 'done'>();
  const visit = (box: Word): void => {
    state.set(box, 'open');
    for (const arrow of arrows.filter(({ from }) => from === box)) {
      if (state.get(arrow.to) === 'open') continue;
      kept.push(arrow);
      if (!state.has(arrow.to)) visit(arrow.to);
    }
    state.set(box, 'done');
  };
  for (const box of boxes) if (!state.has(box)) visit(box);
  return kept;
};

/** How many arrows lead to a box on the longest way. */
const depths = (boxes: readonly Word[], arrows: readonly Arrow[]): ReadonlyMap<Word, number> => {
  const known = new Map<Word, number>();
  const depth = (box: Word): number => {
    const before = known.get(box);
    if (before !== undefined) return before;
    const sources = arrows.filter(({ to }) => to === box).map(({ from }) => depth(from) + 1);
    const found = Math.max(0, ...sources);
    known.set(box, found);
    return found;
  };
  for (const box of boxes) depth(box);
  return known;
};

export const slices = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] => {
  const count = Math.ceil(items.length / size);
  const even = Math.ceil(items.length / Math.max(1, count));
  return Array.from({ length: count }, (_, at) => items.slice(at * even, (at + 1) * even));
};

/** The boxes in rows of at most `width`, so that arrows lead downwards where there is no circle. */
export const rowsOf = (
  boxes: readonly Word[],
  arrows: readonly Arrow[],
  width: number,
): readonly (readonly Word[])[] => {
  const depth = depths(boxes, withoutCircles(boxes, arrows));
  const deepest = Math.max(-1, ...depth.values());
  return Array.from({ length: deepest + 1 }, (_, row) => boxes.filter(box => depth.get(box) === row)).flatMap(
    row => slices(row, width),
  );
};

/**
 * Invisible arrows that keep the rows: Mermaid's layout knows no rows, it only puts the end of an arrow below
 * its start. Each box hangs below one of the row above, unless an arrow does that already.
 */
export const tiesBetween = (rows: readonly (readonly Word[])[], arrows: readonly Arrow[]): readonly Arrow[] =>
  rows.flatMap((row, at) => {
    const above = rows[at - 1] ?? [];
    return row.flatMap((box, place) => {
      const from = above[Math.floor((place * above.length) / row.length)];
      const tied = arrows.some(arrow => arrow.to === box && above.includes(arrow.from));
      return from === undefined || tied ? [] : [{ from, to: box }];
    });
  });
