import type { Reading } from './reading.ts';

/**
 * The short notation of the answers in these folders. A claim ends with the ids that it stands on:
 * `one file on one machine [budget.monthly, team.size]`. A bad consequence names its mitigation behind `=>`. A cell is
 * a rating and a claim, `3 a claim [id]` or `1-3 a claim [id]`; before it, in a list, the cases in which another rating
 * holds: `1 if load.peak > 500/s -> a claim [id]`.
 */
type Claim = { readonly text: string; readonly cites: readonly string[] };

const parts = /^(?<text>.*?)\s*(?:\[(?<ids>[^\]]*)\])?$/s;

/** Only what stands in the prompt can be cited; a claim that loses all it stood on is called an assumption. */
export const claim = (written: string, reading: Reading): Claim => {
  const { text = written, ids = '' } = parts.exec(written.trim())?.groups ?? {};
  const cites = ids
    .split(',')
    .map(id => id.trim())
    .filter(id => reading.ids.has(id));
  return { text: reading.filled(text), cites: cites.length > 0 ? cites : ['assumption'] };
};

/** The ids that a text in this notation names, wherever they are. */
export const citedIn = (written: string): readonly string[] =>
  [...written.matchAll(/\[([^\]]*)\]/g)].flatMap(([, ids = '']) => ids.split(',').map(id => id.trim()));

export const setback = (written: string, reading: Reading): Claim & { readonly mitigation: string } => {
  const [said = '', mitigation = ''] = written.split(' => ');
  return { ...claim(said, reading), mitigation: reading.filled(mitigation.trim()) };
};

/** `a condition -> a claim`. */
export const gate = (written: string, reading: Reading) => {
  const [condition = '', because = ''] = written.split(' -> ');
  return { condition: condition.trim(), because: claim(because, reading) };
};

const ends = (rating: string): { readonly lo: number; readonly hi: number } => {
  const [lo = '0', hi = lo] = rating.split('-');
  return { lo: Number(lo), hi: Number(hi) };
};

const cellParts = /^(?<rating>[0-4](?:-[0-4])?)\s+(?:if (?<condition>.*?) -> )?(?<said>.*)$/s;

const cell = (written: string, reading: Reading) => {
  const { rating, condition = null, said } = cellParts.exec(written)?.groups ?? {};
  if (rating === undefined || said === undefined) throw new RangeError(`no rating: ${written}`);
  return { ...ends(rating), condition, because: claim(said, reading) };
};

/** Cases first, what holds otherwise last. */
export const rating = (written: string | readonly string[], reading: Reading) => {
  const cells = (typeof written === 'string' ? [written] : written).map(one => cell(one, reading));
  const last = cells.at(-1);
  if (last === undefined || last.condition !== null)
    throw new RangeError(`no rating without a condition: ${written}`);
  return {
    lo: last.lo,
    hi: last.hi,
    because: last.because,
    when: cells.slice(0, -1).map(({ condition, ...one }) => ({
      condition: condition ?? 'true',
      ...one,
      depends_on: '',
    })),
  };
};
