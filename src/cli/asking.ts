import { problem } from '../model/problem.ts';
import { showAsking } from './asking-text.ts';
import { printMessage } from './terminal.ts';

export type AskingArguments = {
  readonly frozen: boolean;
  readonly refresh: boolean;
  readonly maxCostUsd?: number | undefined;
  readonly maxCalls?: number | undefined;
};

const limit = (flag: string, value: number | undefined): number | null => {
  if (value === undefined) return null;
  if (Number.isFinite(value) && value >= 0) return value;
  throw problem({
    code: 'usage',
    message: `--${flag} is no amount`,
    expected: 'a number that is not negative, such as 5',
    hint: `leave --${flag} out for no limit`,
  });
};

/** What the flags say of asking; progress goes to stderr. Throws a Problem for a limit that is none. */
export const askingTerms = ({ frozen, refresh, maxCostUsd, maxCalls }: AskingArguments) => ({
  env: process.env,
  limits: { usd: limit('max-cost-usd', maxCostUsd), calls: limit('max-calls', maxCalls) },
  frozen,
  refresh,
  tell: showAsking({ print: printMessage, watched: process.stderr.isTTY === true, now: Date.now }),
});
