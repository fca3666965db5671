import type { Estimate } from '../model/asking.ts';
import type { Call } from '../model/doors.ts';
import type { PersonaStage } from '../model/persona.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Doors } from './asking-doors.ts';
import type { Means } from './means.ts';
import { think } from './think.ts';
import { openThinker } from './thinker.ts';

type Range = { readonly low: number; readonly high: number };

/** What a run would ask, as far as that can be known before anything is answered. */
export type Forecast = {
  readonly calls: Range;
  /** Of the prompts, in tokens. */
  readonly input: Range;
  /** US dollars; null where a price is missing. */
  readonly usd: Range | null;
  /** Questions whose prompt is known, and that have no stored answer. */
  readonly next: readonly Estimate[];
  /** Answers that are there. */
  readonly stored: number;
};

/** Calls that follow from one whose answer is missing: at least, and at most with a rewrite after the critique. */
const following: Readonly<Partial<Record<PersonaStage, Range>>> = {
  options: { low: 3, high: 5 },
  'trade-offs': { low: 2, high: 4 },
  critique: { low: 1, high: 3 },
  decision: { low: 0, high: 0 },
};

/** Decisions that an analysis finds, besides those of the team. */
const decisionsFound: Range = { low: 2, high: 8 };

const followingOf = ({ stage }: Estimate, own: number): Range =>
  stage === 'analysis'
    ? { low: (decisionsFound.low + own) * 4, high: (decisionsFound.high + own) * 6 }
    : (following[stage] ?? { low: 0, high: 0 });

class NotStored extends Error {
  override readonly name = 'NotStored';
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Thinks with stored answers as far as they reach, and estimates what comes next. Asks nothing; where there are
 * credentials, the service may be asked to count tokens.
 */
export const forecastOf = async (
  root: string,
  means: Means,
  thinking: Parameters<typeof openThinker>[2],
  requirements: Requirements,
  doors: Doors,
): Promise<Forecast> => {
  const next: Estimate[] = [];
  const underWay: Promise<unknown>[] = [];
  const counted: Doors = {
    ...doors,
    open: asking => {
      const opened = doors.open(asking);
      const look = async <T>(call: Call<T>) => {
        const estimate = await opened.estimate(call);
        if (estimate.stored) return opened.ask(call);
        next.push(estimate);
        throw new NotStored();
      };
      return {
        ...opened,
        ask: call => {
          const answer = look(call);
          underWay.push(answer.catch(() => {}));
          return answer;
        },
      };
    },
  };
  const thinker = await openThinker(root, means, thinking, counted);
  try {
    await think(thinker.architect, requirements);
  } catch (error) {
    if (!(error instanceof NotStored)) throw error;
  }
  // One decision that stops does not keep the others from going on to where they stop.
  for (let seen = -1; seen !== underWay.length; ) {
    seen = underWay.length;
    await Promise.all(underWay);
    await new Promise(resolve => setImmediate(resolve));
  }
  const own = requirements.decisions.length;
  const after = next.map(one => followingOf(one, own));
  const costs = (at: 'low' | 'high', price: 'low' | 'likely' | 'high'): number | null => {
    const each = next.map(({ usd }, index) =>
      usd === null ? null : usd[price] * (1 + (after[index]?.[at] ?? 0)),
    );
    return each.includes(null) ? null : sum(each.map(one => one ?? 0));
  };
  const [low, high] = [costs('low', 'low'), costs('high', 'likely')];
  const tokens = (at: 'low' | 'high'): number =>
    sum(next.map(({ input }, index) => input * (1 + (after[index]?.[at] ?? 0))));
  return {
    calls: {
      low: next.length + sum(after.map(one => one.low)),
      high: next.length + sum(after.map(one => one.high)),
    },
    input: { low: tokens('low'), high: tokens('high') },
    usd: low === null || high === null ? null : { low, high },
    next,
    stored: [...thinker.asked().values()].reduce((total, { answers }) => total + answers.length, 0),
  };
};
