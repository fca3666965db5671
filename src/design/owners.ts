import type { Requirements } from '../model/requirements.ts';

/** Who owns data, each once, in the order of the file. */
export const ownersOf = ({ entities }: Requirements): string[] => [
  ...new Set(entities.flatMap(({ owner }) => owner ?? [])),
];
