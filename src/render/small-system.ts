import type { Requirements } from '../model/requirements.ts';
import { factsOf } from '../weighing/facts.ts';

/** People who can keep a system in their heads, and a load, at ten times the peak, that any machine carries. */
const mostPeople = 2;
const mostRequests = 10;

/**
 * Whether a design document may leave out what only a larger system asks for: a small team, next to no load, and
 * nobody outside on whom it depends. Pure.
 */
export const isSmall = (requirements: Requirements): boolean => {
  const tenfold = factsOf(requirements)('load.tenfold');
  return (
    (requirements.team?.size?.value ?? mostPeople + 1) <= mostPeople &&
    requirements.external_systems.length === 0 &&
    tenfold.kind === 'number' &&
    tenfold.value <= mostRequests
  );
};
