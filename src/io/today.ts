import { problem } from '../model/problem.ts';

/** ISO date of SOURCE_DATE_EPOCH (seconds) or else of the clock, in UTC. */
export const today = (env: Readonly<Record<string, string | undefined>>, now: Date): string => {
  const epoch = env.SOURCE_DATE_EPOCH;
  if (epoch === undefined || epoch === '') return now.toISOString().slice(0, 10);
  const date = new Date(Number(epoch) * 1000);
  if (!/^\d+$/.test(epoch) || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) {
    throw problem({
      code: 'bad-epoch',
      message: `SOURCE_DATE_EPOCH is ${JSON.stringify(epoch)}`,
      expected: 'whole seconds since 1970-01-01',
      hint: 'unset it, or set it with: export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)',
    });
  }
  return date.toISOString().slice(0, 10);
};
