import { z } from 'zod';

/**
 * What the templates of diagrams can name. Texts are encoded for Mermaid already; ids, looks and shapes are words
 * that stand in Mermaid as they are.
 */

const person = z.strictObject({ id: z.string(), name: z.string(), concerns: z.string().nullable() });

const external = z.strictObject({
  id: z.string(),
  name: z.string(),
  facts: z.string().nullable(),
  look: z.string(),
});

/** A box for several things that would crowd the picture. */
const shared = z.strictObject({ id: z.string(), name: z.string(), names: z.string() });

const arrow = z.strictObject({
  from: z.string(),
  to: z.string(),
  label: z.string().nullable(),
  asynchronous: z.boolean(),
  twoWay: z.boolean(),
});

/** An arrow that nobody sees, which keeps the rows. */
const tie = z.strictObject({ from: z.string(), to: z.string() });

const systemContext = z.strictObject({
  people: z.array(person),
  system: z.strictObject({ id: z.string(), name: z.string(), purpose: z.string() }),
  externals: z.array(external),
  shared: z.array(shared),
  arrows: z.array(arrow),
  asynchronous: z.boolean(),
});

const containers = z.strictObject({
  /** Pixels between boxes of a row. */
  gap: z.number(),
  title: z.strictObject({ id: z.string(), system: z.string(), asynchronous: z.boolean() }),
  people: z.array(person),
  containers: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      technology: z.string(),
      responsibility: z.string().nullable(),
      shape: z.string(),
      look: z.string(),
    }),
  ),
  externals: z.array(external),
  sharedInside: z.array(shared),
  sharedOutside: z.array(shared),
  arrows: z.array(arrow),
  ties: z.array(tie),
});

const row = z.strictObject({ text: z.string() });

const tradeOff = z.strictObject({
  columns: z.number(),
  nameSpan: z.number(),
  question: z.string(),
  options: z.array(z.strictObject({ name: z.string(), standing: z.string(), look: z.string() })),
  criteria: z.array(
    z.strictObject({
      name: z.string(),
      marks: z.array(z.strictObject({ sign: z.string(), look: z.string(), chosen: z.boolean() })),
    }),
  ),
  names: z.array(row),
  notes: z.array(row),
  verdict: z.string(),
  closeness: z.string(),
  legend: z.string(),
});

const data = z.strictObject({
  boxes: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      owner: z.string().nullable(),
      lines: z.string().nullable(),
      look: z.string(),
    }),
  ),
  references: z.array(arrow),
  ties: z.array(tie),
  legend: z.string().nullable(),
});

const events = z.strictObject({
  emitters: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  events: z.array(z.strictObject({ id: z.string(), name: z.string(), lines: z.string(), look: z.string() })),
  subscribers: z.array(z.strictObject({ id: z.string(), name: z.string(), look: z.string() })),
  arrows: z.array(arrow),
  legend: z.string().nullable(),
});

const sequence = z.strictObject({
  /** Pixels. */
  laneWidth: z.number(),
  laneGap: z.number(),
  headHeight: z.number(),
  lanes: z.array(z.strictObject({ id: z.string(), name: z.string(), look: z.string() })),
  /** From top to bottom; each is one of the four. */
  lines: z.array(
    z.strictObject({
      message: z
        .strictObject({
          from: z.string(),
          to: z.string(),
          text: z.string(),
          call: z.boolean(),
          send: z.boolean(),
          reply: z.boolean(),
          lost: z.boolean(),
        })
        .nullable(),
      note: z.strictObject({ from: z.string(), to: z.string().nullable(), text: z.string() }).nullable(),
      /** Begins a part that repeats, until `end`. */
      loop: z.boolean(),
      end: z.boolean(),
    }),
  ),
});

const node = z.strictObject({
  id: z.string(),
  name: z.string(),
  technology: z.string(),
  copies: z.string().nullable(),
  shape: z.string(),
  look: z.string(),
});

const deployment = z.strictObject({
  frames: z.array(
    z.strictObject({ id: z.string(), title: z.string(), name: z.string(), nodes: z.array(node) }),
  ),
  /** Nodes in no frame. */
  beside: z.array(node),
  shared: z.array(shared),
  externals: z.array(external),
  arrows: z.array(arrow),
  ties: z.array(tie),
});

const verdicts = z.strictObject({
  columns: z.number(),
  nameSpan: z.number(),
  title: z.string(),
  corner: z.string(),
  loads: z.array(z.strictObject({ factor: z.string(), peak: z.string() })),
  rows: z.array(
    z.strictObject({
      title: z.string(),
      /** Neighbouring loads with the same outcome share a field. */
      runs: z.array(z.strictObject({ name: z.string(), span: z.number(), look: z.string() })),
    }),
  ),
  note: z.string(),
});

/** By the name of the template that draws it; each says what the picture shows. */
export const diagramViews = {
  'system-context': systemContext.describe('the system, who uses it and what it leans on'),
  containers: containers.describe('the parts of the system and how they talk'),
  'trade-off': tradeOff.describe('the options of a record against its criteria'),
  data: data.describe('entities, their fields and references'),
  events: events.describe('who emits which events, and who hears of them'),
  sequence: sequence.describe('the steps of one request through the parts'),
  deployment: deployment.describe('where the parts run, and how many of each'),
  verdicts: verdicts.describe('who wins each decision at how much load, for `adrgen what-if --picture`'),
} as const;
