import type { Proposal } from '../model/proposal.ts';
import type { Citation, Reason } from '../model/reason.ts';
import { requirementsFile } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { factPath } from '../weighing/facts.ts';
import { atDecision, called, claimsOf, listed, quoted, recordsOf } from './decisions.ts';
import { praise } from './praise.ts';
import { type Breach, ourDefect, type Rule, rule } from './rule.ts';

const sections: ReadonlySet<string> = new Set(Object.keys(requirementsFile.shape));

/** A driver id, a field of the file, or a fact that is computed from fields. */
const namesRequirement = ({ analysis }: Design, id: string): boolean =>
  analysis.drivers.some(driver => driver.id === id) ||
  sections.has(id.split(/[.[]/u, 1)[0] ?? '') ||
  factPath(id) !== undefined;

const resolves = (design: Design, { facts, sources }: Proposal, { kind, id }: Citation): boolean => {
  if (kind === 'assumption') return true;
  if (kind === 'driver') return namesRequirement(design, id);
  if (kind === 'decision') return design.decided.some(({ decision }) => decision.id === id);
  const fact = facts.find(one => one.id === id);
  return fact !== undefined && sources.some(source => source.id === fact.source);
};

/** As many as one reads; the rest is counted. */
const mostShown = 3;

const shown = (texts: readonly string[]): string =>
  listed([
    ...texts.slice(0, mostShown),
    ...(texts.length > mostShown ? [`${texts.length - mostShown} more`] : []),
  ]);

const perRecord = (
  design: Design,
  find: (decided: Decided) => readonly string[],
  say: (decided: Decided, found: string) => string,
): Breach<'document'>[] =>
  recordsOf(design).flatMap(decided => {
    const found = [...new Set(find(decided))];
    return found.length === 0
      ? []
      : [{ about: 'document', at: atDecision(decided), text: say(decided, shown(found)), hint: ourDefect }];
  });

const everyClaimStands = rule({
  id: 'HON-001',
  says: 'Every claim of a record names a requirement, a fact with its source, or the word assumption.',
  levels: { document: 'error' },
  breaches: design =>
    perRecord(
      design,
      decided =>
        claimsOf(decided)
          .filter(
            ({ cites }) =>
              cites.length === 0 || !cites.every(one => resolves(design, decided.weighed.proposal, one)),
          )
          .map(({ text }) => quoted(text)),
      (decided, found) => `Claims of ${called(decided)} stand on nothing that can be found: ${found}.`,
    ),
});

const isTeamsWord = ({ cites }: Reason): boolean =>
  cites.some(({ kind, id }) => kind === 'driver' && id.startsWith('decisions.'));

/** Our own sentences, without the names that the file gives. */
const ownTexts = ({ analysis }: Design, decided: Decided): readonly string[] => {
  const { outcome, weighed } = decided;
  const names = [analysis.requirements.system, ...weighed.proposal.options.map(({ name }) => name)];
  return [
    ...claimsOf(decided)
      .filter(claim => !isTeamsWord(claim))
      .map(({ text }) => text),
    ...weighed.proposal.options.map(({ summary }) => summary),
    ...(outcome?.bad ?? []).flatMap(({ mitigation }) => mitigation ?? []),
    ...(outcome?.confirmation ?? []),
  ].map(text => names.reduce((rest, name) => rest.replaceAll(name, '…'), text));
};

const noPraise = rule({
  id: 'HON-002',
  says: 'Our text argues without praise and without popularity.',
  levels: { document: 'warning' },
  breaches: design =>
    perRecord(
      design,
      decided =>
        ownTexts(design, decided)
          .filter(text => praise.test(text))
          .map(quoted),
      (decided, found) => `The record of ${called(decided)} praises instead of arguing: ${found}.`,
    ),
});

const factsFresh = rule({
  id: 'HON-004',
  says: 'No record leans on a fact past its review date.',
  levels: { document: 'warning' },
  breaches: (design, { today }) =>
    perRecord(
      design,
      decided => {
        const cited = new Set(
          claimsOf(decided).flatMap(({ cites }) =>
            cites.filter(({ kind }) => kind === 'fact').map(({ id }) => id),
          ),
        );
        return decided.weighed.proposal.facts
          .filter(({ id, review_after }) => cited.has(id) && review_after < today)
          .map(({ id, review_after }) => `${id} (due ${review_after})`);
      },
      (decided, found) => `The record of ${called(decided)} leans on facts past their review date: ${found}.`,
    ).map(breach => ({
      ...breach,
      hint: 'Read the sources again before the record is accepted; a newer version of adrgen may have done so.',
    })),
});

export const honestyRules: readonly Rule[] = [everyClaimStands, noPraise, factsFresh];
