import type { Asking, Tell } from '../../model/asking.ts';
import type { Ask, Usage } from '../../model/doors.ts';
import { costOf, priceOf, type Tokens } from '../../model/language-models.ts';
import { keyOf } from '../answer-store/key.ts';
import { type Conversation, requestOf, stepAfter } from './conversation.ts';
import { type Attempted, failureProblem, truncated } from './failure.ts';
import { noTokens, type Reply, type Send, ServiceFault } from './request.ts';

type AskServiceOptions = Pick<Attempted, 'keep' | 'redact'> & {
  readonly asking: Asking;
  readonly tell: Tell;
};

/** What a question costs, request by request. */
const meter = (model: string, asking: Asking): { usage: Usage; add: (tokens: Tokens) => void } => {
  const price = priceOf(model, asking.prices);
  const counted = {
    usage: { model, ...noTokens, usd: 0 } as Usage,
    add: (tokens: Tokens): void => {
      const { usage } = counted;
      const usd = costOf(tokens, price);
      counted.usage = {
        model,
        input: usage.input + tokens.input,
        cacheRead: usage.cacheRead + tokens.cacheRead,
        cacheWrite: usage.cacheWrite + tokens.cacheWrite,
        output: usage.output + tokens.output,
        usd: usage.usd === null || usd === null ? null : usage.usd + usd,
      };
    },
  };
  return counted;
};

/** Asks through a service until there is an answer that holds, or until it is clear that there will be none. */
export const askService =
  (send: Send, { asking, tell, keep, redact }: AskServiceOptions): Ask =>
  async call => {
    const { key, parts } = keyOf(call, asking);
    const about = { stage: call.stage, subject: call.subject };
    const counted = meter(parts.model, asking);
    const attempted = (): Attempted => ({ about, key, usage: counted.usage, keep, redact });

    const sent = async ({ request, widened }: Conversation): Promise<Reply> => {
      try {
        const reply = await send(request);
        counted.add(reply.tokens);
        return { ...reply, text: redact(reply.text) };
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        counted.add(error.tokens);
        const { text, issue } = error;
        // This model has no more room than what was not enough.
        const isLimit = widened > 0 && issue.code === 'bad-request';
        throw failureProblem(
          isLimit ? truncated(request.maxTokens / 2) : issue,
          { text, stopReason: isLimit ? 'max_tokens' : null },
          attempted(),
        );
      }
    };

    tell({ kind: 'asking', ...about, model: parts.model });
    let conversation: Conversation = {
      request: requestOf(call, parts.model, asking),
      widened: 0,
      repaired: false,
    };
    for (;;) {
      const reply = await sent(conversation);
      const { stopReason } = reply;
      const step = stepAfter(reply, conversation, call);
      if (step.kind === 'failure') throw failureProblem(step.failure, reply, attempted());
      if (step.kind === 'answer') {
        const { usage } = counted;
        tell({ kind: 'answered', ...about, usage, stored: false });
        return { value: step.value, usage, stopReason, key, stored: false };
      }
      if (step.kind === 'repair') tell({ kind: 'repairing', ...about, issues: step.issues });
      else tell({ kind: 'more-room', ...about, maxTokens: step.next.request.maxTokens });
      conversation = step.next;
    }
  };
