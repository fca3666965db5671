import { z } from 'zod';

/**
 * What a diagram shows, as data: the structured design says it, templates turn it into Mermaid. A text that
 * stands in a view stands in the picture letter for letter; nothing else does.
 */

/** Text for a person's eyes: at least one character that is no white space. */
const text = z.string().regex(/\S/u, 'must not be blank');

const person = z.object({ name: text, concerns: text.optional() }).readonly();

const external = z
  .object({
    name: text,
    /** `hard`: without it the system stops; `soft`: without it the system goes on with less. */
    criticality: z.enum(['hard', 'soft']).optional(),
    /** How it is spoken to: `HTTPS`, `SFTP, nightly`. */
    protocol: text.optional(),
    /** What it promises, in the words of the contract: `99.9 %`. */
    availability: text.optional(),
  })
  .readonly();

/** Who uses a system and what it leans on (C4, level 1). */
export const systemContextView = z
  .object({
    system: text,
    purpose: text,
    people: z.array(person).readonly(),
    externals: z.array(external).readonly(),
    flows: z
      .array(
        z
          .object({
            /** Name of a person, an external system or the system itself. */
            from: text,
            to: text,
            label: text.optional(),
            asynchronous: z.boolean().optional(),
            /** Arrow heads at both ends. */
            twoWay: z.boolean().optional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** What kind of thing a container is; it decides the shape of the box. */
export const containerKinds = [
  'service',
  'web',
  'function',
  'worker',
  'database',
  'queue',
  'stream',
  'cache',
  'object-store',
  'gateway',
] as const;

/** What a system is made of and how its parts talk (C4, level 2). */
export const containersView = z
  .object({
    system: text,
    containers: z
      .array(
        z
          .object({
            id: text,
            name: text,
            technology: text,
            responsibility: text,
            kind: z.enum(containerKinds),
          })
          .readonly(),
      )
      .readonly(),
    people: z.array(person).readonly(),
    externals: z.array(external).readonly(),
    edges: z
      .array(
        z
          .object({
            /** Id of a container, or the name of a person or an external system. */
            from: text,
            to: text,
            label: text.optional(),
            asynchronous: z.boolean(),
            twoWay: z.boolean().optional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** How an option stands on a criterion, from strong to weak; `?` where nobody could say. */
export const marks = ['++', '+', '0', '−', '−−', '?'] as const;

/** What each option of a decision gains and loses, and how close the call is. */
export const tradeOffView = z
  .object({
    question: text,
    /** Most important first; `rank` counts from 1, null where the user gave none. */
    criteria: z.array(z.object({ name: text, rank: z.int().positive().nullable() }).readonly()).readonly(),
    options: z
      .array(
        z
          .object({
            name: text,
            standing: z.enum(['chosen', 'considered', 'dominated', 'excluded']),
            /** The gate that an excluded option fails. */
            excludedBy: text.optional(),
            /** One for each criterion, in their order. */
            marks: z.array(z.enum(marks)).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    verdict: z.enum(['clear', 'leaning', 'toss-up']),
    /** One sentence: "Holds for any weighting in this order". */
    closeness: text,
  })
  .refine(view => view.options.every(option => option.marks.length === view.criteria.length), {
    message: 'every option needs one mark for each criterion',
    path: ['options'],
  })
  .readonly();

export type SystemContextView = z.infer<typeof systemContextView>;
export type ContainersView = z.infer<typeof containersView>;
export type TradeOffView = z.infer<typeof tradeOffView>;
export type Mark = (typeof marks)[number];

/** A diagram as text: what a renderer draws, and what a reader hears who cannot see it. */
export type DiagramText = {
  /** Mermaid. */
  readonly source: string;
  /** What the picture says, in words. Plain text, for the emitter to encode. */
  readonly alt: string;
};

/** Handlebars sources by name without extension: `containers` for templates/diagrams/containers.mmd.hbs. */
export type TemplateSet = Readonly<Record<string, string>>;
