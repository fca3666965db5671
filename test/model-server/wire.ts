import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import { eventsOf, messageOf, type Reply, sse } from './message.ts';
import { errorBody } from './said.ts';

/** From the arrival of a request, in milliseconds. */
export type Pace = { readonly firstEvent: number; readonly whole: number };

/** What was sent, and when. */
export type Watch = { readonly began: () => void; readonly sent: (bytes: number) => void };

/** Bytes of the body that a fault lets through; all without one. */
const allowed = (fault: Fault | null): number =>
  fault?.kind === 'cut' ? fault.at : Number.POSITIVE_INFINITY;

/** Writes up to the byte at which the connection breaks; false once it is broken. */
const writer = (response: ServerResponse, fault: Fault | null, watch: Watch) => {
  let left = allowed(fault);
  return async (text: string): Promise<boolean> => {
    const bytes = Buffer.from(text);
    const part = bytes.subarray(0, Math.min(bytes.length, left));
    left -= part.length;
    watch.sent(part.length);
    if (part.length > 0) await new Promise<void>(written => response.write(part, () => written()));
    if (part.length === bytes.length && left > 0) return true;
    response.destroy();
    return false;
  };
};

const until = async (time: number, gone: AbortSignal): Promise<void> => {
  const rest = time - performance.now();
  if (rest > 0) await wait(rest, undefined, { signal: gone });
};

/** Nothing more comes; the caller has to give up. */
const silence = (gone: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (gone.aborted) resolve();
    else gone.addEventListener('abort', () => resolve(), { once: true });
  });

const headers = (type: string, requestId: string) => ({
  'content-type': type,
  'cache-control': 'no-cache',
  'request-id': requestId,
});

type Sending = {
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly fault: Fault | null;
  readonly pace: Pace;
  /** When the request arrived, as performance.now() has it. */
  readonly arrived: number;
  readonly gone: AbortSignal;
  readonly watch: Watch;
};

/** Streams the answer as server-sent events, with the faults of the wire. */
export const stream = async (reply: Reply, sending: Sending): Promise<void> => {
  const { response, requestId, fault, pace, arrived, gone, watch } = sending;
  const write = writer(response, fault, watch);
  const events = eventsOf(reply);
  response.writeHead(200, headers('text/event-stream; charset=utf-8', requestId));
  response.flushHeaders();
  if (fault?.kind === 'hang' && fault.point === 'headers') {
    await silence(gone);
    return;
  }
  await until(arrived + pace.firstEvent, gone);
  watch.began();
  const breaks = Math.max(2, Math.floor(events.length / 3));
  const span = Math.max(0, pace.whole - pace.firstEvent);
  for (const [index, event] of events.entries()) {
    if (fault?.kind === 'error-event' && index === breaks) {
      await write(sse({ ...errorBody(fault.type, 'Overloaded', requestId), type: 'error' }));
      response.end();
      return;
    }
    if (fault?.kind === 'no-message-stop' && event.type === 'message_stop') break;
    if (index > 0) await until(arrived + pace.firstEvent + (span * index) / (events.length - 1), gone);
    if (!(await write(sse(event)))) return;
    if (index === 0 && fault?.kind === 'hang' && fault.point === 'start') {
      await silence(gone);
      return;
    }
  }
  response.end();
};

/** Answers in one piece of JSON. */
export const plain = async (reply: Reply, sending: Sending): Promise<void> => {
  const { response, requestId, fault, pace, arrived, gone, watch } = sending;
  await until(arrived + pace.whole, gone);
  watch.began();
  response.writeHead(200, headers('application/json', requestId));
  if (fault?.kind === 'hang') await silence(gone);
  else if (await writer(response, fault, watch)(JSON.stringify(messageOf(reply)))) response.end();
};
