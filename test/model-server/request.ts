import { z } from 'zod';

/** What a request of the Messages API may hold, as far as adrgen or a curious user sends it. */

const cacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() });
export type CacheControl = z.output<typeof cacheControl>;

const textBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1, 'text content blocks must be non-empty'),
  cache_control: cacheControl.nullish(),
});
export type TextBlock = z.output<typeof textBlock>;

const text = z.union([z.string().min(1), z.array(textBlock).min(1)]);

const message = z.strictObject({ role: z.enum(['user', 'assistant', 'system']), content: text });

const prompt = {
  model: z.string().min(1),
  messages: z.array(message).min(1),
  system: text.optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z
        .strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
        .nullish(),
    })
    .optional(),
  thinking: z.looseObject({ type: z.string() }).optional(),
  cache_control: cacheControl.nullish(),
};

export const countRequest = z.strictObject(prompt);

/** `temperature`, `top_p`, `top_k` and `tools` are no fields here: who sends them is told so, as the service tells. */
export const messageRequest = z.strictObject({
  ...prompt,
  max_tokens: z.number().int().min(1),
  stream: z.boolean().optional(),
  metadata: z.looseObject({}).optional(),
  stop_sequences: z.array(z.string()).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
});
export type MessageRequest = z.output<typeof messageRequest>;
export type CountRequest = z.output<typeof countRequest>;

/** The blocks of a text that may be a plain string. */
export const blocksOf = (content: string | readonly TextBlock[] | undefined): readonly TextBlock[] =>
  content === undefined ? [] : typeof content === 'string' ? [{ type: 'text', text: content }] : content;

export const textOf = (content: string | readonly TextBlock[] | undefined): string =>
  blocksOf(content)
    .map(block => block.text)
    .join('\n');

/** The first thing wrong, worded as the service words it: `max_tokens: Field required`. */
export const issueText = ({ issues }: z.ZodError): string => {
  const [issue] = issues;
  if (issue === undefined) return 'invalid request';
  if (issue.code === 'unrecognized_keys') {
    return `${[...issue.path, issue.keys[0] ?? ''].join('.')}: Extra inputs are not permitted`;
  }
  return `${issue.path.join('.')}: ${issue.message}`;
};
