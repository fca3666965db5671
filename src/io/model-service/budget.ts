import type { About, Limits } from '../../model/asking.ts';
import { costOf, type Prices, priceOf, type Tokens } from '../../model/language-models.ts';
import { exitCodes, type Problem, problem } from '../../model/problem.ts';
import { promptOf, type Request, type Send, ServiceFault, tokensAtMost } from './request.ts';

/** What a request may cost at most: nothing of it read from a cache, and all the room used. */
export const worstOf = (request: Request): Tokens => ({
  input: 0,
  cacheRead: 0,
  cacheWrite: tokensAtMost(promptOf(request)),
  output: request.maxTokens,
});

const money = (usd: number): string => `$${usd.toFixed(usd < 0.1 ? 4 : 2)}`;

const used = (what: string, { stage, subject }: About, flag: string): Problem =>
  problem(
    {
      code: 'budget-reached',
      message: `${what}: ${stage} of ${JSON.stringify(subject)} was not asked`,
      hint: `run the same command again with a larger ${flag}: answers so far are stored, and cost nothing again`,
    },
    exitCodes.budget,
  );

const priceless = (model: string): Problem =>
  problem({
    code: 'no-price',
    message: `--max-cost-usd cannot be kept: no price of ${model} is known`,
    hint: `say it in adrgen.yaml: asking: { prices: { ${JSON.stringify(model)}: { input: 1, output: 5 } } }, in US dollars for a million tokens`,
  });

/**
 * Keeps requests within the limits of a run. Each one is counted before it is sent, with the most that it may cost;
 * where only what is still under way stands against it, it waits for that to end. Throws a Problem with exit code 4.
 */
export const withinBudget = (send: Send, limits: Limits, prices: Prices): Send => {
  const spent = { usd: 0, calls: 0 };
  let reserved = 0;
  let settled: (() => void)[] = [];

  const costOfRequest = (model: string, tokens: Tokens): number | null =>
    costOf(tokens, priceOf(model, prices));

  const settle = (worst: number, real: number): void => {
    reserved -= worst;
    spent.usd += real;
    const waiting = settled;
    settled = [];
    for (const go of waiting) go();
  };

  const reserve = async (request: Request): Promise<number> => {
    const { about, model } = request;
    const worst = limits.usd === null ? 0 : costOfRequest(model, worstOf(request));
    if (worst === null) throw priceless(model);
    for (;;) {
      if (limits.calls !== null && spent.calls >= limits.calls) {
        throw used(`--max-calls ${limits.calls} is reached`, about, '--max-calls');
      }
      if (limits.usd === null || spent.usd + reserved + worst <= limits.usd) break;
      if (reserved === 0) {
        throw used(
          `${money(spent.usd)} of --max-cost-usd ${limits.usd} are spent, and the next call may cost ${money(worst)}`,
          about,
          '--max-cost-usd',
        );
      }
      await new Promise<void>(resolve => settled.push(resolve));
    }
    spent.calls += 1;
    reserved += worst;
    return worst;
  };

  return async (request, heard) => {
    const worst = await reserve(request);
    let real = 0;
    try {
      const reply = await send(request, heard);
      real = costOfRequest(request.model, reply.tokens) ?? 0;
      return reply;
    } catch (error) {
      if (error instanceof ServiceFault) real = costOfRequest(request.model, error.tokens) ?? 0;
      throw error;
    } finally {
      settle(worst, real);
    }
  };
};
