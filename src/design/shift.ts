import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { factPaths, factsOf } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { leaningsOf } from './leanings.ts';

/** A rating that came out differently, and what is said of it now. */
export type MovedRating = {
  readonly option: string;
  readonly criterion: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly because: readonly Reason[];
  /** Weight times how far its middle moved: what the option gained. */
  readonly gain: number;
};

/** What became of one decision. */
export type Shift = {
  readonly id: string;
  readonly title: string;
  /** `winner` and `verdict` also where it becomes a record or is none any more; that alone is `standing`. */
  readonly change: 'asked' | 'dropped' | 'winner' | 'verdict' | 'standing' | 'none';
  readonly before: Decided | null;
  readonly after: Decided | null;
  readonly moved: readonly MovedRating[];
  /** Options that a hard constraint rules out now, or no longer. */
  readonly gates: readonly {
    readonly option: string;
    readonly excluded: boolean;
    readonly because: Reason;
  }[];
  /** Criteria that weigh more or less than before. */
  readonly weights: readonly { readonly criterion: string; readonly from: number; readonly to: number }[];
};

/** A decision that leans on one whose choice changed. */
export type Affected = {
  readonly id: string;
  readonly title: string;
  readonly chosen: string;
  /** The decision that it leans on. */
  readonly on: string;
  readonly fitted: boolean | null;
  readonly fits: boolean | null;
  readonly because: Reason;
};

const middle = ([lo, hi]: readonly [number, number]): number => (lo + hi) / 2;

const movedRatings = (before: Decided, after: Decided): readonly MovedRating[] => {
  const weights = after.weighed.assessment?.criteria ?? before.weighed.assessment?.criteria ?? [];
  return after.weighed.proposal.options
    .flatMap(({ id, name }) =>
      weights.flatMap(({ name: criterion, weight }): MovedRating[] => {
        const [was, is] = [before.weighed.cells[id]?.[criterion], after.weighed.cells[id]?.[criterion]];
        if (was === undefined || is === undefined) return [];
        const [from, to] = [was.interval, is.interval];
        if (from[0] === to[0] && from[1] === to[1]) return [];
        const gain = weight * (middle(to) - middle(from));
        return [{ option: name, criterion, from, to, because: is.reasons, gain }];
      }),
    )
    .sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain));
};

const gatesOf = (before: Decided, after: Decided): Shift['gates'] => {
  const [was, is] = [before.weighed.excluded, after.weighed.excluded];
  const only = (these: typeof was, those: typeof was, excluded: boolean) =>
    these
      .filter(({ option }) => !those.some(other => other.option.id === option.id))
      .map(({ option, because }) => ({ option: option.name, excluded, because }));
  return [...only(is, was, true), ...only(was, is, false)];
};

const weightsOf = (before: Decided, after: Decided): Shift['weights'] =>
  (after.weighed.assessment?.criteria ?? []).flatMap(({ name, weight }) => {
    const from = before.weighed.assessment?.criteria.find(one => one.name === name)?.weight;
    return from === undefined || Math.abs(from - weight) < 0.005
      ? []
      : [{ criterion: name, from, to: weight }];
  });

const changeOf = (before: Decided, after: Decided): Shift['change'] => {
  if (before.chosen?.id !== after.chosen?.id) return 'winner';
  if (before.weighed.assessment?.verdict !== after.weighed.assessment?.verdict) return 'verdict';
  return before.standing.kind === after.standing.kind ? 'none' : 'standing';
};

const shiftOf = (before: Decided | undefined, after: Decided | undefined): Shift[] => {
  const known = after ?? before;
  if (known === undefined) return [];
  const { id, title } = known.decision;
  if (before === undefined || after === undefined) {
    const change = after === undefined ? 'dropped' : 'asked';
    const sides = { before: before ?? null, after: after ?? null };
    return [{ id, title, change, ...sides, moved: [], gates: [], weights: [] }];
  }
  return [
    {
      id,
      title,
      change: changeOf(before, after),
      before,
      after,
      moved: movedRatings(before, after),
      gates: gatesOf(before, after),
      weights: weightsOf(before, after),
    },
  ];
};

/** What becomes of each decision when one design takes the place of another, in the order of their significance. Pure. */
export const shiftsOf = (before: Design, after: Design): readonly Shift[] => {
  const ids = new Set([...before.decided, ...after.decided].map(({ decision }) => decision.id));
  const of = ({ decided }: Design, id: string) => decided.find(({ decision }) => decision.id === id);
  return [...ids].flatMap(id => shiftOf(of(before, id), of(after, id)));
};

/** Decisions that lean on one whose choice changed, as they stand now, each lean once. Pure. */
export const affectedBy = (shifts: readonly Shift[], before: Design, after: Design): readonly Affected[] => {
  const turned = new Set(shifts.filter(({ change }) => change === 'winner').map(({ id }) => id));
  const earlier = leaningsOf(before.decided);
  return leaningsOf(after.decided)
    .filter(({ on }) => turned.has(on.decision.id))
    .map(({ from, option, on, because, fits }) => ({
      id: from.decision.id,
      title: from.decision.title,
      chosen: option.name,
      on: on.decision.title,
      fitted:
        earlier.find(
          one => one.from.decision.id === from.decision.id && one.on.decision.id === on.decision.id,
        )?.fits ?? null,
      fits,
      because,
    }));
};

/** Facts that conditions speak of and that are not what they were: path, before, now, in words. Pure. */
export const movedFacts = (
  before: Design,
  after: Design,
): readonly { readonly path: string; readonly from: string; readonly to: string }[] => {
  const [was, is] = [before.analysis.requirements, after.analysis.requirements];
  const skills = [was, is].flatMap(({ team }) => Object.keys(team?.skills ?? {}));
  const paths = [
    ...factPaths.filter(({ path }) => path !== 'text').map(({ path }) => path),
    ...[...new Set(skills)].map(name => `team.skills.${name}`),
  ];
  const shown = (path: string, { budget }: typeof was, requirements: typeof was): string =>
    formatFact(path, factsOf(requirements)(path), budget?.currency);
  return paths
    .map(path => ({ path, from: shown(path, was, was), to: shown(path, is, is) }))
    .filter(({ from, to }) => from !== to);
};
