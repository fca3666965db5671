import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import { parseCondition, thresholdsOf } from '../weighing/condition.ts';
import type { Verdict } from '../weighing/contest.ts';
import { factsOf } from '../weighing/facts.ts';
import { type WeighedDecision, weigh } from '../weighing/weigh.ts';

/** Who wins, and how firmly; null where no option passes the hard constraints. */
export type LoadOutcome = {
  readonly winner: { readonly id: string; readonly name: string } | null;
  readonly verdict: Verdict | null;
};

/** How a decision comes out beyond so many times today's load, up to the next stretch. */
export type Stretch = LoadOutcome & { readonly from: number };

/** A decision over a growing load: its stretches without gaps, and how it comes out at some loads exactly. */
export type LoadSweep = {
  readonly decided: Decided;
  readonly stretches: readonly Stretch[];
  readonly samples: readonly (LoadOutcome & { readonly factor: number })[];
};

/** What follows from the load in proportion: a threshold on one of these is a multiple of today's load. */
const proportional = ['load.dau', 'load.average', 'load.peak', 'load.tenfold', 'data.writes'];

/** The requirements at so many times their load; what else the file gives, entities and flows too, stays. */
const timesLoad = (requirements: Requirements, factor: number): Requirements => {
  const { load } = requirements;
  if (load === undefined || factor === 1) return requirements;
  const scaled = <T extends { readonly value: number }>(quantity: T): T => ({
    ...quantity,
    value: quantity.value * factor,
  });
  return {
    ...requirements,
    load: {
      ...load,
      ...(load.dau === undefined ? {} : { dau: scaled(load.dau) }),
      ...(load.rps === undefined ? {} : { rps: scaled(load.rps) }),
    },
  };
};

const conditionsOf = ({ proposal }: WeighedDecision) =>
  proposal.options
    .flatMap(option => [
      ...option.gates.map(({ condition }) => condition),
      ...Object.values(option.ratings).flatMap(({ cases }) => cases.map(one => one.if)),
    ])
    .map(parseCondition);

/** Multiples of today's load at which some condition may turn, within the bounds. */
const turningPoints = (
  weighed: WeighedDecision,
  requirements: Requirements,
  most: number,
): readonly number[] => {
  const facts = factsOf(requirements);
  const factors = conditionsOf(weighed)
    .flatMap(thresholdsOf)
    .filter(({ path }) => proportional.includes(path))
    .flatMap(({ path, value }) => {
      const today = facts(path);
      return today.kind === 'number' && today.value > 0 ? [value / today.value] : [];
    });
  return [...new Set(factors)].filter(factor => factor > 1 && factor <= most).sort((a, b) => a - b);
};

const outcomeAt = (
  { proposal }: WeighedDecision,
  requirements: Requirements,
  factor: number,
): LoadOutcome => {
  const { assessment } = weigh(proposal, timesLoad(requirements, factor), { walk: false });
  const winner = proposal.options.find(({ id }) => id === assessment?.winner);
  return {
    winner: winner === undefined ? null : { id: winner.id, name: winner.name },
    verdict: assessment?.verdict ?? null,
  };
};

const same = (a: LoadOutcome, b: LoadOutcome): boolean =>
  a.winner?.id === b.winner?.id && a.verdict === b.verdict;

/**
 * How a decision comes out from today's load to `most` times as much: between neighbouring thresholds nothing turns,
 * so one load of each gap tells all; and at each of `samples` exactly. Pure.
 */
export const sweepOf = (
  decided: Decided,
  requirements: Requirements,
  samples: readonly number[],
): LoadSweep => {
  const { weighed } = decided;
  const most = Math.max(...samples);
  const points = [1, ...turningPoints(weighed, requirements, most)];
  const stretches: Stretch[] = [{ from: 1, ...outcomeAt(weighed, requirements, 1) }];
  for (const [index, from] of points.entries()) {
    const outcome = outcomeAt(weighed, requirements, (from + (points[index + 1] ?? from * 3)) / 2);
    const last = stretches.at(-1);
    if (last !== undefined && !same(last, outcome)) stretches.push({ from, ...outcome });
  }
  return {
    decided,
    stretches,
    samples: samples.map(factor => ({ factor, ...outcomeAt(weighed, requirements, factor) })),
  };
};
