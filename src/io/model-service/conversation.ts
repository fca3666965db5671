import { jsonSchemaOf } from '../../model/answer-schema.ts';
import type { Asking } from '../../model/asking.ts';
import type { Call } from '../../model/doors.ts';
import { type Failure, invalid, overflown, refused, truncated } from './failure.ts';
import { readAnswer } from './read-answer.ts';
import type { Reply, Request, Turn } from './request.ts';

/** How often an answer that was cut short is asked again with twice the room. */
const mostRoom = 2;

const schemaText = (schema: unknown): string =>
  [
    'Answer with one JSON object and nothing else: no words before or after it, no code fence. It follows this JSON Schema:',
    JSON.stringify(schema),
  ].join('\n\n');

const repairText = (issues: readonly string[]): string =>
  [
    'This answer cannot be used:',
    issues.map(issue => `- ${issue}`).join('\n'),
    'Answer again with the whole JSON object, with these faults mended and the rest as it was. Nothing else.',
  ].join('\n\n');

/** A service takes no empty turn: where nothing was said, the question is asked once more. */
const repairTurns = (turns: readonly Turn[], text: string, issues: readonly string[]): readonly Turn[] =>
  text.trim() === ''
    ? turns
    : [...turns, { role: 'assistant', text: text.trim() }, { role: 'user', text: repairText(issues) }];

/** Where a conversation stands: what is sent next, and what was tried to get there. */
export type Conversation = {
  readonly request: Request;
  readonly widened: number;
  readonly repaired: boolean;
};

/** The first request for a question; `model` is a full id. */
export const requestOf = <T>(call: Call<T>, model: string, { effort, maxTokens }: Asking): Request => {
  const { stage, subject, persona, shared, prompt } = call;
  const schema = jsonSchemaOf(call.schema);
  const system = [persona.prompt, `${shared}\n\n${schemaText(schema)}`.trim()];
  return {
    about: { stage, subject },
    ...{ model, effort, maxTokens, schema },
    // No empty text either.
    system: system.filter(text => text.trim() !== ''),
    turns: [{ role: 'user', text: prompt }],
  };
};

/** What a reply means for a conversation. */
export type Step<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'more-room'; readonly next: Conversation }
  | { readonly kind: 'repair'; readonly next: Conversation; readonly issues: readonly string[] }
  | { readonly kind: 'failure'; readonly failure: Failure };

const failed = (failure: Failure): Step<never> => ({ kind: 'failure', failure });

/** An answer, another request, or the end of it. Both kinds of further requests are bounded. */
export const stepAfter = <T>(reply: Reply, conversation: Conversation, call: Call<T>): Step<T> => {
  const { request, widened, repaired } = conversation;
  switch (reply.stopReason) {
    case 'refusal':
      return failed(refused(reply));
    case 'model_context_window_exceeded':
      return failed(overflown);
    case 'max_tokens':
      return widened === mostRoom
        ? failed(truncated(request.maxTokens))
        : {
            kind: 'more-room',
            next: {
              ...conversation,
              request: { ...request, maxTokens: request.maxTokens * 2 },
              widened: widened + 1,
            },
          };
  }
  const reading = readAnswer(reply.text, call);
  if (reading.ok) return { kind: 'answer', value: reading.value };
  const { issues } = reading;
  if (repaired) return failed(invalid(issues));
  const turns = repairTurns(request.turns, reply.text, issues);
  return {
    kind: 'repair',
    next: { ...conversation, request: { ...request, turns }, repaired: true },
    issues,
  };
};
