import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { evaluate, parseCondition } from '../weighing/condition.ts';
import { factsOf } from '../weighing/facts.ts';
import { atDecision, called } from './decisions.ts';
import { type About, type Breach, ourDefect, type Rule, rule } from './rule.ts';

/** A pattern that costs more than it looks like, and what has to be in the file before it pays. */
type Pattern = {
  readonly name: string;
  readonly goesBy: RegExp;
  /** Holds where the file has the problem that the pattern solves. */
  readonly problem: (requirements: Requirements) => boolean;
  readonly missing: string;
  readonly mend: string;
};

const holds =
  (condition: string) =>
  (requirements: Requirements): boolean =>
    evaluate(parseCondition(condition), factsOf(requirements)) === 'true';

/** The same words and standards as the catalogue's own condition on event sourcing. */
const asksHistory = holds(
  'text has "histor" or text has "audit" or text has "reconstruct" or text has "point in time" or text has "replay" or text has "ledger" or compliance has SOX or compliance has GoBD or compliance has "21 CFR Part 11"',
);

/** Reads that may lag, outnumber writes, or have a shape of their own. */
const readsDiffer = holds(
  'quality.update_delay is known or load.reads >= 80% or load.peak > 1000/s or text has "search" or text has "report" or text has "dashboard" or text has "statistic" or text has "export"',
);

/** One change in several places that no transaction spans. */
const spansPlaces = holds('data.owners >= 2 or external.hard >= 1');

const patterns: readonly Pattern[] = [
  {
    name: 'Event sourcing',
    goesBy: /\bevent[ -]sourc/iu,
    problem: asksHistory,
    missing: 'nothing in the file asks for the history of changes',
    mend: 'Write the functional requirement that needs past states (an audit, a replay), or choose an option that keeps the state.',
  },
  {
    name: 'CQRS',
    goesBy: /\bcqrs\b|\bread[ -]models?\b/iu,
    problem: requirements =>
      readsDiffer(requirements) || requirements.flows.some(one => one.kind === 'query'),
    missing: 'no read of the file differs from the writes in shape, number or age',
    mend: 'Write load.read_write, quality.update_delay or the query that needs its own tables, or read from the primary store.',
  },
  {
    name: 'A saga',
    goesBy: /\bsagas?\b/iu,
    problem: spansPlaces,
    missing: 'no change of the file spans several owners or a system outside',
    mend: 'Write the owner of each entity and the references between them, or keep the change in one transaction.',
  },
];

/** What is settled or asked by the team is the team's own choice. */
const whose = ({ decision }: Decided): About => (decision.origin === 'architect' ? 'document' : 'system');

const breachesOf = ({ analysis }: Design, decided: Decided): Breach[] => {
  const { chosen } = decided;
  if (chosen === null) return [];
  const about = whose(decided);
  return patterns
    .filter(
      ({ goesBy, problem }) =>
        goesBy.test(`${chosen.id.replaceAll('-', ' ')} ${chosen.name}`) && !problem(analysis.requirements),
    )
    .map(({ name, missing, mend }) => ({
      about,
      at: atDecision(decided),
      text: `${name} is chosen in ${called(decided)} (${chosen.name}), but ${missing}.`,
      hint: about === 'system' ? mend : ourDefect,
    }));
};

/** One that the catalogue recommends is a warning only: its own conditions may know a problem that these do not. */
const patternHasProblem = rule<About>({
  id: 'PAT-001',
  says: 'CQRS, event sourcing or a saga is chosen only where the file has the problem that it solves.',
  levels: { document: 'warning', system: 'error' },
  breaches: design => design.decided.flatMap(decided => breachesOf(design, decided)),
});

export const patternRules: readonly Rule[] = [patternHasProblem];
