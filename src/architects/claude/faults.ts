import { parseCondition } from '../../weighing/condition.ts';
import { ConditionError } from '../../weighing/condition-tree.ts';
import type { Claim } from './answers/claim.ts';
import { inventedFigures } from './figures.ts';
import { citationOf, type Ground } from './ground.ts';

/** What is wrong with an answer of the right shape: one sentence each, which is fed back for a repair. */
export type Faults = readonly string[];

/** A place in an answer, as the model reads it: `options[0].bad[1]`. */
type Placed<T> = { readonly at: string; readonly value: T };

export const placed = <T>(at: string, values: readonly T[]): Placed<T>[] =>
  values.map((value, index) => ({ at: `${at}[${index}]`, value }));

/** Ids that nothing has, and figures that stand nowhere. */
export const claimFaults = (
  claims: readonly Placed<Claim>[],
  ground: Ground,
  figures: ReadonlySet<string>,
): Faults =>
  claims.flatMap(({ at, value: { text, cites } }) => [
    ...cites
      .filter(id => citationOf(id, ground) === undefined)
      .map(
        id => `${at} cites ${JSON.stringify(id)}, which is no driver, fact or assumption that you were given`,
      ),
    ...inventedFigures(text, figures).map(
      figure =>
        `${at} says ${JSON.stringify(figure)}, a figure that stands in no driver and no fact that you were given`,
    ),
  ]);

export const textFaults = (texts: readonly Placed<string>[], figures: ReadonlySet<string>): Faults =>
  texts.flatMap(({ at, value }) =>
    inventedFigures(value, figures).map(
      figure =>
        `${at} says ${JSON.stringify(figure)}, a figure that stands in no driver and no fact that you were given`,
    ),
  );

/** Conditions that do not parse. */
export const conditionFaults = (conditions: readonly Placed<string>[]): Faults =>
  conditions.flatMap(({ at, value }) => {
    try {
      parseCondition(value);
      return [];
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      return [`${at}, the condition ${JSON.stringify(value)}, cannot be read: ${error.message}`];
    }
  });

export const repeatFaults = (what: string, ids: readonly string[]): Faults =>
  [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
    id => `two ${what} have the id ${JSON.stringify(id)}`,
  );
