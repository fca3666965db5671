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
const condition = text;
const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

export const trigger = z.strictObject({ if: condition, score: z.number().min(0).max(10), because: text });

export const topicRating = z
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
  design: z
    .strictObject({ containers: z.array(containerPart).default([]), edges: z.array(edgePart).default([]) })
    .default({ containers: [], edges: [] }),
});

export const topic = z.strictObject({
  id,
  /** Extends the topic of that id: options are added or replaced by id, other keys replace. */
  extends: id.optional(),
  /** Option ids that the extended topic loses; `true` removes the topic. */
  disable: z.union([z.literal(true), z.array(id)]).optional(),
  kind: text,
  title: text,
  question: text,
  triggers: z.array(trigger).min(1),
  criteria: z.array(z.string()).default([]),
  options: z.array(topicOption),
  /** Rules across decisions: a finding of the document when the condition on chosen options and facts holds. */
  sources: z.record(
    id,
    z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }), licence: text.optional() }),
  ),
  tests: z.array(
    z.strictObject({
      name: text,
      given: z.record(z.string(), z.unknown()),
      expect: z.strictObject({ winner: id, verdict: z.enum(['clear', 'leaning', 'toss-up']).optional() }),
    }),
  ),
});
export type Topic = Readonly<z.output<typeof topic>>;
export type TopicOption = Topic['options'][number];
export type TopicRating = Readonly<z.output<typeof topicRating>>;
