import type { Citation } from '../../model/reason.ts';
import type { Requirements } from '../../model/requirements.ts';
import { parseCondition, statementsOf } from '../../weighing/condition.ts';
import { occursIn } from '../../weighing/condition-match.ts';
import { factPath, skillKey } from '../../weighing/facts.ts';
import { firstRequirement } from '../../weighing/own-words.ts';

/** How the catalogue's rules of thumb are cited: a claim that names no source and no requirement. */
export const ruleOfThumb: Citation = { kind: 'assumption', id: 'rule-of-thumb' };

const driver = (id: string): Citation => ({ kind: 'driver', id });

const isGiven = (value: unknown): boolean =>
  value !== undefined &&
  !(Array.isArray(value) && value.length === 0) &&
  !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const fieldOf = (requirements: Requirements, field: string): unknown => {
  const [section = '', name] = field.split('.');
  const value: unknown = requirements[section as keyof Requirements];
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  return (value as Readonly<Record<string, unknown>>)[name];
};

const skills = 'team.skills.';

/** The skill as the file spells it; undefined where the file does not list it. */
export const skillInFile = ({ team }: Requirements, skill: string): string | undefined =>
  Object.keys(team?.skills ?? {}).find(name => skillKey(name) === skillKey(skill));

/** The field of the file behind a fact: the first that the file gives, or else the fact itself. */
export const citePath = (path: string, requirements: Requirements): Citation => {
  if (path.startsWith(skills)) {
    const skill = path.slice(skills.length);
    return driver(`${skills}${skillInFile(requirements, skill) ?? skill}`);
  }
  if (path === 'functional.first') return driver(firstRequirement(requirements)?.id ?? 'functional');
  const given = factPath(path)?.from.find(field => isGiven(fieldOf(requirements, field)));
  return driver(given ?? path);
};

/** The functional requirements, or else the section, in which a phrase of a condition on `text` occurs. */
const citeText = (phrase: string, requirements: Requirements): Citation[] => {
  const { functional, entities, flows } = requirements;
  const stating = functional.filter(({ priority, text }) => priority !== 'wont' && occursIn([text], phrase));
  if (stating.length > 0) return stating.map(({ id }) => driver(id));
  if (
    occursIn(
      entities.map(({ name }) => name),
      phrase,
    )
  )
    return [driver('entities')];
  const ends = flows.flatMap(({ from, to }) => [from, to]);
  return occursIn(ends, phrase) ? [driver('flows')] : [];
};

const citeTag = (side: 'forbids' | 'requires', tag: string, { constraints }: Requirements): Citation[] =>
  constraints
    .filter(constraint => constraint.hard && constraint[side]?.some(one => one === tag))
    .map(({ id }) => driver(id));

/** What of the file a condition speaks of. Throws ConditionError where it does not parse. */
export const citeCondition = (condition: string, requirements: Requirements): Citation[] =>
  statementsOf(parseCondition(condition)).flatMap(statement => {
    if (statement.op === 'has') {
      if (statement.path === 'text') return citeText(statement.value, requirements);
      if (statement.path === 'constraints.forbids') return citeTag('forbids', statement.value, requirements);
      if (statement.path === 'constraints.requires')
        return citeTag('requires', statement.value, requirements);
    }
    return [citePath(statement.path, requirements)];
  });

/** Each citation once, in the order given. */
export const distinct = (cites: readonly Citation[]): Citation[] =>
  cites.filter(
    ({ kind, id }, index) => cites.findIndex(other => other.kind === kind && other.id === id) === index,
  );
