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

const systemContext = z.strictObject({
  people: z.array(person),
  system: z.strictObject({ id: z.string(), name: z.string(), purpose: z.string() }),
  externals: z.array(external),
  shared: z.array(shared),
  arrows: z.array(arrow),
  asynchronous: z.boolean(),
});

const containers = z.strictObject({
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
  /** Arrows that nobody sees, which keep the rows. */
  ties: z.array(z.strictObject({ from: z.string(), to: z.string() })),
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

/** By the name of the template that draws it; each says what the picture shows. */
export const diagramViews = {
  'system-context': systemContext.describe('the system, who uses it and what it leans on'),
  containers: containers.describe('the parts of the system and how they talk'),
  'trade-off': tradeOff.describe('the options of a record against its criteria'),
} as const;
