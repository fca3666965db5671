import type { Facts, FactValue } from '../model/facts.ts';
import type { Gate, Proposal, ProposedOption, RatingRule } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import { type Requirements, skillLevels } from '../model/requirements.ts';
import { type Assessment, assess, dominatedIn, outcomeOf } from './assess.ts';
import { type Axis, type Breakpoint, breakpoints } from './breakpoints.ts';
import { evaluate, parseCondition, pathsOf, thresholdsOf } from './condition.ts';
import type { Condition } from './condition-tree.ts';
import type { Contest, Interval } from './contest.ts';
import { factPath, factsOf, factsWith } from './facts.ts';
import type { Outcome } from './judge.ts';
import { type Exclusion, type Given, misfits } from './misfits.ts';
import { spanOf } from './rating.ts';

/** One field of the trade-off matrix. */
export type Cell = { readonly interval: Interval; readonly reasons: readonly Reason[] };

/** Whom the gates and the answers to other decisions leave in the contest. */
export type Gated = {
  readonly viable: readonly ProposedOption[];
  readonly excluded: readonly Exclusion[];
  /** Gates on something unknown: the option stays, and the question is asked. */
  readonly asked: readonly {
    readonly option: ProposedOption;
    readonly because: Reason;
    readonly condition: string;
  }[];
};

/** An unknown fact whose answer would change who wins. */
export type Swing = { readonly path: string; readonly winners: readonly string[] };

/** A decision after the arithmetic. `assessment` is null where the gates left nobody. */
export type WeighedDecision = Gated & {
  readonly proposal: Proposal;
  readonly cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  readonly assessment: Assessment | null;
  readonly breakpoints: readonly Breakpoint[];
  readonly swings: readonly Swing[];
};

/** Other decisions of the same system that are answered before this one. */
export type Surroundings = {
  /** What they are answered with on these facts, in their order. */
  readonly givenAt: (facts: Facts) => readonly Given[];
  /** All that these answers hang on: their own proposals, and those before them. */
  readonly proposals: readonly Proposal[];
};

const alone: Surroundings = { givenAt: () => [], proposals: [] };

const throughGates = (options: readonly ProposedOption[], facts: Facts): Gated => {
  const answers = options.map(option => ({
    option,
    gates: option.gates.map(gate => ({ gate, holds: evaluate(parseCondition(gate.condition), facts) })),
  }));
  const failed = (gates: readonly { readonly gate: Gate; readonly holds: string }[]) =>
    gates.find(({ holds }) => holds === 'false')?.gate;
  return {
    viable: answers.filter(({ gates }) => failed(gates) === undefined).map(({ option }) => option),
    excluded: answers.flatMap(({ option, gates }) => {
      const gate = failed(gates);
      return gate === undefined ? [] : [{ option, because: gate.because, by: null }];
    }),
    asked: answers.flatMap(({ option, gates }) =>
      failed(gates) === undefined
        ? gates
            .filter(({ holds }) => holds === 'unknown')
            .map(({ gate }) => ({ option, because: gate.because, condition: gate.condition }))
        : [],
    ),
  };
};

const nobodyRated: Cell = { interval: [0, 4], reasons: [] };

const cellOf = (rule: RatingRule | undefined, facts: Facts): Cell =>
  rule === undefined ? nobodyRated : spanOf(rule, facts);

/** The team's level at the option's least known skill, 0 to 4; 2 where the file does not say, 4 where none is needed. */
const skillOf = (option: ProposedOption, facts: Facts): number => {
  const points: Readonly<Record<string, number>> = { none: 0, learning: 1, working: 3, expert: 4 };
  const levels = option.skills.map(skill => {
    const level = facts(`team.skills.${skill}`);
    return level.kind === 'word' ? (points[level.value] ?? 2) : 2;
  });
  return Math.min(4, ...levels);
};

const contestOf = (
  proposal: Proposal,
  viable: readonly ProposedOption[],
  facts: Facts,
  requirements: Requirements,
): Contest => ({
  criteria: proposal.criteria,
  priorities: requirements.priorities,
  options: viable.map(option => ({
    id: option.id,
    ratings: Object.fromEntries(
      proposal.criteria.map(criterion => [criterion, cellOf(option.ratings[criterion], facts).interval]),
    ),
    tieBreak: { reversibility: option.reversibility, skill: skillOf(option, facts), parts: option.parts },
  })),
});

/** Whom the gates leave, less those that do not go with the answers given already. */
const gated = (
  proposal: Proposal,
  facts: Facts,
  requirements: Requirements,
  given: readonly Given[],
): Gated => {
  const passed = throughGates(proposal.options, facts);
  if (given.length === 0) return passed;
  const among = (options: readonly ProposedOption[]): Contest =>
    contestOf(proposal, options, facts, requirements);
  const unfit = misfits({
    proposal,
    options: passed.viable,
    given,
    dominatedAmong: options => dominatedIn(among(options)).map(({ id }) => id),
    winnerAmong: options => outcomeOf(among(options)).winner,
  });
  const isFit = ({ id }: ProposedOption): boolean => !unfit.some(({ option }) => option.id === id);
  return {
    viable: passed.viable.filter(isFit),
    excluded: [...passed.excluded, ...unfit],
    asked: passed.asked.filter(({ option }) => isFit(option)),
  };
};

/** Nobody passes the gates: shown as the empty id. */
const nobody: Outcome = { winner: '', verdict: 'clear' };

/** Who wins on other facts. Most facts leave every rating as it is, so that equal contests are judged once. */
export const outcomesOf = (
  proposal: Proposal,
  requirements: Requirements,
  { givenAt }: Surroundings = alone,
): ((facts: Facts) => Outcome) => {
  const judged = new Map<string, Outcome>();
  return facts => {
    const { viable } = gated(proposal, facts, requirements, givenAt(facts));
    if (viable.length === 0) return nobody;
    const contest = contestOf(proposal, viable, facts, requirements);
    const key = JSON.stringify(contest.options);
    const outcome = judged.get(key) ?? outcomeOf(contest);
    judged.set(key, outcome);
    return outcome;
  };
};

/** Every condition on which the outcome of these proposals hangs. */
export const conditionsOf = (proposals: readonly Proposal[]): readonly Condition[] =>
  proposals
    .flatMap(({ options }) => options)
    .flatMap(option => [
      ...option.gates.map(({ condition }) => condition),
      ...Object.values(option.ratings).flatMap(({ cases }) => cases.map(one => one.if)),
    ])
    .map(parseCondition);

const axesOf = (conditions: readonly Condition[], facts: Facts): Axis[] => {
  const thresholds = new Map<string, Set<number>>();
  for (const { path, value } of conditions.flatMap(thresholdsOf)) {
    thresholds.set(path, (thresholds.get(path) ?? new Set()).add(value));
  }
  return [...thresholds].flatMap(([path, values]): Axis[] => {
    const current = facts(path);
    const type = factPath(path)?.type;
    return current.kind === 'number'
      ? [
          {
            path,
            current: current.value,
            thresholds: [...values].sort((a, b) => a - b),
            ...(type === 'share' ? { range: [0, 1] as const } : {}),
            whole: type === 'count',
          },
        ]
      : [];
  });
};

/** Values on both sides of every threshold, and each threshold itself. */
const probes = (thresholds: readonly number[]): number[] => {
  const sorted = [...new Set(thresholds)].sort((a, b) => a - b);
  return sorted.flatMap((value, index) => [
    index === 0 ? value / 2 : (value + (sorted[index - 1] ?? 0)) / 2,
    value,
    ...(index === sorted.length - 1 ? [value * 2 + 1] : []),
  ]);
};

const wordsOf = (path: string): readonly string[] =>
  path.startsWith('team.skills.')
    ? skillLevels
    : path === 'team.on_call'
      ? ['none', 'business-hours', '24x7']
      : [];

/** For each fact of the conditions that the file leaves open: who could win, whatever the answer is. */
const swingsOf = (
  conditions: readonly Condition[],
  requirements: Requirements,
  facts: Facts,
  outcomeAt: (facts: Facts) => Outcome,
): Swing[] => {
  const open = [...new Set(conditions.flatMap(pathsOf))]
    .filter(path => facts(path).kind === 'unknown')
    .sort();
  const thresholds = conditions.flatMap(thresholdsOf);
  return open.flatMap(path => {
    const numbers = probes(thresholds.filter(one => one.path === path).map(({ value }) => value));
    const values: FactValue[] =
      factPath(path)?.type === 'word'
        ? wordsOf(path).map(value => ({ kind: 'word', value }))
        : numbers.map(value => ({ kind: 'number', value }));
    const winners = [
      ...new Set(values.map(value => outcomeAt(factsWith(requirements, path, value)).winner)),
    ].sort();
    return winners.length > 1 ? [{ path, winners }] : [];
  });
};

/**
 * Weighs one decision: gates, answers that are given already, ratings on these facts, values, robustness, the
 * values of each number at which the answer changes, and the unknown facts that could change it; without `walk`
 * these last two stay empty. Pure; the order of options means nothing.
 */
export const weigh = (
  proposal: Proposal,
  requirements: Requirements,
  {
    walk = true,
    surroundings = alone,
  }: { readonly walk?: boolean; readonly surroundings?: Surroundings } = {},
): WeighedDecision => {
  const facts = factsOf(requirements);
  const { viable, excluded, asked } = gated(proposal, facts, requirements, surroundings.givenAt(facts));
  const cells = Object.fromEntries(
    proposal.options.map(option => [
      option.id,
      Object.fromEntries(
        proposal.criteria.map(criterion => [criterion, cellOf(option.ratings[criterion], facts)]),
      ),
    ]),
  );
  const assessment = viable.length === 0 ? null : assess(contestOf(proposal, viable, facts, requirements));
  const outcomeAt = outcomesOf(proposal, requirements, surroundings);
  const conditions = walk ? conditionsOf([proposal, ...surroundings.proposals]) : [];
  return {
    proposal,
    viable,
    excluded,
    asked,
    cells,
    assessment,
    breakpoints: walk
      ? breakpoints(axesOf(conditions, facts), (path, value) =>
          outcomeAt(factsWith(requirements, path, { kind: 'number', value })),
        )
      : [],
    swings: walk ? swingsOf(conditions, requirements, facts, outcomeAt) : [],
  };
};
