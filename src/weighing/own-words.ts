import type { Requirements } from '../model/requirements.ts';

/** More words than this are no quotation but a copy. */
const mostWords = 16;

/** “The words of the file”, shortened at a word. */
export const quoted = (text: string): string => {
  const words = text
    .trim()
    .replace(/[.。]$/u, '')
    .split(/\s+/u);
  return `“${words.slice(0, mostWords).join(' ')}${words.length > mostWords ? ' …' : ''}”`;
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

const mostCommands = 2;

/**
 * What users ask for most: the first commands of the entity of which most come in, or else the first functional
 * requirement. Each in quotation marks: “place order” and “cancel order”.
 */
export const workOf = (requirements: Requirements): string => {
  const [busiest] = requirements.entities
    .filter(({ commands }) => commands.length > 0)
    .toSorted((a, b) => pace(b) - pace(a));
  const commands = (busiest?.commands ?? []).slice(0, mostCommands).map(({ name }) => quoted(name));
  return commands.length > 0
    ? commands.join(' and ')
    : quoted(firstRequirement(requirements)?.text ?? requirements.purpose);
};
