import type { TopicOption } from '../../model/catalogue.ts';
import type { RatingRule } from '../../model/proposal.ts';
import type { skillLevels } from '../../model/requirements.ts';
import { printCondition } from '../../weighing/condition-print.ts';
import type { Condition } from '../../weighing/condition-tree.ts';
import { citePath, ruleOfThumb, skillInFile } from './citations.ts';
import type { Scene, WrittenReason } from './interpolate.ts';

type Level = (typeof skillLevels)[number];

/** The least known skill decides; expert is what remains when no other level occurs. */
const points = { none: 0, learning: 1, working: 3, expert: 4 } as const satisfies Readonly<
  Record<Level, number>
>;

const pathOf = (skill: string): string => `team.skills.${skill}`;

/** Some skill of the option is at this level. */
const someAt = (skills: readonly string[], level: Level): string => {
  const parts = skills.map(
    (skill): Condition => ({ op: 'word', path: pathOf(skill), comparison: '=', words: [level] }),
  );
  return parts.length === 1 ? parts.map(printCondition).join('') : printCondition({ op: 'or', parts });
};

const sentences: Readonly<Record<Level, (skills: string) => string>> = {
  none: skills => `nobody on the team knows ${skills}`,
  learning: skills => `the team is still learning ${skills}`,
  working: skills => `the team has worked with ${skills}`,
  expert: skills => `the team is expert in ${skills}`,
};

const listed = (names: readonly string[]): string =>
  names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/**
 * Team fit from the option's skills: none 0, learning 1, working 3, expert 4, the least known counts; a skill
 * that the file does not list leaves it open. Each reason names the skills that decide and their level.
 */
export const skillsRule = ({ skills, name }: TopicOption, scene: Scene): RatingRule => {
  if (skills.length === 0) {
    const text = 'it asks for no skill beside those that the application needs anyway';
    return { cases: [], otherwise: { rating: points.expert, because: { text, cites: [ruleOfThumb] } } };
  }
  const levelOf = (skill: string): string | null => {
    const level = scene.facts(pathOf(skill));
    return level.kind === 'word' ? level.value : null;
  };
  const because = reasonsFor({ skills, name }, levelOf, scene);
  return {
    cases: (['none', 'learning', 'working'] as const).map(level => ({
      if: someAt(skills, level),
      rating: points[level],
      because: because(level),
    })),
    otherwise: { rating: points.expert, because: because('expert') },
  };
};

const reasonsFor = (
  { skills, name }: Pick<TopicOption, 'skills' | 'name'>,
  levelOf: (skill: string) => string | null,
  { requirements }: Scene,
): ((level: Level) => WrittenReason) => {
  const shown = (skill: string): string =>
    skill.toLowerCase() === name.toLowerCase() ? name : (skillInFile(requirements, skill) ?? skill);
  const cites = (some: readonly string[]) => some.map(skill => citePath(pathOf(skill), requirements));
  const open = skills.filter(skill => levelOf(skill) === null);
  const settled = open.length === 0 || skills.some(skill => levelOf(skill) === 'none');
  return level => {
    if (!settled) {
      const text = `the file does not say how well the team knows ${listed(open.map(shown))}`;
      return { text, cites: cites(open) };
    }
    const deciding = skills.filter(skill => levelOf(skill) === level);
    const named = deciding.length > 0 ? deciding : skills;
    const among = named.length < skills.length ? `, the least known of ${listed(skills.map(shown))}` : '';
    return { text: `${sentences[level](listed(named.map(shown)))}${among}`, cites: cites(named) };
  };
};
