import { type Analysis, type DecisionToMake, recordThreshold } from '../model/analysis.ts';
import type { Facts, FactValue } from '../model/facts.ts';
import { type OutcomeAnswer, outcomeAnswer } from '../model/outcome.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { factPath, factsOf } from '../weighing/facts.ts';
import type { WeighedDecision } from '../weighing/weigh.ts';
import type { Architect } from './architect.ts';
import { checked } from './checked.ts';
import { type Firmness, firmnessOf, obstaclesIn } from './firmness.ts';

/** A decision with its outcome. `standing` says whether it becomes a record, or is only listed, and why. */
export type Decided = {
  readonly decision: DecisionToMake;
  readonly weighed: WeighedDecision;
  /** Null where the gates left nobody. */
  readonly chosen: ProposedOption | null;
  readonly outcome: OutcomeAnswer | null;
  readonly firmness: Firmness;
  /** Values of the requirements at which another option would win. */
  readonly triggers: readonly Breakpoint[];
  readonly standing: Standing;
};
export type Standing = { readonly kind: 'record' } | { readonly kind: 'default'; readonly because: string };

/** More records than this and nobody reads them. */
const mostRecords = 8;

/** What only becomes a default is not asked when it would turn: nobody would read the answer. */
export const isWalked = ({ origin, significance }: DecisionToMake): boolean =>
  origin === 'team' || significance >= recordThreshold;

/** Undominated options: what a reader could seriously choose between. */
const realAlternatives = ({ viable, assessment }: WeighedDecision): number =>
  viable.length - (assessment?.dominated.length ?? 0);

/** Fourth stage, for one decision. */
export const decide = async (
  architect: Architect,
  analysis: Analysis,
  decision: DecisionToMake,
  weighed: WeighedDecision,
): Promise<Decided> => {
  const { assessment } = weighed;
  const chosen = weighed.viable.find(({ id }) => id === assessment?.winner) ?? null;
  const outcome =
    chosen === null
      ? null
      : checked(
          outcomeAnswer,
          await architect.decide(analysis.requirements, decision, weighed),
          `decision ${decision.id}`,
        );
  return {
    decision,
    weighed,
    chosen,
    outcome,
    firmness: firmnessOf(weighed),
    triggers: triggersOf(weighed, factsOf(analysis.requirements)),
    standing: standingOf(decision, weighed, chosen),
  };
};

/** More triggers than this and nobody watches them. */
const mostTriggers = 5;

/** What changes by itself or by a decision of the business; counts of entities or flows are the design's own. */
const watched =
  /^(?:load|quality|team|budget|timeline)\.|^(?:data\.(?:stored|writes|owners)|messages\.(?:rate|consumers))$/;
const grows = /^(?:load|data|messages)\./;

/** A change beyond ten times today's value is another system; teams, budgets and plans do not even change by that. */
const farthest = (path: string): number => Math.log(grows.test(path) ? 10 : 4);
/** Nearer than this, a value stands where it is today: whatever turns there is open now, and nothing to wait for. */
const nearest = Math.log(1.05);

/** How far off a breakpoint is, as a factor of today's value. */
const distance = (current: FactValue, at: number): number =>
  current.kind !== 'number' || current.value <= 0 || at <= 0 ? 0 : Math.abs(Math.log(at / current.value));

/** Of these a promise is kept by more, of all other qualities by less. */
const moreIsStricter = /^quality\.(?:availability|durability|throughput)$/;
const isLaxer = ({ path, direction }: Breakpoint): boolean =>
  path.startsWith('quality.') && (direction === 'below') === moreIsStricter.test(path);

/**
 * Whether a breakpoint is one to wait for: someone else wins, at a value that can come. What grows does not shrink,
 * and nobody waits for a promise to become laxer.
 */
const canCome = (breakpoint: Breakpoint): boolean => {
  const { change, path, direction } = breakpoint;
  const forward = grows.test(path) ? direction === 'above' : !isLaxer(breakpoint);
  return change === 'winner' && watched.test(path) && forward;
};

/** A load that grows does not lead to fewer moving parts: where it seems to, two thresholds lie apart. */
const isBackwards = (
  { proposal, assessment }: WeighedDecision,
  { path, direction, winner }: Breakpoint,
): boolean => {
  const partsOf = (id: string | undefined): number =>
    proposal.options.find(option => option.id === id)?.parts ?? 0;
  return grows.test(path) && direction === 'above' && partsOf(winner) < partsOf(assessment?.winner);
};

/** Whole numbers and shares have neighbours that differ from them; a measured amount close by is the same. */
const isToday = ({ path, at, inclusive }: Breakpoint, current: FactValue, far: number): boolean =>
  factPath(path)?.type === 'count'
    ? inclusive && current.kind === 'number' && current.value === at
    : factPath(path)?.type === 'share'
      ? current.kind === 'number' && current.value === at
      : far < nearest;

/** Average, peak and tenfold peak say the same of the load: one of them is enough. */
const axisOf = ({ path, direction }: Breakpoint): string =>
  `${/^load\.(?:average|peak|tenfold)$/.test(path) ? 'load' : path} ${direction}`;

/** The changes of requirements that would change the answer: the nearest ones, of those that can come. */
const triggersOf = (weighed: WeighedDecision, facts: Facts): readonly Breakpoint[] =>
  weighed.breakpoints
    .filter(one => canCome(one) && !isBackwards(weighed, one))
    .map(breakpoint => ({ breakpoint, far: distance(facts(breakpoint.path), breakpoint.at) }))
    .filter(({ breakpoint, far }) => !isToday(breakpoint, facts(breakpoint.path), far))
    .filter(({ breakpoint, far }) => far <= farthest(breakpoint.path))
    .toSorted((a, b) => a.far - b.far)
    .map(({ breakpoint }) => breakpoint)
    .filter((one, index, all) => all.findIndex(other => axisOf(other) === axisOf(one)) === index)
    .slice(0, mostTriggers);

const standingOf = (
  decision: DecisionToMake,
  weighed: WeighedDecision,
  chosen: ProposedOption | null,
): Standing => {
  if (weighed.proposal.options.length === 0) {
    return { kind: 'default', because: 'no option is named yet' };
  }
  if (decision.origin === 'settled') return { kind: 'default', because: 'settled before' };
  if (decision.origin === 'team') return { kind: 'record' };
  if (decision.significance < recordThreshold)
    return { kind: 'default', because: 'little depends on it here' };
  if (chosen !== null && realAlternatives(weighed) < 2) {
    return {
      kind: 'default',
      because:
        weighed.viable.length < 2
          ? `${obstaclesIn(weighed)} leave no other option`
          : 'it is at least as good as every other option on every criterion',
    };
  }
  return { kind: 'record' };
};

/** Keeps the most significant records, the team's own questions before all others; the rest become defaults. */
export const rankRecords = (decided: readonly Decided[]): readonly Decided[] => {
  const records = decided.filter(({ standing }) => standing.kind === 'record');
  const own = records.filter(({ decision }) => decision.origin === 'team');
  const kept = new Set(
    [...own, ...records.filter(one => !own.includes(one))].slice(0, Math.max(mostRecords, own.length)),
  );
  return decided.map(one =>
    one.standing.kind === 'default' || kept.has(one)
      ? one
      : {
          ...one,
          standing: { kind: 'default', because: `${mostRecords} more significant decisions have a record` },
        },
  );
};
