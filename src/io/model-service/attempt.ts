import { type Anthropic, APIError } from '@anthropic-ai/sdk';
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { JsonSchema } from '../../model/answer-schema.ts';
import { attemptFault, NotMessages } from './attempt-fault.ts';
import type { Credentials } from './credentials.ts';
import { type Message, readMessage } from './message.ts';
import type { Reply, Request } from './request.ts';
import { listen } from './silence.ts';

/** The body of a request. Where `enforced` is null, the schema stands in the prompt alone. */
export const bodyOf = (
  { model, effort, system, turns, maxTokens }: Request,
  enforced: JsonSchema | null,
): MessageCreateParamsStreaming => ({
  model,
  max_tokens: maxTokens,
  stream: true,
  system: system.map((text, index) => ({
    type: 'text' as const,
    text,
    // All calls of a stage are the same up to here.
    ...(index === system.length - 1 ? { cache_control: { type: 'ephemeral' as const } } : {}),
  })),
  messages: turns.map(({ role, text }) => ({ role, content: text })),
  ...(enforced === null && effort === null
    ? {}
    : {
        output_config: {
          ...(enforced === null ? {} : { format: { type: 'json_schema' as const, schema: enforced } }),
          ...(effort === null ? {} : { effort }),
        },
      }),
});

export type AttemptOptions = {
  readonly client: Anthropic;
  readonly credentials: Credentials;
  readonly timeoutSeconds: number;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
};

/** Every byte is a sign of life, those of pings and comments among them. */
const overheard = (response: Response, heard: () => void): Response => {
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      heard();
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(tap) ?? null, { headers: response.headers });
};

/** An error that the service sends with a status of success. */
const sentError = (data: string, headers: Headers): Error => {
  let body: { readonly error?: { readonly type?: string } } = {};
  try {
    body = JSON.parse(data);
  } catch {
    // What it says is lost, that it is an error is not.
  }
  const type = body?.error?.type;
  return new APIError(undefined, body, data, headers, type as ConstructorParameters<typeof APIError>[4]);
};

/** Reads until the message is whole; `begun` is called once it has begun. */
const read = async (response: Response, message: Message, begun: () => void): Promise<void> => {
  const { headers } = response;
  const type = headers.get('content-type') ?? 'no content type';
  if (type.includes('json')) {
    const text = await response.text();
    message.add(JSON.parse(text));
    if (!message.hasBegun()) throw sentError(text, headers);
    return begun();
  }
  for await (const { event, data } of Stream.rawEvents(response)) {
    if (event === 'error') throw sentError(data, headers);
    if (data !== '') message.add(JSON.parse(data));
    if (message.hasBegun()) begun();
    if (message.isWhole()) return;
  }
  if (!message.hasBegun() && !type.includes('event-stream')) throw new NotMessages(type);
  throw new Error('it ended without message_stop');
};

/** Sends a request once; what has come is looked at whatever happens to the rest. Throws a ServiceFault. */
export type Attempt = (request: Request, enforced: JsonSchema | null, begun: () => void) => Promise<Reply>;

export const createAttempt =
  ({ client, credentials, timeoutSeconds, now, signal }: AttemptOptions): Attempt =>
  async (request, enforced, begun) => {
    const silence = listen(timeoutSeconds);
    const message = readMessage();
    try {
      const response = await client.messages
        .create(bodyOf(request, enforced), {
          signal: signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
          // Ours comes first.
          timeout: timeoutSeconds * 1000 + 60_000,
        })
        .asResponse();
      silence.heard();
      await read(overheard(response, silence.heard), message, begun);
      return message.reply();
    } catch (error) {
      throw attemptFault(error, {
        ...{ model: request.model, credentials, timeoutSeconds, now: now() },
        isInterrupted: signal?.aborted === true,
        isSilent: silence.isSilent(),
        reply: message.reply(),
      });
    } finally {
      silence.stop();
    }
  };
