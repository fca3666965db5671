/** What waits to be drawn: the largest first, handed out in batches. */
export type Queue<Item> = {
  /** The next batch: about half of an equal share of what is left, at least one. Empty when all is handed out. */
  readonly next: () => readonly Item[];
  /** Puts back what a lost page had not drawn. `alone` comes next, in a batch of its own. */
  readonly putBack: (alone: Item | undefined, others: readonly Item[]) => void;
};

/** More of them would keep one page waiting while another still has many. */
const largestBatch = 16;

/** `sizeOf` estimates how long an item takes; `takers` is how many take from the queue at once. */
export const createQueue = <Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  takers: number,
): Queue<Item> => {
  const waiting = [...items].sort((a, b) => sizeOf(b) - sizeOf(a));
  const again: Item[] = [];
  let left = waiting.reduce((sum, item) => sum + sizeOf(item), 0);
  return {
    next: () => {
      const alone = again.shift();
      if (alone !== undefined) return [alone];
      const share = left / (2 * takers);
      const batch: Item[] = [];
      for (let taken = 0; batch.length < largestBatch; ) {
        const [first] = waiting;
        if (first === undefined || (batch.length > 0 && taken + sizeOf(first) > share)) break;
        waiting.shift();
        batch.push(first);
        taken += sizeOf(first);
        left -= sizeOf(first);
      }
      return batch;
    },
    putBack: (alone, others) => {
      if (alone !== undefined) again.push(alone);
      waiting.unshift(...others);
      left += others.reduce((sum, item) => sum + sizeOf(item), 0);
    },
  };
};
