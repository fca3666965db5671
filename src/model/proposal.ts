import { z } from 'zod';
import { fact, reason, source } from './reason.ts';

/**
 * What an architect says of one decision: the candidates, and how good each is. Conditions are text of the
 * condition language (docs/conditions.md), so that code can ask what another load or team would change.
 */

/** 0 (bad) to 4 (good); an interval where it is not known. */
export const rated = z.union([
  z.number().min(0).max(4),
  z.tuple([z.number().min(0).max(4), z.number().min(0).max(4)]),
]);
export type Rated = number | readonly [number, number];

/** The first case whose condition holds gives the rating; none holds: `otherwise`. */
export const ratingRule = z.strictObject({
  cases: z.array(
    z.strictObject({ if: z.string(), rating: rated, because: reason, depends_on: z.string().optional() }),
  ),
  otherwise: z.strictObject({ rating: rated, because: reason }),
});
export type RatingRule = Readonly<z.output<typeof ratingRule>>;

/** An option is excluded where the condition does not hold. */
export const gate = z.strictObject({ condition: z.string(), because: reason });
export type Gate = Readonly<z.output<typeof gate>>;

/** A box that the design gets when this option is chosen. */
export const containerPart = z.strictObject({
  id: z.string(),
  kind: z.enum([
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
  ]),
  name: z.string(),
  technology: z.string().optional(),
  responsibility: z.string(),
  /** One for the system, or one for each owner of entities. */
  each: z.enum(['system', 'owner']).default('system'),
  /** Holds the system's own code: an edge to or from `application` means all of these. */
  application: z.boolean().default(false),
});
export type ContainerPart = Readonly<z.output<typeof containerPart>>;

/** An arrow; `application` stands for every box that holds the system's own code. */
export const edgePart = z.strictObject({
  from: z.string(),
  to: z.string(),
  label: z.string(),
  asynchronous: z.boolean().default(false),
});
export type EdgePart = Readonly<z.output<typeof edgePart>>;

export const consequence = z.strictObject({ text: reason, mitigation: z.string().optional() });
export type Consequence = Readonly<z.output<typeof consequence>>;

/** What could prove the choice wrong, and the experiment that would show it. */
const risk = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** Hypothesis, time box, and what counts as pass and as fail. */
  test: z.strictObject({ hypothesis: z.string(), time_box: z.string(), pass: z.string(), fail: z.string() }),
});

/** An answer to another decision without which an option does not do what is said of it. */
const lean = z.strictObject({
  /** The catalogue's topic of the other decision, which is also its id where the team does not ask it itself. */
  topic: z.string(),
  /** Ids of the options of that topic that do. */
  any_of: z.array(z.string()).min(1).readonly(),
  because: reason,
});

export const proposedOption = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** One sentence: what it is, in this system. */
  summary: z.string(),
  gates: z.array(gate),
  /** Technologies that its users must know; the least known counts. */
  skills: z.array(z.string()),
  /** 0 (a one-way door) to 4 (left in a day). */
  reversibility: z.number().min(0).max(4),
  /** How many deployed or operated parts it adds. */
  parts: z.number().int().min(0),
  ratings: z.record(z.string(), ratingRule),
  /** Arguments in the team's own words, beside the ratings. */
  pros: z.array(reason),
  cons: z.array(reason),
  consequences: z.strictObject({ good: z.array(consequence), bad: z.array(consequence) }),
  risks: z.array(risk),
  /** Tests or fitness functions that show the choice is followed and works. */
  confirm: z.array(z.string()),
  leans_on: z.array(lean).default([]),
  design: z.strictObject({ containers: z.array(containerPart), edges: z.array(edgePart) }),
});
export type ProposedOption = Readonly<z.output<typeof proposedOption>>;

/** What the options stage answers: candidates that nobody has rated yet. */
const candidate = proposedOption.omit({ ratings: true });

/** What the trade-offs stage answers: by option id, by criterion. */
export const ratings = z.record(z.string(), z.record(z.string(), ratingRule));
export type Ratings = Readonly<z.output<typeof ratings>>;

/** What a critic said against a draft, and whether a rewrite took its place. */
export const objection = z.strictObject({
  /** In the draft: `options.redis.bad[0]`, `ratings.redis.cost`. */
  path: z.string(),
  /** Name of the failure: `straw-man`. */
  rule: z.string(),
  /** Words of the draft; empty where something was missing. */
  quote: z.string(),
  /** What a rewrite had to hold or drop. */
  demand: z.string(),
});
export type Objection = Readonly<z.output<typeof objection>>;

/** Candidates and their ratings: all that weighing needs. */
export const proposal = z.strictObject({
  decision: z.string(),
  /** The catalogue's topic of this decision and all options that it has, where there is one. */
  topic: z
    .strictObject({
      id: z.string(),
      options: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
    })
    .optional(),
  /** What all options are: "database product", "unit of deployment". */
  kind: z.string(),
  criteria: z.array(z.string()),
  options: z.array(proposedOption),
  facts: z.array(fact),
  sources: z.array(source),
  /** Absent where nobody read the draft. */
  critique: z
    .strictObject({
      objections: z.array(objection).readonly(),
      /** False where there was nothing to object to, or where the rewrite broke the rules and the draft stands. */
      rewritten: z.boolean(),
    })
    .optional(),
});
export type Proposal = Readonly<z.output<typeof proposal>>;

export const candidates = proposal.extend({ options: z.array(candidate) });
export type Candidates = Readonly<z.output<typeof candidates>>;
