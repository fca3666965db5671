import type { Requirements } from '../../model/requirements.ts';
import type { Operation } from '../interfaces/operations.ts';
import { wordsOf } from '../labels.ts';
import { placesOf } from '../lookups.ts';

/** Who causes an operation, by the sentence that asks for it. */
export type Actor = {
  /** A role or an external system; null where the sentence names none before its verb. */
  readonly who: string | null;
  /** The sentence has the system do it, so that nobody calls it outright. */
  readonly throughSystem: boolean;
  readonly requirement: string;
};

type Named = { readonly who: string | null; readonly spelled: string };

/** Names that can act; the last word of a role stands for it where no other role shares it: `analyst`, Fraud analyst. */
const namesIn = ({ stakeholders, external_systems, system }: Requirements): Named[] => {
  const outside = [...stakeholders.map(({ role }) => role), ...external_systems.map(({ name }) => name)];
  const lastOf = (name: string): string => wordsOf(name).at(-1) ?? '';
  const short = outside.filter(
    one =>
      wordsOf(one).length > 1 &&
      lastOf(one) !== 'system' &&
      outside.filter(other => lastOf(other) === lastOf(one)).length === 1,
  );
  return [
    ...outside.map(who => ({ who, spelled: who })),
    ...short.map(who => ({ who, spelled: lastOf(who) })),
    ...['system', system].map(spelled => ({ who: null, spelled })),
  ];
};

const stemOf = (verb: string): string => verb.replace(/[ey]$/u, '');

/** Where the verb stands; a reading operation has no verb of its own, so that all of the sentence counts. */
const verbAt = (words: readonly string[], { command }: Operation): number => {
  const stem = stemOf(wordsOf(command?.name ?? '')[0] ?? '');
  const at = stem === '' ? -1 : words.findLastIndex(word => word.startsWith(stem));
  return at === -1 ? words.length : at;
};

const actorIn = (
  requirements: Requirements,
  operation: Operation,
  text: string,
): Omit<Actor, 'requirement'> => {
  const words = wordsOf(text);
  const end = verbAt(words, operation);
  const found = namesIn(requirements).flatMap(({ who, spelled }) =>
    placesOf(words, spelled).map(at => ({ who, at, length: wordsOf(spelled).length })),
  );
  // The last word of `Lab system` is not the system.
  const before = found
    .filter(({ at }) => at < end)
    .filter(one => !found.some(({ at, length }) => at < one.at && one.at < at + length))
    .toSorted((a, b) => a.at - b.at);
  const subject = operation.command === null ? before[0] : before.at(-1);
  return {
    who: subject?.who ?? before.findLast(({ who }) => who !== null)?.who ?? null,
    throughSystem: subject !== undefined && subject.who === null,
  };
};

/** Who causes an operation, one for each requirement that names it. Pure. */
export const actorsOf = (requirements: Requirements, operation: Operation): readonly Actor[] =>
  requirements.functional
    .filter(({ id }) => operation.requirements.includes(id))
    .map(({ id, text }) => ({ ...actorIn(requirements, operation, text), requirement: id }));
