import { parseCondition } from '../../weighing/condition.ts';
import type { Condition } from '../../weighing/condition-tree.ts';
import { factPath } from '../../weighing/facts.ts';

const none: ReadonlySet<string> = new Set();

const union = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
  new Set(sets.flatMap(set => [...set]));

const intersection = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> => {
  const [first = none, ...rest] = sets;
  return new Set([...first].filter(path => rest.every(set => set.has(path))));
};

/** The paths that must be known for a condition to be true (or false): what a sentence under it may quote. */
const guaranteedBy = (condition: Condition, holds: boolean): ReadonlySet<string> => {
  switch (condition.op) {
    case 'true':
      return none;
    case 'not':
      return guaranteedBy(condition.part, !holds);
    case 'and':
    case 'or': {
      const parts = condition.parts.map(part => guaranteedBy(part, holds));
      return (condition.op === 'and') === holds ? union(parts) : intersection(parts);
    }
    case 'known':
      return condition.known === holds ? withImplied(condition.path) : none;
    default:
      return withImplied(condition.path);
  }
};

/** The same for several conditions at once, given as text; one that does not parse guarantees nothing. */
export const guaranteedByAll = (
  conditions: readonly { readonly text: string; readonly holds: boolean }[],
): ReadonlySet<string> =>
  union(
    conditions.map(({ text, holds }) => {
      try {
        return guaranteedBy(parseCondition(text), holds);
      } catch {
        return none;
      }
    }),
  );

const loads = ['load.average', 'load.peak', 'load.tenfold'];

/** A load is known with all that is computed from it. */
const withImplied = (path: string): ReadonlySet<string> => {
  if (path === 'data.writes') return new Set([path, 'load.reads', ...loads]);
  return new Set(loads.includes(path) ? loads : [path]);
};

const sections = ['entities', 'flows', 'external_systems', 'functional', 'existing'];

/** Facts that every file gives: lists, and what is counted in lists; `team.teams` is 1 where nobody says. */
export const isTotal = (path: string): boolean => {
  const fact = factPath(path);
  if (fact === undefined) return false;
  if (fact.type === 'list' || path === 'team.teams') return true;
  return (
    (fact.type === 'count' || fact.type === 'word') && fact.from.every(field => sections.includes(field))
  );
};
