import type { Exchange, ServiceMeans } from './exchange.ts';
import type { Fault } from './faults.ts';
import type { Reply } from './message.ts';
import { usageOf } from './message.ts';
import { isKnown, retiredSince } from './models.ts';
import { breakpointIssue, type CacheUse, createPromptCache } from './prompt-cache.ts';
import { questionOf } from './question.ts';
import { issueText, type MessageRequest, messageRequest } from './request.ts';
import { failed, type Said } from './said.ts';
import { spoil } from './spoil.ts';
import { inputTokens, tokensOf } from './tokens.ts';
import { plain, stream } from './wire.ts';

const nothingCached = (request: MessageRequest): CacheUse => ({
  input: inputTokens(request),
  read: 0,
  written: { '5m': 0, '1h': 0 },
});

/** Text beyond the room for it is not said: the answer breaks off, as a model's does. */
const within = (reply: Reply, maxTokens: number): Reply => {
  const text = reply.texts.join('');
  if (tokensOf(text) <= maxTokens) return reply;
  return { ...reply, texts: [text.slice(0, maxTokens * 4)], stopReason: 'max_tokens' };
};

/** Answers to POST /v1/messages. */
export const createMessages = ({ settings, faults, since }: ServiceMeans) => {
  const cache = createPromptCache(settings.now);
  let replies = 0;

  const replyTo = (request: MessageRequest, cacheUse: CacheUse, fault: Fault | null = null): Reply => {
    replies += 1;
    const reply: Reply = {
      id: `msg_${String(replies).padStart(6, '0')}`,
      model: request.model,
      texts: [settings.mind(questionOf(request))],
      thinking: null,
      stopReason: 'end_turn',
      cacheUse,
      usage: settings.without.has('usage')
        ? 'none'
        : settings.without.has('cache')
          ? 'no-cache-fields'
          : 'full',
    };
    return within(spoil(reply, fault, request.max_tokens), request.max_tokens);
  };

  /** Where the service would not take the request; null where it does. */
  const refusal = (request: MessageRequest, requestId: string): Said | null => {
    const { model, output_config } = request;
    const retired = retiredSince(model);
    if (retired !== undefined) return failed(404, `model: ${model} (retired on ${retired})`, requestId);
    if (!settings.anyModel && !isKnown(model)) return failed(404, `model: ${model}`, requestId);
    if (settings.without.has('schema') && output_config !== undefined) {
      return failed(400, 'output_config: Extra inputs are not permitted', requestId);
    }
    const issue = breakpointIssue(request);
    return issue === null ? null : failed(400, issue, requestId);
  };

  /** What a fault does before anything is said; undefined where the answer begins as usual. */
  const struck = (fault: Fault | null, { response, requestId }: Exchange): Said | null | undefined => {
    if (fault?.kind === 'hang' && fault.point === 'request') return null;
    if (fault?.kind === 'reset') {
      response.destroy();
      return null;
    }
    if (fault?.kind !== 'status') return undefined;
    const {
      status,
      type,
      retry_after,
      body,
      message = `The test server was told to answer ${status}`,
    } = fault;
    return {
      ...failed(status, message, requestId, { type }),
      ...(body === undefined ? {} : { type: 'text/html', body }),
      headers: retry_after === undefined ? {} : { 'retry-after': retry_after },
    };
  };

  const answer = async (exchange: Exchange): Promise<Said | null> => {
    const { response, requestId, body, entry, arrived, gone } = exchange;
    const parsed = messageRequest.safeParse(body);
    if (!parsed.success) return failed(400, issueText(parsed.error), requestId);
    const request = parsed.data;
    const { stage, subject } = questionOf(request);
    Object.assign(entry, { stage, subject });
    const refused = refusal(request, requestId);
    if (refused !== null) return refused;

    const fault = faults.next({ stage, subject, model: request.model });
    if (fault !== null) entry.fault = fault.kind;
    const early = struck(fault, exchange);
    if (early !== undefined) return early;

    const cached = settings.without.has('cache')
      ? { use: nothingCached(request), commit: () => {} }
      : cache.use(request);
    const reply = replyTo(request, cached.use, fault);
    entry.usage = usageOf(reply);
    const later = fault?.kind === 'slow' ? fault.ms : 0;
    const pace = { firstEvent: settings.pace.firstEvent + later, whole: settings.pace.whole + later };
    const watch = {
      began: () => {
        cached.commit();
        entry.firstEvent = since();
      },
      sent: (bytes: number) => {
        entry.bytes = (entry.bytes ?? 0) + bytes;
      },
    };
    const sending = { response, requestId, fault, pace, arrived, gone, watch };
    await (request.stream === true ? stream(reply, sending) : plain(reply, sending));
    return null;
  };
  return { answer, unbuffered: (request: MessageRequest) => replyTo(request, nothingCached(request)) };
};
