import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { factsOf } from '../weighing/facts.ts';
import { listed } from './decisions.ts';
import { type Rule, requirement, rule } from './rule.ts';

/** A technology that a chosen option needs and that the team does not master. */
type Gap = {
  readonly skill: string;
  readonly level: 'none' | 'learning';
  readonly neededBy: readonly string[];
};

const needs = ({ decision, chosen }: Decided, skill: string): string[] =>
  chosen?.skills.includes(skill) ? [`${chosen.name} (${decision.title})`] : [];

/** Gaps in the order in which decisions need them, each skill once. */
const gapsOf = ({ analysis, decided }: Design): readonly Gap[] => {
  const facts = factsOf(analysis.requirements);
  const skills = new Set(decided.flatMap(({ chosen }) => chosen?.skills ?? []).filter(skill => skill !== ''));
  return [...skills].flatMap(skill => {
    const level = facts(`team.skills.${skill}`);
    if (level.kind !== 'word' || (level.value !== 'none' && level.value !== 'learning')) return [];
    return [{ skill, level: level.value, neededBy: decided.flatMap(one => needs(one, skill)) }];
  });
};

const skillsKnown = rule({
  id: 'TEAM-001',
  says: 'The team has worked with every technology that the chosen options need.',
  levels: { system: 'warning' },
  breaches: design =>
    gapsOf(design).map(({ skill, level, neededBy }) => ({
      about: 'system',
      at: requirement(`team.skills.${skill}`),
      text: `${level === 'none' ? `Nobody on the team knows ${skill}` : `The team is still learning ${skill}`}, which ${listed(neededBy)} needs.`,
      hint: `Plan who learns ${skill} by when and correct team.skills once they have, or rank team-fit higher in priorities.`,
    })),
});

const secondsPerDay = 86_400;

/** Days until a team works productively with a technology: an assumption, rough on purpose. */
const rampUpDays = { none: 90, learning: 30 } as const;
/** Learning may take this share of the time to the first version. */
const mostOfTime = 0.5;

const learningFits = rule({
  id: 'TIME-001',
  says: 'Learning the chosen technologies takes at most half of the time to the first version.',
  levels: { system: 'warning' },
  breaches: design => {
    const first = design.analysis.requirements.timeline?.mvp;
    if (first === undefined) return [];
    const late = gapsOf(design).filter(
      ({ level }) => rampUpDays[level] * secondsPerDay > mostOfTime * first.value,
    );
    if (late.length === 0) return [];
    const days = Math.max(...late.map(({ level }) => rampUpDays[level]));
    return [
      {
        about: 'system',
        at: requirement('timeline.mvp'),
        text: `Learning ${listed(late.map(({ skill }) => skill))} takes about ${days} days (assumption), over half of the time to the first version (timeline.mvp: ${first.text}).`,
        hint: 'Give timeline.mvp more time, start without these technologies, or bring in people who know them and correct team.skills.',
      },
    ];
  },
});

export const teamRules: readonly Rule[] = [skillsKnown, learningFits];
