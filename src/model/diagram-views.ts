import type { ContainersView, SystemContextView } from './diagram.ts';

/**
 * What the pictures of data, events, sequences and deployment show. Ends of arrows are ids of the same view; a
 * text that stands in a view stands in the picture letter for letter.
 */

/** Entities with their fields, or, where there are too many, owners with their entities. */
export type DataPicture = {
  readonly by: 'entity' | 'owner';
  readonly boxes: readonly {
    readonly id: string;
    readonly name: string;
    /** Who owns it; null where the file does not say, or where the box is an owner. */
    readonly owner: string | null;
    /** `amount: decimal`, or the name of an entity. */
    readonly lines: readonly string[];
  }[];
  readonly references: readonly {
    readonly from: string;
    readonly to: string;
    /** From one owner to another. */
    readonly crossing: boolean;
    /** How many references the arrow stands for. */
    readonly count: number;
  }[];
};

/** Who emits which events, and who hears of them. */
export type EventsPicture = {
  readonly emitters: readonly { readonly id: string; readonly name: string }[];
  readonly events: readonly {
    readonly id: string;
    readonly emitter: string;
    /** The entity that they tell of, or the entities where there are too many for a box each. */
    readonly name: string;
    readonly events: readonly string[];
  }[];
  readonly subscribers: readonly {
    readonly id: string;
    readonly name: string;
    /** A part of the system, or somebody outside. */
    readonly inside: boolean;
  }[];
  readonly hearings: readonly {
    /** Id of a box of events. */
    readonly from: string;
    readonly to: string;
    /** Rate and delay, as far as the file gives them. */
    readonly labels: readonly string[];
  }[];
};

/** Who takes part in a sequence: it decides the look of the lane's head. */
export type LaneKind = 'person' | 'external' | 'part' | 'store' | 'queue';

export type SequenceStep =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      /** `call` waits, `send` does not wait, `reply` answers, `lost` comes to nothing. */
      readonly way: 'call' | 'send' | 'reply' | 'lost';
    }
  | { readonly kind: 'note'; readonly over: readonly string[]; readonly text: string }
  | { readonly kind: 'loop'; readonly text: string; readonly steps: readonly SequenceStep[] };

/** Who tells whom what, from top to bottom. */
export type SequencePicture = {
  /** What the sequence is of: `place order`, `place order while Bank does not answer`. */
  readonly title: string;
  readonly lanes: readonly { readonly id: string; readonly name: string; readonly kind: LaneKind }[];
  readonly steps: readonly SequenceStep[];
};

/** Where the parts run, and in how many copies. */
export type DeploymentPicture = {
  /** Zones, or the platform where no zones are needed. */
  readonly frames: readonly { readonly id: string; readonly name: string }[];
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: ContainersView['containers'][number]['kind'];
    readonly technology: string;
    /** `one machine`, `number of instances open`; null where nothing is said. */
    readonly copies: string | null;
    /** Id of a frame; null for one of which nobody says where it runs. */
    readonly frame: string | null;
  }[];
  readonly externals: readonly SystemContextView['externals'][number][];
  /** Ends are ids of nodes or names of external systems; `both` where each sends to the other. */
  readonly links: readonly { readonly from: string; readonly to: string; readonly both: boolean }[];
};

/** Who wins each decision at how much load. */
export type VerdictsPicture = {
  readonly system: string;
  /** Growing; the first is today's. */
  readonly loads: readonly { readonly factor: string; readonly peak: string }[];
  readonly rows: readonly {
    readonly title: string;
    /** One for each load; `option` is null where none passes the hard constraints. */
    readonly outcomes: readonly {
      readonly option: string | null;
      readonly verdict: 'clear' | 'leaning' | 'toss-up' | null;
    }[];
  }[];
};
