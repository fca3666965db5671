import type { Usage } from './doors.ts';

/** What the short names of personas stand for, as of November 2026. */
const models: Readonly<Record<string, string>> = {
  haiku: 'claude-haiku-5-5',
  sonnet: 'claude-sonnet-5-5',
  opus: 'claude-opus-5-5',
  fable: 'claude-fable-5-2',
};

/** Whom `inherit` means where nobody says. */
export const standardModel = 'sonnet';

/** The full id of what a persona or a configuration says; `inherit` is what is set for the run. */
export const modelId = (said: string, run: string = standardModel): string => {
  const own = said === 'inherit' ? run : said;
  const name = own === 'inherit' ? standardModel : own;
  return Object.hasOwn(models, name) ? (models[name] ?? name) : name;
};

/** US dollars for a million tokens. */
export type Price = {
  readonly input: number;
  readonly output: number;
  /** A tenth of `input` where nothing is said. */
  readonly cacheRead?: number | undefined;
  /** 1.25 times `input` where nothing is said: entries that live five minutes. */
  readonly cacheWrite?: number | undefined;
  /** Longer prompts cost something else, in tokens; nothing is known of them. */
  readonly upTo?: number | undefined;
};

export type Prices = Readonly<Record<string, Price>>;

/** Prices of November 2026, by full id; a configuration overrides and adds. */
const standardPrices: Prices = {
  'claude-opus-5-5': { input: 4, output: 20 },
  'claude-sonnet-5-5': { input: 2, output: 10 },
  'claude-haiku-5-5': { input: 0.1, output: 0.5, upTo: 100_000 },
};

/** The price of a model; null where nobody named one. `own` is what a configuration says, by alias or full id. */
export const priceOf = (model: string, own: Prices = {}): Price | null => {
  const said = Object.entries(own).find(([name]) => modelId(name) === model)?.[1];
  return said ?? (Object.hasOwn(standardPrices, model) ? (standardPrices[model] ?? null) : null);
};

/** Tokens of one request or of many. */
export type Tokens = Pick<Usage, 'input' | 'cacheRead' | 'cacheWrite' | 'output'>;

/** US dollars for the tokens of one request; null where the price is not known. */
export const costOf = (
  { input, cacheRead, cacheWrite, output }: Tokens,
  price: Price | null,
): number | null => {
  if (price === null || input + cacheRead + cacheWrite > (price.upTo ?? Number.POSITIVE_INFINITY))
    return null;
  const { cacheRead: read = price.input / 10, cacheWrite: write = price.input * 1.25 } = price;
  return (input * price.input + cacheRead * read + cacheWrite * write + output * price.output) / 1_000_000;
};
