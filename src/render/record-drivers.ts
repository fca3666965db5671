import { citedDrivers } from '../design/tracing.ts';
import type { Driver } from '../model/analysis.ts';
import type { Reason } from '../model/reason.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { quotedOf } from './driver-words.ts';
import { toneOf } from './marks.ts';
import { type Neighbours, placeOf } from './record-leanings.ts';
import { alternativesOf, cellOf, criteriaOf, isMoved, isOwnRating } from './record-sheet.ts';
import type { RecordView } from './record-view.ts';

/** A rating that stands on a driver: for or against an option, and how much it can move. */
type Move = {
  readonly option: string;
  readonly criterion: string;
  readonly tone: 'Good' | 'Bad';
  readonly weight: number;
};

const standsOn = (reason: Reason, driver: string): boolean =>
  reason.cites.some(({ kind, id }) => kind === 'driver' && id === driver);

const movesOf = (decided: Decided, driver: string): readonly Move[] =>
  alternativesOf(decided).flatMap(option =>
    criteriaOf(decided).flatMap(({ name, weight }) => {
      const cell = cellOf(decided, option.id, name);
      const tone = cell === undefined ? 'Neutral' : toneOf(cell.interval);
      const moved = (cell?.reasons ?? []).some(
        reason => standsOn(reason, driver) && !isOwnRating(reason) && isMoved(option, name, reason),
      );
      return moved && tone !== 'Neutral' ? [{ option: option.name, criterion: name, tone, weight }] : [];
    }),
  );

/** By how much the driver moves each option, all criteria together: positive speaks for it. */
const balanceOf = (moves: readonly Move[], option: string): number =>
  moves
    .filter(move => move.option === option)
    .reduce((sum, { tone, weight }) => sum + (tone === 'Good' ? weight : -weight), 0);

/** Of the options that a driver moves, those that it moves most. */
const mostNames = 2;

/** What a driver does to the options, as two cells of a table. */
const effectOf = (
  decided: Decided,
  driver: string,
): Pick<RecordView['drivers'][number], 'speaks_for' | 'speaks_against'> => {
  const moves = movesOf(decided, driver);
  const options = [...new Set(moves.map(({ option }) => option))];
  const said = (sign: number): string => {
    const moved = options
      .filter(option => sign * balanceOf(moves, option) > 0)
      .toSorted((a, b) => sign * (balanceOf(moves, b) - balanceOf(moves, a)));
    const more = moved.length - mostNames;
    return [...moved.slice(0, mostNames), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  };
  return { speaks_for: said(1), speaks_against: said(-1) };
};

const strength = (decided: Decided, driver: string): number =>
  movesOf(decided, driver).reduce((sum, { weight }) => sum + weight, 0);

/** What leaves an option out, a constraint or the answer to another decision, each with the reason, which stands nowhere else. */
const exclusionsOf = (
  { decided: all, analysis: { drivers } }: Design,
  { weighed }: Decided,
  neighbours: Neighbours,
): RecordView['drivers'] =>
  weighed.excluded.map(({ option, because, by }) => {
    const other = all.find(({ decision }) => decision.id === by);
    const ids = because.cites.filter(({ kind }) => kind === 'driver').map(({ id }) => id);
    const measures = ids.flatMap(id => drivers.find(driver => driver.id === id)?.measure ?? []);
    return {
      ids,
      decision: other === undefined ? null : placeOf(other, neighbours),
      text: because.text,
      measure: measures.join(', ') || null,
      speaks_for: '',
      speaks_against: `excludes ${option.name}`,
    };
  });

/** More drivers than this, and none of them drives. */
const mostDrivers = 4;
const fewestDrivers = 2;

/** The driver's own measure, and what the ratings that it moved quote of it besides: "25k, ≈ 1,900/s at peak". */
const measureOf = (decided: Decided, driver: Driver, requirements: Requirements): string | null => {
  const reasons = alternativesOf(decided).flatMap(option =>
    criteriaOf(decided).flatMap(({ name }) => cellOf(decided, option.id, name)?.reasons ?? []),
  );
  const parts = [driver.measure, ...quotedOf(driver, reasons, requirements).slice(0, 1)].filter(
    part => part !== null,
  );
  return parts.length === 0 ? null : parts.join(', ');
};

/** The drivers that moved a rating, by how much they moved, and what excluded an option. */
export const driversFor = (
  design: Design,
  decided: Decided,
  neighbours: Neighbours,
): RecordView['drivers'] => {
  const { drivers, requirements } = design.analysis;
  const cited = citedDrivers(decided);
  const moving = drivers
    .filter(({ id }) => cited.has(id) && id !== 'functional')
    .map(driver => ({ driver, strength: strength(decided, driver.id) }))
    .filter(one => one.strength > 0)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, Math.max(fewestDrivers, mostDrivers - decided.weighed.excluded.length))
    .map(({ driver }) => ({
      ids: [driver.id],
      decision: null,
      text: driver.text,
      measure: measureOf(decided, driver, requirements),
      ...effectOf(decided, driver.id),
    }));
  return [...moving, ...exclusionsOf(design, decided, neighbours)];
};
