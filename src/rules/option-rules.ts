import { dimensionsOfEveryDecision } from '../model/criteria.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Decided } from '../stages/decide.ts';
import {
  aboutOf,
  atDecision,
  called,
  cellOf,
  cellsOf,
  isOwn,
  listed,
  middle,
  recordsOf,
} from './decisions.ts';
import { differentKinds } from './kind-rule.ts';
import { type Breach, ourDefect, type Rule, rule } from './rule.ts';

const hintFor = (decided: Decided, own: string): string => (isOwn(decided) ? own : ourDefect);
const namesOf = (options: readonly ProposedOption[]): string => listed(options.map(({ name }) => name));

/** Nobody left is what the constraints make of it, whoever asked. */
const tooFew = (decided: Decided): Breach[] => {
  const { viable, excluded, proposal } = decided.weighed;
  const isRecord = decided.standing.kind === 'record';
  if (viable.length >= 2 || (viable.length === 1 && !isRecord)) return [];
  const at = atDecision(decided);
  if (proposal.options.length === 0) {
    const hint = 'Name the candidates in its options, with ratings, pros and cons.';
    const text = `Nothing can be chosen in ${called(decided)}: it names no options, and the catalogue knows none.`;
    return [{ about: aboutOf(decided), at, text, hint: hintFor(decided, hint) }];
  }
  if (viable.length === 0) {
    const text = `No option of ${called(decided)} passes the hard constraints: ${namesOf(excluded.map(({ option }) => option))} are all excluded.`;
    const hint = 'Make one of the constraints a wish (hard: false), or add an option that meets them all.';
    return [{ about: 'system', at, text, hint }];
  }
  const hint =
    'Add another option that passes the hard constraints, or move the question with its answer to decided.';
  const text = `There is a single viable option in ${called(decided)}, ${namesOf(viable)}, so nothing is weighed.`;
  return [{ about: aboutOf(decided), at, text, hint: hintFor(decided, hint) }];
};

const enoughOptions = rule({
  id: 'OPT-001',
  says: 'A record has at least two viable options.',
  levels: { document: 'error', system: 'error' },
  breaches: ({ decided }) => decided.flatMap(tooFew),
});

/** Whether the first is for certain at least as good everywhere and better somewhere. */
const dominates = (decided: Decided, first: string, second: string): boolean => {
  const pairs = decided.weighed.proposal.criteria.map(criterion => ({
    worst: cellOf(decided, first, criterion)?.interval[0] ?? 0,
    best: cellOf(decided, second, criterion)?.interval[1] ?? 4,
  }));
  return pairs.every(({ worst, best }) => worst >= best) && pairs.some(({ worst, best }) => worst > best);
};

const dominatedIn = (decided: Decided): readonly ProposedOption[] => {
  const { viable } = decided.weighed;
  return viable.filter(({ id }) => viable.some(other => dominates(decided, other.id, id)));
};

/** Dominance is computed again from the cells that the record shows. */
const dummies = (decided: Decided): Breach[] => {
  const { viable, assessment } = decided.weighed;
  const dominated = dominatedIn(decided);
  const at = atDecision(decided);
  const told = assessment?.dominated.map(({ id }) => id) ?? [];
  if (dominated.length !== told.length || dominated.some(({ id }) => !told.includes(id))) {
    const text = `The options that are no alternatives are told wrongly in ${called(decided)}: by its ratings they are ${namesOf(dominated) || 'none'}.`;
    return [{ about: 'document', at, text, hint: ourDefect }];
  }
  const real = viable.filter(option => !dominated.includes(option));
  if (viable.length < 2 || real.length >= 2) return [];
  const text = `In ${called(decided)}, ${namesOf(real)} is at least as good as ${namesOf(dominated)} on every criterion, so nothing is traded off.`;
  const hint = `Rate what ${namesOf(dominated)} would do better, add another option, or move the question to decided.`;
  return [{ about: aboutOf(decided), at, text, hint: hintFor(decided, hint) }];
};

const noDummies = rule({
  id: 'OPT-002',
  says: 'At least two options of a record are undominated, and dominated ones are called so.',
  levels: { document: 'error', system: 'error' },
  breaches: design => recordsOf(design).flatMap(dummies),
});

const unrated = (decided: Decided): Breach[] =>
  decided.weighed.viable.flatMap(option => {
    const missing = dimensionsOfEveryDecision.filter(
      criterion => (cellOf(decided, option.id, criterion)?.reasons.length ?? 0) === 0,
    );
    if (missing.length === 0) return [];
    const text = `Nobody has rated ${option.name} on ${listed(missing)} in ${called(decided)}.`;
    const hint = `Write ratings for ${option.name}, 0 (bad) to 4 (good) or [lowest, highest]: ${missing.map(name => `${name}: 2`).join(', ')}.`;
    return [{ about: aboutOf(decided), at: atDecision(decided), text, hint: hintFor(decided, hint) }];
  });

const allDimensions = rule({
  id: 'OPT-003',
  says: 'Every viable option of a record is rated on complexity, cost, performance, maintainability and time-to-market.',
  levels: { document: 'warning', system: 'warning' },
  breaches: design => recordsOf(design).flatMap(unrated),
});

/** Said in words, or a rating below the middle, or one that another option beats. */
const hasDownside = (decided: Decided, option: ProposedOption): boolean => {
  const isBeaten = (criterion: string): boolean => {
    const own = cellOf(decided, option.id, criterion);
    return (
      (own?.reasons.length ?? 0) > 0 &&
      (middle(own) < 2 ||
        decided.weighed.viable.some(({ id }) => middle(cellOf(decided, id, criterion)) > middle(own)))
    );
  };
  return (
    option.cons.length > 0 ||
    option.consequences.bad.length > 0 ||
    decided.weighed.proposal.criteria.some(isBeaten)
  );
};

const noFreeLunch = rule({
  id: 'OPT-004',
  says: 'Every viable option of a record has a downside.',
  levels: { document: 'error', system: 'error' },
  breaches: design =>
    recordsOf(design).flatMap(decided =>
      decided.weighed.viable
        .filter(option => !hasDownside(decided, option))
        .map(option => ({
          about: aboutOf(decided),
          at: atDecision(decided),
          text: `${option.name} in ${called(decided)} has no downside: no argument against it and no low rating.`,
          hint: hintFor(decided, `Write what speaks against ${option.name} into its cons, or rate it.`),
        })),
    ),
});

/** Characters that a record spends on an option: what it is, the arguments, the reasons of its ratings. */
const depthOf = (decided: Decided, option: ProposedOption): number =>
  [
    option.summary,
    ...[...option.pros, ...option.cons].map(({ text }) => text),
    ...cellsOf(decided, option).flatMap(({ reasons }) => reasons.map(({ text }) => text)),
  ].reduce((total, text) => total + [...text].length, 0);

const mostUneven = 3;

const uneven = (decided: Decided): Breach[] => {
  const sorted = decided.weighed.viable
    .map(option => ({ name: option.name, depth: depthOf(decided, option) }))
    .sort((a, b) => a.depth - b.depth);
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  if (shortest === undefined || longest === undefined || longest.depth <= mostUneven * shortest.depth)
    return [];
  const text = `What ${called(decided)} says about ${longest.name} is over ${mostUneven} times as long as about ${shortest.name}, as if it were chosen before.`;
  const hint = `Give ${shortest.name} pros, cons and ratings as well.`;
  return [{ about: aboutOf(decided), at: atDecision(decided), text, hint: hintFor(decided, hint) }];
};

const equalDepth = rule({
  id: 'OPT-005',
  says: 'The longest treatment of a viable option is at most three times as long as the shortest.',
  levels: { document: 'warning', system: 'warning' },
  breaches: design => recordsOf(design).flatMap(uneven),
});

export const optionRules: readonly Rule[] = [
  enoughOptions,
  noDummies,
  allDimensions,
  noFreeLunch,
  equalDepth,
  differentKinds,
];
