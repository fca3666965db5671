/** What a number counts, in base units: seconds, bytes, bits, requests a second. Shares are 0–1. */
export const units = [
  's',
  'months',
  'bytes',
  'bytes/s',
  'bytes/day',
  'bits/s',
  'requests/s',
  'messages/s',
  'writes/day',
  'requests/day',
  'requests',
  'users',
  'instances',
  'connections',
  'partitions',
  'consumers',
  'replicas',
  'zones',
  'cores',
  'spindles',
  /** A bare number. */
  'count',
  /** How many times as much: 5×. */
  'factor',
  /** A share such as a hit rate: 80 %. */
  'share',
  /** A share whose nines count: 99.95 %. */
  'availability',
  /** Growth: 6.6 % a month. */
  'share/month',
  /** In the budget's currency. */
  'money',
] as const;

export type Unit = (typeof units)[number];

export type FigureInput = {
  /** The symbol that the formula uses: `peak_factor`. */
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** `given` in the file, a `default` (which is an assumption), or `derived` by another figure. */
  readonly origin: 'given' | 'default' | 'derived';
};

/** A derived number with everything that it follows from. */
export type Figure = {
  /** The derivation, and after a colon what it is of where there are several: `peak-rate`, `storage:order`. */
  readonly id: string;
  readonly name: string;
  /** Finite, never negative. */
  readonly value: number;
  readonly unit: Unit;
  /** As a reader would write it down: `average · peak_factor`. */
  readonly formula: string;
  readonly inputs: readonly FigureInput[];
  /** The same at ten times the load; absent where load does not enter or where no answer exists at that load. */
  readonly tenfold?: number;
};
