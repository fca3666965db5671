import type { Anthropic } from '@anthropic-ai/sdk';
import { bodyOf } from './attempt.ts';
import type { Count } from './estimate.ts';

/** Milliseconds: an estimate is not worth more. */
const timeLimit = 10_000;

/** Has the service count, for as long as it does: not every server can. */
export const createCount = (client: Anthropic): Count => {
  let able = true;
  return async request => {
    if (!able) return null;
    const { model, system, messages } = bodyOf(request, null);
    const options = { timeout: timeLimit };
    try {
      const counted = await client.messages.countTokens({ model, messages, system: system ?? [] }, options);
      if (Number.isFinite(counted.input_tokens)) return counted.input_tokens;
    } catch {
      // An estimate fails nobody: the first question will say what is wrong.
    }
    able = false;
    return null;
  };
};
