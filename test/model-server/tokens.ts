import { blocksOf, type CountRequest } from './request.ts';

/** About four characters a token, as English prose has; the same text always counts the same. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** What the service puts before the system prompt when a schema is asked for. */
export const schemaText = (request: CountRequest): string =>
  request.output_config?.format ? JSON.stringify(request.output_config.format.schema) : '';

/** All that the model reads, in the order of the prefix: schema, system prompt, turns. */
export const inputTokens = (request: CountRequest): number =>
  [
    schemaText(request),
    ...blocksOf(request.system).map(({ text }) => text),
    ...request.messages.flatMap(({ content }) => blocksOf(content).map(({ text }) => text)),
  ].reduce((sum, text) => sum + tokensOf(text), 0);
