import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import { ownersOf } from './owners.ts';
import { subscriptionsOf } from './subscriptions.ts';

/** Whether the file names anybody who hears of something later: an event, a stream, a flow that tolerates a delay. */
const somebodyHears = (requirements: Requirements): boolean => {
  const { system, entities, flows } = requirements;
  const inside = new Set([system, ...ownersOf(requirements), ...entities.map(({ name }) => name)]);
  return (
    subscriptionsOf(requirements).length > 0 ||
    flows.some(({ from, to, delay }) => delay !== undefined && inside.has(from) && to !== system)
  );
};

/** Whether there is anything that not everybody may see, or nothing says that everybody may. */
const somethingIsClosed = ({ entities }: Requirements): boolean =>
  entities.length === 0 || entities.some(({ classification }) => classification !== 'public');

const needs: Readonly<Record<string, (requirements: Requirements) => boolean>> = {
  messaging: somebodyHears,
  'domain-events': somebodyHears,
  authentication: somethingIsClosed,
};

/**
 * Whether somebody in the file asks for the parts that a choice brings. A decision with a record was asked for; a
 * default applied was not, and a relay that nobody waits for or an issuer of keys to public data is no part. Pure.
 */
export const isAskedFor = (requirements: Requirements, { decision, standing }: Decided): boolean =>
  standing.kind === 'record' || (needs[decision.id]?.(requirements) ?? true);
