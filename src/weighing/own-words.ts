import type { Requirements } from '../model/requirements.ts';

/** More words than this are no quotation but a copy. */
const mostWords = 16;
const fewWords = 8;

/** “The words of the file”, shortened at a word. */
export const quoted = (text: string, most = mostWords): string => {
  const words = text
    .trim()
    .replace(/[.。]$/u, '')
    .split(/\s+/u);
  return `“${words.slice(0, most).join(' ')}${words.length > most ? ' …' : ''}”`;
};

/** The first functional requirement that must be met; undefined where the file has none at all. */
export const firstRequirement = ({
  functional,
}: Requirements): Requirements['functional'][number] | undefined =>
  functional.find(({ priority }) => priority === 'must') ??
  functional.find(({ priority }) => priority !== 'wont');

type Entity = Requirements['entities'][number];

/** How many of it come a second; what has a mere number of rows comes never. */
const pace = ({ count }: Entity): number => (count?.dimension === 'rate' ? count.value : 0);

/**
 * One thing that users ask for, to try a decision on: the first command of the entity of which most come in; where
 * the file has no commands, a read of the first entity; where it has no entities either, its first requirement in a
 * few words.
 */
export const workOf = (requirements: Requirements): string => {
  const { entities } = requirements;
  const [busiest] = entities
    .filter(({ commands }) => commands.length > 0)
    .toSorted((a, b) => pace(b) - pace(a));
  const command = busiest?.commands[0]?.name;
  if (command !== undefined) return quoted(command);
  const [first] = entities;
  if (first !== undefined) return `a read of ${first.name}`;
  return quoted(firstRequirement(requirements)?.text ?? requirements.purpose, fewWords);
};
