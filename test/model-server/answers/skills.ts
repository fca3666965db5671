import type { Reading } from './reading.ts';

/** How well a team fits a technology, by what the file says of its skill. */
const levels = [
  { level: 'expert', rating: 4, says: 'the team masters' },
  { level: 'working', rating: 3, says: 'the team works with' },
  { level: 'learning', rating: 1, says: 'the team is still learning' },
  { level: 'none', rating: 0, says: 'nobody here has worked with' },
] as const;

/** The rating on team-fit: conditions on the skill, so that what-if can ask for another team. */
export const teamFit = (skills: readonly string[], reading: Reading) => {
  const [skill] = skills;
  if (skill === undefined) {
    const cites = reading.ids.has('team.size') ? ['team.size'] : ['assumption'];
    return {
      lo: 4,
      hi: 4,
      because: { text: 'it asks for nothing that the people here would have to learn', cites },
      when: [],
    };
  }
  const path = `team.skills.${skill}`;
  const cites = reading.ids.has(path) ? [path] : ['assumption'];
  return {
    lo: 0,
    hi: 4,
    because: { text: `the file does not say who knows ${skill}`, cites: ['assumption'] },
    when: levels.map(({ level, rating, says }) => ({
      condition: `${path} = ${level}`,
      lo: rating,
      hi: rating,
      because: { text: `${says} ${skill}`, cites },
      depends_on: '',
    })),
  };
};
