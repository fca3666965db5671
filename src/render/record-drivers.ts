import { citedDrivers } from '../design/tracing.ts';
import type { Driver } from '../model/analysis.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import { toneOf } from './marks.ts';
import { alternativesOf, cellOf, criteriaOf, isOwnRating } from './record-sheet.ts';
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

/** A rating that every file would get, whatever its numbers, was moved by none of them. */
const isMoved = (option: ProposedOption, criterion: string, reason: Reason): boolean =>
  option.ratings[criterion]?.otherwise.because.text !== reason.text;

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

/** "PostgreSQL (cost, reliability) and SQLite (cost)". */
const movesText = (moves: readonly Move[]): string => {
  const options = [...new Set(moves.map(({ option }) => option))].map(option => {
    const on = moves.filter(move => move.option === option).map(({ criterion }) => criterion);
    return `${option} (${on.join(', ')})`;
  });
  return options.length <= 1 ? options.join('') : `${options.slice(0, -1).join(', ')} and ${options.at(-1)}`;
};

const excludedBy = ({ weighed }: Decided, driver: string): readonly string[] =>
  weighed.excluded.filter(({ because }) => standsOn(because, driver)).map(({ option }) => option.name);

/** What a driver does to the options: "for A (cost), against B (cost, reliability), excludes C". */
const effectText = (decided: Decided, driver: string): string => {
  const moves = movesOf(decided, driver);
  const texts = [
    ['for', movesText(moves.filter(({ tone }) => tone === 'Good'))],
    ['against', movesText(moves.filter(({ tone }) => tone === 'Bad'))],
    ['excludes', excludedBy(decided, driver).join(', ')],
  ];
  return texts.flatMap(([word, text]) => (text === '' ? [] : [`${word} ${text}`])).join(', ');
};

const strength = (decided: Decided, driver: string): number =>
  movesOf(decided, driver).reduce((sum, { weight }) => sum + weight, 0) + excludedBy(decided, driver).length;

/** More drivers than this, and none of them drives. */
const mostDrivers = 5;

/** The drivers that moved a rating or excluded an option, by how much they moved. */
export const driversFor = (decided: Decided, drivers: readonly Driver[]): RecordView['drivers'] => {
  const cited = citedDrivers(decided);
  return drivers
    .filter(({ id }) => cited.has(id) && id !== 'functional')
    .map(driver => ({ driver, effect: effectText(decided, driver.id) }))
    .filter(({ effect }) => effect !== '')
    .map(one => ({ ...one, strength: strength(decided, one.driver.id) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, mostDrivers)
    .map(({ driver: { id, text, measure }, effect }) => ({ id, text, measure, effect }));
};
