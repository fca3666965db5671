import type { Facts } from '../model/facts.ts';
import type { Proposal } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import { outcomesTogether } from '../weighing/agree.ts';
import { thresholdsOf } from '../weighing/condition.ts';
import type { Verdict } from '../weighing/contest.ts';
import { factsOf } from '../weighing/facts.ts';
import type { Outcome } from '../weighing/judge.ts';
import { conditionsOf } from '../weighing/weigh.ts';

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

/** The facts at so many times the load, looked up once for all decisions. */
const factsAtFactors = (requirements: Requirements): ((factor: number) => Facts) => {
  const known = new Map<number, Facts>();
  return factor => {
    const facts = known.get(factor) ?? factsOf(timesLoad(requirements, factor));
    known.set(factor, facts);
    return facts;
  };
};

/** Multiples of today's load at which some condition may turn, within the bounds. */
const turningPoints = (
  proposals: readonly Proposal[],
  requirements: Requirements,
  most: number,
): readonly number[] => {
  const facts = factsOf(requirements);
  const factors = conditionsOf(proposals)
    .flatMap(thresholdsOf)
    .filter(({ path }) => proportional.includes(path))
    .flatMap(({ path, value }) => {
      const today = facts(path);
      return today.kind === 'number' && today.value > 0 ? [value / today.value] : [];
    });
  return [...new Set(factors)].filter(factor => factor > 1 && factor <= most).sort((a, b) => a - b);
};

const told = ({ options }: Proposal, { winner, verdict }: Outcome): LoadOutcome => {
  const option = options.find(({ id }) => id === winner);
  return option === undefined
    ? { winner: null, verdict: null }
    : { winner: { id: option.id, name: option.name }, verdict };
};

const same = (a: LoadOutcome, b: LoadOutcome): boolean =>
  a.winner?.id === b.winner?.id && a.verdict === b.verdict;

/**
 * How each decision comes out from today's load to `most` times as much, the answers going together at every load:
 * between neighbouring thresholds nothing turns, so one load of each gap tells all; and at each of `samples`
 * exactly. Pure.
 */
export const sweepsOf = (
  decided: readonly Decided[],
  requirements: Requirements,
  samples: readonly number[],
): readonly LoadSweep[] => {
  const most = Math.max(...samples);
  const facts = factsAtFactors(requirements);
  const questions = decided.map(one => ({
    one,
    decision: one.decision,
    proposal: one.weighed.proposal,
    walk: false,
  }));
  return outcomesTogether(questions, requirements).map(({ question, surroundings, outcomeAt }) => {
    const { one, proposal } = question;
    const at = (factor: number): LoadOutcome => told(proposal, outcomeAt(facts(factor)));
    const points = [1, ...turningPoints([proposal, ...surroundings.proposals], requirements, most)];
    const stretches: Stretch[] = [{ from: 1, ...at(1) }];
    for (const [index, from] of points.entries()) {
      const outcome = at((from + (points[index + 1] ?? from * 3)) / 2);
      const last = stretches.at(-1);
      if (last !== undefined && !same(last, outcome)) stretches.push({ from, ...outcome });
    }
    return { decided: one, stretches, samples: samples.map(factor => ({ factor, ...at(factor) })) };
  });
};
