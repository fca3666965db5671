import type { Asking, Tell } from '../../model/asking.ts';
import type { Answer, Ask, Call } from '../../model/doors.ts';
import { exitCodes, problem } from '../../model/problem.ts';
import { readValue } from '../model-service/read-answer.ts';
import { keyOf } from './key.ts';
import { type AnswerStore, answerPath } from './store.ts';

export type StoredAskOptions = {
  readonly store: AnswerStore;
  readonly asking: Asking;
  /** Nothing may be asked. */
  readonly frozen: boolean;
  /** What is stored is asked again; a new answer takes its place. */
  readonly refresh: boolean;
  readonly tell: Tell;
  /** Hears of every answer that was there. */
  readonly found: (answer: Answer<unknown>) => void;
};

type Looked<T> = { readonly answer: Answer<T> } | { readonly missing: string };

/** What is stored for a question, or why that is of no use. */
export const lookUp = <T>(store: AnswerStore, key: string, call: Call<T>): Looked<T> => {
  const there = store.read(key);
  if (there === null) return { missing: `there is no ${answerPath(key)}` };
  if ('broken' in there) return { missing: there.broken };
  const reading = readValue(there.value, call);
  if (!reading.ok) return { missing: `${answerPath(key)} does not hold any more: ${reading.issues[0]}` };
  const { usage, stopReason } = there;
  return { answer: { value: reading.value, usage, stopReason, key, stored: true } };
};

/**
 * Answers from the store, and asks for what is not there; what comes is stored the moment that it is whole. A
 * question that is under way is not asked twice. With `frozen` it throws a Problem with exit code 1 instead of asking.
 */
export const storedAsk = (ask: Ask, options: StoredAskOptions): Ask => {
  const { store, asking, frozen, refresh, tell, found } = options;
  const underWay = new Map<string, Promise<Answer<unknown>>>();
  const fresh = new Set<string>();

  const askAndStore = async <T>(call: Call<T>, key: string): Promise<Answer<T>> => {
    const answer = await ask(call);
    const { stage, subject } = call;
    const { usage, stopReason, value } = answer;
    store.write({ stage, subject, key, usage, stopReason, value }, keyOf(call, asking).parts);
    fresh.add(key);
    return answer;
  };

  const answered = async <T>(call: Call<T>, key: string): Promise<Answer<T>> => {
    const { stage, subject } = call;
    const looked = refresh && !fresh.has(key) ? { missing: 'it is asked again' } : lookUp(store, key, call);
    if ('answer' in looked) {
      const { answer } = looked;
      found(answer);
      tell({ kind: 'answered', stage, subject, usage: answer.usage, stored: true });
      return answer;
    }
    if (frozen) {
      throw problem(
        {
          code: 'answer-missing',
          message: `--frozen allows no question, and ${stage} of ${JSON.stringify(subject)} has no stored answer: ${looked.missing}`,
          hint: 'run the same command without --frozen where there are credentials, and commit .adrgen/answers',
        },
        exitCodes.findings,
      );
    }
    return askAndStore(call, key);
  };

  return async <T>(call: Call<T>): Promise<Answer<T>> => {
    const { key } = keyOf(call, asking);
    const before = underWay.get(key) as Promise<Answer<T>> | undefined;
    if (before !== undefined) return before;
    const answer = answered(call, key);
    underWay.set(key, answer);
    try {
      return await answer;
    } finally {
      underWay.delete(key);
    }
  };
};
