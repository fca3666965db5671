import type { Reason } from '../model/reason.ts';

/** The skills that a reason stands on; null where it stands on anything else as well. */
const skillsOf = ({ cites }: Reason): string | null =>
  cites.length > 0 && cites.every(({ kind, id }) => kind === 'driver' && id.startsWith('team.skills.'))
    ? [...new Set(cites.map(({ id }) => id))].sort().join(' ')
    : null;

/** Whether one of the reasons before has the same words. */
export const isRepeated = ({ text }: Reason, before: readonly Reason[]): boolean =>
  before.some(one => one.text.includes(text));

/** Whether one of the reasons before, all of one option, says the same, or what the team knows of the same technology. */
export const isSaidAgain = (reason: Reason, before: readonly Reason[]): boolean => {
  const skills = skillsOf(reason);
  return isRepeated(reason, before) || (skills !== null && before.some(one => skillsOf(one) === skills));
};

/** Reasons of one option, without those that say again what one before has said. */
export const onceOnly = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter((reason, index) => !isSaidAgain(reason, reasons.slice(0, index)));
