import type { Forecast } from '../commands/forecast.ts';
import { usdText } from './asking-text.ts';

const rangeText = (low: string, high: string): string => (low === high ? low : `${low} to ${high}`);
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `13 to 61 calls, 58,000 to 270,000 tokens in, $0.08 to $1.20; 0 answers are stored`. */
export const forecastText = ({ calls, input, usd, stored }: Forecast): string =>
  calls.high === 0
    ? `nothing to ask, ${stored} answers are stored`
    : `${[
        `${rangeText(whole(calls.low), whole(calls.high))} calls`,
        `${rangeText(whole(input.low), whole(input.high))} tokens in`,
        usd === null ? usdText(null) : rangeText(usdText(usd.low), usdText(usd.high)),
      ].join(', ')}; ${stored} ${stored === 1 ? 'answer is' : 'answers are'} stored`;
