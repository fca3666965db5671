import type { Asking, Estimate } from '../../model/asking.ts';
import type { Call } from '../../model/doors.ts';
import { costOf, priceOf, type Tokens } from '../../model/language-models.ts';
import { keyOf } from '../answer-store/key.ts';
import type { AnswerStore } from '../answer-store/store.ts';
import { lookUp } from '../answer-store/stored-ask.ts';
import { worstOf } from './budget.ts';
import { requestOf } from './conversation.ts';
import { promptOf, type Request } from './request.ts';

/** Tokens of an answer as long as nobody has seen one of its stage. */
const typicalOutput = 1500;

/** Characters of a token in English prose. */
const charactersPerToken = 4;

/** Tokens of a prompt as the service counts them; null where it does not. */
export type Count = (request: Request) => Promise<number | null>;

/** What a question would cost. Asks nothing; the service may be asked to count. */
export const estimateOf = async <T>(
  call: Call<T>,
  { asking, store, count }: { readonly asking: Asking; readonly store: AnswerStore; readonly count: Count },
): Promise<Estimate> => {
  const { key, parts } = keyOf(call, asking);
  const { stage, subject } = call;
  const about = { stage, subject, key, model: parts.model };
  if ('answer' in lookUp(store, key, call)) {
    return { ...about, stored: true, input: 0, counted: true, usd: { low: 0, likely: 0, high: 0 } };
  }
  const request = requestOf(call, parts.model, asking);
  const counted = await count(request);
  const text = promptOf(request);
  const input = counted ?? Math.ceil(text.length / charactersPerToken);
  const shared = Math.round((input * request.system.join('').length) / text.length);
  const output = Math.min(store.outputOf(stage) ?? typicalOutput, asking.maxTokens);
  const cached: Tokens = { input: input - shared, cacheRead: shared, cacheWrite: 0, output };
  const price = priceOf(parts.model, asking.prices);
  const [low, likely, high] = [
    costOf({ ...cached, output: output / 2 }, price),
    costOf(cached, price),
    costOf(worstOf(request), price),
  ];
  return {
    ...about,
    ...{ stored: false, input, counted: counted !== null },
    usd: low === null || likely === null || high === null ? null : { low, likely, high },
  };
};
