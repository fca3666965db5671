import { type OpenedAsking, openAsking } from '../io/open-asking.ts';
import { type Asking, addBill, type Bill, type Limits, type Tell } from '../model/asking.ts';
import type { Asked } from '../model/changes.ts';
import type { Architect } from '../stages/architect.ts';

/** How models may be asked in this run. */
export type AskingTerms = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limits: Limits;
  /** Nothing is asked: what is not stored is a Problem with the code `answer-missing`. */
  readonly frozen: boolean;
  readonly refresh: boolean;
  readonly tell: Tell;
};

/** The doors to models of a run: one for each way of asking, so that systems share limits and bill. */
export type Doors = {
  readonly open: (asking: Asking) => OpenedAsking;
  /** What the run has cost by now; null where no model could be asked. */
  readonly bill: () => Bill | null;
};

export const doorsOf = (root: string, terms: AskingTerms): Doors => {
  const opened = new Map<string, OpenedAsking>();
  return {
    open: asking => {
      const key = JSON.stringify(asking);
      const door = opened.get(key) ?? openAsking({ root, asking, ...terms });
      opened.set(key, door);
      return door;
    },
    bill: () => {
      const [first, ...others] = [...opened.values()].map(({ bill }) => bill());
      return first === undefined ? null : others.reduce(addBill, first);
    },
  };
};

/** Who thinks about the systems of a run, and what it knows. */
export type Thinker = {
  readonly architect: Architect;
  /** Hash of all that its answers depend on besides the requirements: `Making.catalogue`. */
  readonly knows: string;
  /** What went into a design, by subject: decision ids, and the name of the system for its analysis. */
  readonly asked: () => ReadonlyMap<string, Asked>;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
};

/** Nobody is asked anything. */
export const offline: AskingTerms = {
  env: {},
  limits: { usd: null, calls: null },
  frozen: true,
  refresh: false,
  tell: () => {},
};
