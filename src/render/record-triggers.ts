import type { FactValue } from '../model/facts.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { factPath } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';

const plain = (value: number): string => String(Number(value.toPrecision(2)));

/** From today's value to the one at which the answer turns: "2.1×", "+0.4 points", "+1"; "not known" without one. */
export const distanceText = (
  path: string,
  today: FactValue,
  { at, direction }: Pick<Breakpoint, 'at' | 'direction'>,
): string => {
  if (today.kind !== 'number') return 'not known';
  const apart = at - today.value;
  if (apart === 0) return direction === 'above' ? 'any more' : 'any less';
  const type = factPath(path)?.type;
  const sign = apart > 0 ? '+' : '−';
  if (type === 'share') return `${sign}${plain(Math.abs(apart) * 100)} points`;
  if (type === 'count' && Math.max(at, today.value) < 20) return `${sign}${plain(Math.abs(apart))}`;
  return today.value <= 0 ? 'from none' : `${plain(at / today.value)}×`;
};

/** What a monitor can measure in operation. */
const measured: Readonly<Record<string, string>> = {
  'load.peak': 'requests of the busiest minute of a week',
  'load.average': 'requests a second, average of a week',
  'load.tenfold': 'ten times the requests of the busiest minute',
  'load.dau': 'users of the busiest day of a week',
  'data.writes': 'writes of the busiest minute of a week',
  'data.stored': 'bytes of all tables and files',
  'messages.rate': 'messages of the busiest minute of a week',
};

/** Early enough to act before the answer turns. */
const early = 0.8;

/** "requests of the busiest minute of a week above 3,200/s": at 80 % of the way, or at the turning point itself. */
export const alertText = (
  path: string,
  today: FactValue,
  { at, direction }: Pick<Breakpoint, 'at' | 'direction'>,
): string => {
  const what = measured[path];
  if (what === undefined || direction === 'below') return '–';
  const warn = at * early;
  // Where today lies beyond the warning already, the value itself is what to watch.
  const bound = today.kind === 'number' && today.value >= warn ? at : warn;
  return `${what} above ${formatFact(path, { kind: 'number', value: bound })}`;
};
