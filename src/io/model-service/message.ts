import type { Tokens } from '../../model/language-models.ts';
import { noTokens, type Reply } from './request.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Servers leave fields out; what is no count is none. */
const countOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : otherwise;

const tokensOf = (usage: unknown, before: Tokens): Tokens => {
  const fields = fieldsOf(usage);
  return {
    input: countOf(fields.input_tokens, before.input),
    cacheRead: countOf(fields.cache_read_input_tokens, before.cacheRead),
    cacheWrite: countOf(fields.cache_creation_input_tokens, before.cacheWrite),
    output: countOf(fields.output_tokens, before.output),
  };
};

/** A message as it comes in. */
export type Message = {
  /** Adds one event of a stream. Thinking and kinds that are not known are passed over. */
  readonly add: (event: unknown) => void;
  /** Whether the service has said that it has read the prompt, and that the message is whole. */
  readonly hasBegun: () => boolean;
  readonly isWhole: () => boolean;
  readonly reply: () => Reply;
};

export const readMessage = (): Message => {
  const blocks = new Map<number, string[]>();
  let [tokens, stopReason, begun, whole] = [noTokens, 'unknown', false, false];
  let detail: string | null = null;

  const addText = (index: unknown, text: unknown): void => {
    const at = countOf(index, 0);
    const block = blocks.get(at) ?? [];
    blocks.set(at, block);
    block.push(textOf(text));
  };

  const stop = (delta: Fields): void => {
    const details = fieldsOf(delta.stop_details);
    stopReason = textOf(delta.stop_reason) || stopReason;
    detail = textOf(details.explanation) || textOf(details.category) || detail;
  };

  const readers: Readonly<Record<string, (event: Fields) => void>> = {
    message_start: event => {
      const message = fieldsOf(event.message);
      begun = true;
      tokens = tokensOf(message.usage, tokens);
      stop(message);
    },
    content_block_start: event => addText(event.index, fieldsOf(event.content_block).text),
    content_block_delta: event => addText(event.index, fieldsOf(event.delta).text),
    message_delta: event => {
      tokens = tokensOf(event.usage, tokens);
      stop(fieldsOf(event.delta));
    },
    message_stop: () => {
      whole = true;
    },
    // In one piece, from a server that does not stream.
    message: event => {
      const content = Array.isArray(event.content) ? event.content : [];
      for (const [index, block] of content.entries()) addText(index, fieldsOf(block).text);
      tokens = tokensOf(event.usage, tokens);
      stop(event);
      [begun, whole] = [true, true];
    },
  };

  return {
    add: data => {
      const event = fieldsOf(data);
      const type = textOf(event.type);
      if (Object.hasOwn(readers, type)) readers[type]?.(event);
    },
    hasBegun: () => begun,
    isWhole: () => whole,
    reply: () => ({
      text: [...blocks.values()].flat().join(''),
      stopReason,
      detail,
      tokens,
    }),
  };
};
