import { z } from 'zod';
import { containerPart, edgePart, rated } from './proposal.ts';

/**
 * A topic of the embedded catalogue: one YAML file under agents/catalogue/. `docs/catalogue.md` is its manual.
 *
 * Text may hold `{load.peak}` (the value of a fact of the requirements, formatted), `{system}` and `{option}`.
 * A reason ends with what it stands on: `[fact-id]`; requirement paths that it quotes in braces, and those of
 * its condition, count as cited. A reason with none of them must end with `[assumption]`.
 */
const text = z.string().trim().min(1);
/** A condition of docs/conditions.md. YAML reads a bare `true` as a boolean. */
const condition = z.union([text, z.literal(true)]).transform(String);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id: small letters, digits and hyphens, a letter first');

const trigger = z.strictObject({ if: condition, score: z.number().min(0).max(10), because: text });

const topicRating = z
  .strictObject({
    base: z.number().int().min(0).max(4).optional(),
    range: z.tuple([z.number().min(0).max(4), z.number().min(0).max(4)]).optional(),
    from: z.literal('skills').optional(),
    because: text.optional(),
    when: z
      .array(z.strictObject({ if: condition, rating: rated, because: text, depends_on: text.optional() }))
      .default([]),
  })
  .refine(value => [value.base, value.range, value.from].filter(one => one !== undefined).length === 1, {
    message: 'exactly one of base, range and from',
  })
  .refine(({ from, because }) => (from === undefined) === (because !== undefined), {
    message: 'base and range take a because, from: skills makes its own',
  });

const conditional = z.strictObject({ text, if: condition.optional() });

export const topicOption = z.strictObject({
  id,
  name: text,
  aliases: z.array(text).default([]),
  summary: text,
  requires: z.array(z.strictObject({ if: condition, because: text })).default([]),
  skills: z.array(text).default([]),
  reversibility: z.number().int().min(0).max(4),
  parts: z.number().int().min(0),
  facts: z
    .array(z.strictObject({ id, text, source: id, as_of: z.iso.date(), review_after: z.iso.date() }))
    .default([]),
  rate: z.record(z.string(), topicRating),
  consequences: z.strictObject({
    good: z.array(conditional).min(1),
    bad: z.array(conditional.extend({ mitigation: text })).min(1),
  }),
  risks: z
    .array(
      z.strictObject({
        id,
        text,
        test: z.strictObject({ hypothesis: text, time_box: text, pass: text, fail: text }),
      }),
    )
    .min(1),
  confirm: z.array(conditional).min(1),
  /** Answers to other topics without which this option does not do what is said of it. */
  leans_on: z.array(z.strictObject({ topic: id, any_of: z.array(id).min(1), because: text })).default([]),
  design: z
    .strictObject({ containers: z.array(containerPart).default([]), edges: z.array(edgePart).default([]) })
    .default({ containers: [], edges: [] }),
});

const testCase = z.strictObject({
  name: text,
  given: z.record(z.string(), z.unknown()),
  expect: z.strictObject({ winner: id, verdict: z.enum(['clear', 'leaning', 'toss-up']).optional() }),
});

export const topic = z.strictObject({
  id,
  /** What all options are: "database product", "unit of deployment". */
  kind: text,
  /** The noun of the record's title: "Primary store". */
  title: text,
  question: text,
  /** Words in which people ask the question: a question under `decided` that holds some closes the topic. */
  asked_as: z.array(text).default([]),
  /** The scores of those that hold add up to the significance of the decision. */
  triggers: z.array(trigger).min(1),
  /** Rated besides the five dimensions of every decision. */
  criteria: z.array(z.string()).default([]),
  options: z.array(topicOption),
  sources: z.record(
    id,
    z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }), licence: text.optional() }),
  ),
  /** Golden tests: who must win with which requirements file. */
  tests: z.array(testCase),
});

/**
 * A change of a topic that another file defines: options are replaced by id or added, sources and tests are added,
 * other keys replace. `disable` takes options away; `true` takes the topic away.
 */
export const topicExtension = topic
  .omit({ id: true, criteria: true, asked_as: true })
  .partial()
  .extend({
    asked_as: z.array(text).optional(),
    extends: id,
    disable: z.union([z.literal(true), z.array(id)]).optional(),
    criteria: z.array(z.string()).optional(),
  });
export type TopicExtension = Readonly<z.output<typeof topicExtension>>;
export type Topic = Readonly<z.output<typeof topic>>;
export type TopicOption = Topic['options'][number];
export type TopicRating = Readonly<z.output<typeof topicRating>>;
