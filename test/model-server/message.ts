import type { CacheUse } from './prompt-cache.ts';
import { tokensOf } from './tokens.ts';

export type StopReason =
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'pause_turn'
  | 'refusal'
  | 'model_context_window_exceeded';

/** One answer before it is put on the wire. */
export type Reply = {
  readonly id: string;
  readonly model: string;
  /** Text blocks in order; the model may answer in several. */
  readonly texts: readonly string[];
  /** A block of thinking before them: it counts toward the output. */
  readonly thinking: string | null;
  readonly stopReason: StopReason;
  readonly cacheUse: CacheUse;
  /** Other servers leave the fields out. */
  readonly usage: 'full' | 'no-cache-fields' | 'none';
};

const outputTokens = ({ texts, thinking }: Reply): number =>
  [thinking ?? '', ...texts].reduce((sum, text) => sum + tokensOf(text), 0);

export const usageOf = (reply: Reply): Record<string, unknown> | undefined => {
  const { cacheUse, usage } = reply;
  if (usage === 'none') return undefined;
  const { read, written, input } = cacheUse;
  const all = input + read + written['5m'] + written['1h'];
  const output = { output_tokens: outputTokens(reply) };
  if (usage === 'no-cache-fields') return { input_tokens: all, ...output };
  return {
    input_tokens: input,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written['5m'] + written['1h'],
    cache_creation: {
      ephemeral_5m_input_tokens: written['5m'],
      ephemeral_1h_input_tokens: written['1h'],
    },
    ...output,
    output_tokens_details: { thinking_tokens: tokensOf(reply.thinking ?? '') },
    service_tier: 'standard',
    inference_geo: null,
    server_tool_use: null,
    speed: null,
  };
};

const stopDetails = ({ stopReason }: Reply) =>
  stopReason === 'refusal'
    ? { type: 'refusal', category: 'general_harms', explanation: 'The test server was told to refuse.' }
    : null;

const blocksOf = ({ thinking, texts }: Reply) => [
  ...(thinking === null ? [] : [{ type: 'thinking', thinking, signature: 'c2lnbmVk' }]),
  ...texts.map(text => ({ type: 'text', text, citations: null })),
];

const shell = ({ id, model }: Reply) => ({ id, type: 'message', role: 'assistant', model, container: null });

/** The plain answer to a request without `stream`. */
export const messageOf = (reply: Reply): Record<string, unknown> => ({
  ...shell(reply),
  content: blocksOf(reply),
  stop_reason: reply.stopReason,
  stop_sequence: null,
  stop_details: stopDetails(reply),
  ...(reply.usage === 'none' ? {} : { usage: usageOf(reply) }),
});

type Event = Readonly<Record<string, unknown>> & { readonly type: string };

export const sse = (event: Event): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** How much text one delta carries. */
const deltaLength = 400;

const pieces = (text: string): string[] => {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / deltaLength) }, (_, index) =>
    characters.slice(index * deltaLength, (index + 1) * deltaLength).join(''),
  );
};

const blockEvents = (block: ReturnType<typeof blocksOf>[number], index: number): Event[] => {
  const deltas =
    'thinking' in block
      ? [
          ...pieces(block.thinking).map(thinking => ({ type: 'thinking_delta', thinking })),
          { type: 'signature_delta', signature: block.signature },
        ]
      : pieces(block.text).map(text => ({ type: 'text_delta', text }));
  const empty = 'thinking' in block ? { ...block, thinking: '', signature: '' } : { ...block, text: '' };
  return [
    { type: 'content_block_start', index, content_block: empty },
    ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
};

/** The events of a streamed answer; the first is `message_start`, which has the usage of the input. */
export const eventsOf = (reply: Reply): readonly Event[] => {
  const usage = usageOf(reply);
  const usageOfStart = usage === undefined ? {} : { usage: { ...usage, output_tokens: 1 } };
  const start = { ...shell(reply), content: [], stop_reason: null, stop_sequence: null, ...usageOfStart };
  return [
    { type: 'message_start', message: start },
    { type: 'ping' },
    ...blocksOf(reply).flatMap(blockEvents),
    {
      type: 'message_delta',
      delta: {
        stop_reason: reply.stopReason,
        stop_sequence: null,
        stop_details: stopDetails(reply),
        container: null,
      },
      ...(usage === undefined ? {} : { usage }),
    },
    { type: 'message_stop' },
  ];
};
