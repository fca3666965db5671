import type { Decided } from '../stages/decide.ts';
import { atDecision, called, cellOf, isOwn, middle, recordsOf } from './decisions.ts';
import { type Breach, ourDefect, type Rule, rule } from './rule.ts';

/**
 * A criterion on which every rating is known and another option is better by a whole point: what is lost there is
 * no guess. Null where there is none.
 */
const certainLoss = (decided: Decided): string | null => {
  const { viable, proposal } = decided.weighed;
  const own = decided.chosen?.id ?? '';
  const isKnown = (id: string, criterion: string): boolean => {
    const cell = cellOf(decided, id, criterion);
    return cell !== undefined && cell.interval[0] === cell.interval[1] && cell.reasons.length === 1;
  };
  const lost = proposal.criteria.find(
    criterion =>
      viable.every(({ id }) => isKnown(id, criterion)) &&
      viable.some(
        ({ id }) => middle(cellOf(decided, id, criterion)) - middle(cellOf(decided, own, criterion)) >= 1,
      ),
  );
  return lost ?? null;
};

const givenUp = rule({
  id: 'DEC-004',
  says: 'A record says what is given up where another viable option is known to be better.',
  levels: { document: 'error' },
  breaches: design =>
    recordsOf(design).flatMap((decided): Breach<'document'>[] => {
      const { chosen, outcome } = decided;
      if (chosen === null || outcome === null || outcome.given_up.length > 0) return [];
      const lost = certainLoss(decided);
      if (lost === null) return [];
      const text = `The record of ${called(decided)} does not say what ${chosen.name} gives up on ${lost}.`;
      return [{ about: 'document', at: atDecision(decided), text, hint: ourDefect }];
    }),
});

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** The file has no place for mitigations, so that of a team's own options only the bad consequences are asked for. */
const downside = (decided: Decided): Breach[] => {
  const { chosen, outcome } = decided;
  if (chosen === null || outcome === null) return [];
  const at = atDecision(decided);
  if (isOwn(decided)) {
    if (outcome.bad.length > 0) return [];
    const text = `Nobody has named a bad consequence of ${chosen.name} in ${called(decided)}.`;
    return [{ about: 'system', at, text, hint: `Write what it costs into the cons of ${chosen.name}.` }];
  }
  if (outcome.bad.some(({ mitigation }) => !isBlank(mitigation))) return [];
  const text = `The record of ${called(decided)} has no bad consequence of ${chosen.name} with its mitigation.`;
  return [{ about: 'document', at, text, hint: ourDefect }];
};

const mitigated = rule({
  id: 'DEC-005',
  says: 'A record has at least one bad consequence with its mitigation.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => recordsOf(design).flatMap(downside),
});

const unconfirmed = (decided: Decided): Breach[] => {
  const { chosen, outcome } = decided;
  if (chosen === null || outcome === null) return [];
  const at = atDecision(decided);
  if (outcome.confirmation.every(isBlank)) {
    const text = `The record of ${called(decided)} does not say how ${chosen.name} is confirmed.`;
    return [{ about: 'document', at, text, hint: ourDefect }];
  }
  if (!isOwn(decided) || chosen.confirm.length > 0) return [];
  const text = `Nobody knows yet by which test ${chosen.name} in ${called(decided)} would be confirmed.`;
  const hint = 'Name the test in the record before it is accepted; the file can hold it as a fit_criterion.';
  return [{ about: 'system', at, text, hint }];
};

const confirmed = rule({
  id: 'DEC-006',
  says: 'A record says by which test or fitness function its choice is confirmed.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => recordsOf(design).flatMap(unconfirmed),
});

export const consequenceRules: readonly Rule[] = [givenUp, mitigated, confirmed];
