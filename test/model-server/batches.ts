import { z } from 'zod';
import { messageOf, type Reply } from './message.ts';
import { issueText, messageRequest } from './request.ts';
import { errorBody } from './said.ts';

const batchRequest = z.strictObject({
  requests: z
    .array(z.strictObject({ custom_id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/), params: z.unknown() }))
    .min(1)
    .max(100_000),
});

type Result = { readonly custom_id: string; readonly result: Readonly<Record<string, unknown>> };

type Batch = {
  readonly id: string;
  readonly created: number;
  /** From then on the results can be read. */
  readonly ready: number;
  readonly results: readonly Result[];
  cancelled: boolean;
};

type Means = {
  readonly now: () => number;
  /** How long a batch is worked on, in milliseconds. */
  readonly duration: number;
  readonly answer: (params: z.output<typeof messageRequest>) => Reply;
  /** Whether the request runs out of time: it then is `expired`. */
  readonly expires: (customId: string) => boolean;
};

const day = 86_400_000;

const count = (results: readonly Result[], type: string): number =>
  results.filter(({ result }) => result.type === type).length;

const stateOf = ({ id, created, ready, results, cancelled }: Batch, base: string, now: number) => {
  const ended = now >= ready || cancelled;
  return {
    id,
    type: 'message_batch',
    processing_status: ended ? 'ended' : 'in_progress',
    request_counts: {
      processing: ended ? 0 : results.length,
      succeeded: ended ? count(results, 'succeeded') : 0,
      errored: ended ? count(results, 'errored') : 0,
      canceled: ended ? count(results, 'canceled') : 0,
      expired: ended ? count(results, 'expired') : 0,
    },
    created_at: new Date(created).toISOString(),
    expires_at: new Date(created + day).toISOString(),
    ended_at: ended ? new Date(Math.min(ready, now)).toISOString() : null,
    archived_at: null,
    cancel_initiated_at: cancelled ? new Date(created).toISOString() : null,
    results_url: ended ? `${base}/v1/messages/batches/${id}/results` : null,
  };
};

/** Message Batches: results come without order, some have expired. Answers are given when a batch is handed in. */
export const createBatches = ({ now, duration, answer, expires }: Means) => {
  const batches = new Map<string, Batch>();

  const resultOf = (customId: string, params: unknown): Result['result'] => {
    if (expires(customId)) return { type: 'expired' };
    const parsed = messageRequest.safeParse(params);
    if (parsed.success) return { type: 'succeeded', message: messageOf(answer(parsed.data)) };
    return {
      type: 'errored',
      error: errorBody('invalid_request_error', issueText(parsed.error), 'req_batch'),
    };
  };

  return {
    /** The new batch, or what is wrong with the request. */
    create: (body: unknown, base: string): { readonly state: object } | { readonly issue: string } => {
      const parsed = batchRequest.safeParse(body);
      if (!parsed.success) return { issue: issueText(parsed.error) };
      const ids = parsed.data.requests.map(({ custom_id }) => custom_id);
      if (new Set(ids).size < ids.length) return { issue: 'requests: custom_id values must be unique' };
      const results = parsed.data.requests.map(({ custom_id, params }) => ({
        custom_id,
        result: resultOf(custom_id, params),
      }));
      const id = `msgbatch_${String(batches.size + 1).padStart(4, '0')}`;
      // Whoever takes the order of the answers for that of the questions finds out at once.
      const unordered = results.toReversed();
      const batch = { id, created: now(), ready: now() + duration, results: unordered, cancelled: false };
      batches.set(id, batch);
      return { state: stateOf(batch, base, now()) };
    },
    state: (id: string, base: string): object | null => {
      const batch = batches.get(id);
      return batch === undefined ? null : stateOf(batch, base, now());
    },
    list: (base: string) => ({
      data: [...batches.values()].toReversed().map(batch => stateOf(batch, base, now())),
      has_more: false,
      first_id: [...batches.keys()].at(-1) ?? null,
      last_id: [...batches.keys()][0] ?? null,
    }),
    cancel: (id: string, base: string): object | null => {
      const batch = batches.get(id);
      if (batch === undefined) return null;
      if (now() < batch.ready && !batch.cancelled) {
        const results = batch.results.map(({ custom_id }) => ({ custom_id, result: { type: 'canceled' } }));
        batches.set(id, { ...batch, results, cancelled: true });
      }
      return stateOf(batches.get(id) ?? batch, base, now());
    },
    remove: (id: string): boolean => batches.delete(id),
    /** One line of JSON for each request; null where there is no such batch or it is still worked on. */
    results: (id: string): string | null => {
      const batch = batches.get(id);
      if (batch === undefined || (now() < batch.ready && !batch.cancelled)) return null;
      return batch.results.map(one => `${JSON.stringify(one)}\n`).join('');
    },
  };
};
