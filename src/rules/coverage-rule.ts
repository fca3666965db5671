import { sectionsUsing } from '../design/sections.ts';
import { unknownRules } from '../design/security/obligations.ts';
import { sightOf } from '../design/sight.ts';
import type { Driver } from '../model/analysis.ts';
import type { Constraint } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { parseCondition, statementsOf } from '../weighing/condition.ts';
import { isAmong } from '../weighing/condition-match.ts';
import { listed, quoted } from './decisions.ts';
import { type Breach, requirement, rule } from './rule.ts';

type SystemBreach = Breach<'system'>;

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[^\p{L}\p{N}\p{M}._-]+/u)
    .map(word => word.replace(/[._-]+$/u, ''))
    .filter(word => word !== '');

/** Whether a section of the design document goes by it. */
const isUsed = (design: Design, id: string): boolean => sectionsUsing(design, id).length > 0;

const isCited = ({ traces }: Design, id: string): boolean =>
  traces.some(({ driver, decisions }) => driver === id && decisions.length > 0);

/** Whether a question of the design or a settled answer names it. */
const isNamed = ({ analysis, decided }: Design, id: string): boolean => {
  const names = (text: string): boolean => wordsOf(text).includes(id);
  return (
    decided.some(({ decision }) => names(decision.question)) ||
    analysis.settled.some(({ title, answer }) => names(title) || names(answer))
  );
};

const otherwise = (id: string): string =>
  `ask in decisions what it decides, or say in decided how it is met; name ${id} there`;

/** What the gates and ratings of a design ask about, whether it turned a rating or not. */
type Held = {
  readonly paths: ReadonlySet<string>;
  /** Lists with a value: `constraints.forbids non-eu`, `compliance GDPR`. */
  readonly values: ReadonlySet<string>;
};

const heldBy = ({ decided }: Design): Held => {
  const statements = decided
    .flatMap(({ weighed }) =>
      weighed.proposal.options.flatMap(({ gates, ratings }) => [
        ...gates.map(({ condition }) => condition),
        ...Object.values(ratings).flatMap(({ cases }) => cases.map(one => one.if)),
      ]),
    )
    .flatMap(condition => statementsOf(parseCondition(condition)));
  return {
    paths: new Set(statements.map(({ path }) => path)),
    values: new Set(statements.flatMap(one => (one.op === 'has' ? [`${one.path} ${one.value}`] : []))),
  };
};

const constraintBreach = (
  design: Design,
  held: Held,
  { id, text, forbids, requires, kind }: Constraint,
): SystemBreach[] => {
  const tags = [
    ...(forbids ?? []).map(tag => `forbids ${tag}`),
    ...(requires ?? []).map(tag => `requires ${tag}`),
  ];
  const missed = tags.filter(tag => !held.values.has(`constraints.${tag}`));
  const hasBudget = kind === 'budget' && design.analysis.requirements.budget?.monthly !== undefined;
  // A reason that cites a constraint with tags speaks of the tags that are held, not of the missed ones.
  const isMet = tags.length > 0 ? missed.length === 0 : isCited(design, id) || isUsed(design, id);
  if (hasBudget || isMet || isNamed(design, id)) return [];
  const said = `The hard constraint ${id} (${quoted(text)})`;
  return [
    {
      about: 'system',
      at: requirement(id),
      text:
        tags.length === 0
          ? `${said} says neither what it forbids nor what it requires, so no option was held against it.`
          : `${said} ${listed(missed)}, which no option of these decisions was held against.`,
      hint:
        tags.length === 0
          ? `Write forbids or requires for ${id}, or hard: false if it is a wish; or ${otherwise(id)}.`
          : `Check it by hand; then ${otherwise(id)}.`,
    },
  ];
};

const isLatency = (id: string): boolean => id.startsWith('quality.latency_');

/** Figures that are computed from a quality. */
const figureFor: Readonly<Record<string, string>> = {
  'quality.availability': 'error-budget',
  'quality.latency_p95': 'concurrency',
};

const qualityBreaches = (design: Design, held: Held): SystemBreach[] => {
  const qualities = design.analysis.drivers.filter(({ id }) => id.startsWith('quality.'));
  const isMet = ({ id }: Driver): boolean =>
    held.paths.has(id) ||
    isCited(design, id) ||
    isNamed(design, id) ||
    isUsed(design, id) ||
    design.analysis.figures.some(figure => figure.id === figureFor[id]);
  const latencyIsMet = qualities.some(one => isLatency(one.id) && isMet(one));
  return qualities
    .filter(one => !isMet(one) && !(isLatency(one.id) && latencyIsMet))
    .map(({ id, text, measure }) => ({
      about: 'system',
      at: requirement(id),
      text: `${text} (${id}: ${measure}) is asked for, but no decision weighs it, and no figure or section uses it.`,
      hint: `Either ${otherwise(id)}.`,
    }));
};

const complianceBreach = (design: Design, { values }: Held): SystemBreach[] => {
  const held = [...values].filter(one => one.startsWith('compliance '));
  const open = unknownRules(sightOf(design)).filter(
    name =>
      !isAmong(
        held.map(one => one.slice('compliance '.length)),
        name,
      ) && !wordsOf(name).every(word => isNamed(design, word)),
  );
  return open.length === 0
    ? []
    : [
        {
          about: 'system',
          at: requirement('compliance'),
          text: `No decision weighs what ${listed(open)} (compliance) asks for.`,
          hint: 'Write what it forbids or requires as constraints, and say in decided how it is met, with its name.',
        },
      ];
};

/**
 * Functional requirements are not judged: a decision rarely turns on a single one, and the document lists them all.
 * Nor are scenarios: one with a measure has its test, and REQ-001 asks the others for one.
 */
export const coverageRule = rule({
  id: 'REQ-002',
  says: 'Every hard constraint, quality and standard is weighed by a decision, used by a figure or section, or settled.',
  levels: { system: 'error' },
  breaches: design => {
    const held = heldBy(design);
    return [
      ...qualityBreaches(design, held),
      ...design.analysis.requirements.constraints
        .filter(({ hard }) => hard)
        .flatMap(constraint => constraintBreach(design, held, constraint)),
      ...complianceBreach(design, held),
    ];
  },
});
