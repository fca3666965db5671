import { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';

/** What the template `design-risks` can name. */
export const risksView = z.strictObject({
  findings: z.array(
    z.strictObject({ rule: z.string(), level: z.string(), text: z.string(), hint: z.string() }),
  ),
  rows: z.array(
    z.strictObject({
      risk: z.string(),
      decision: z.string(),
      href: z.string(),
      chosen: z.string(),
      verdict: z.string(),
      trial: z.string(),
      time_box: z.string(),
      passes: z.string(),
    }),
  ),
  /** Decisions whose chosen option brings no risk that anybody has named. */
  unnamed: z.array(z.string()),
  /** Why there is nothing; empty where there is something. */
  gap: z.string(),
});
export type RisksView = z.output<typeof risksView>;

const stakes = ['Toss-up', 'Leaning', 'Clear', 'Undecided'] as const;

/** The less firm the verdict, the more is at stake; records before defaults. */
const stakeOf = ({ firmness, standing }: Decided): number =>
  2 * stakes.indexOf(firmness.word) + (standing.kind === 'record' ? 0 : 1);

/** A default that was clear has risks as well, but nobody weighed it: its record would say them. */
const isAtStake = ({ chosen, standing, firmness }: Decided): boolean =>
  chosen !== null && (standing.kind === 'record' || firmness.word !== 'Clear');

const sentenceStart = (text: string): string => text.replace(/^\p{Ll}/u, first => first.toUpperCase());

const levels = ['error', 'warning', 'waived'] as const;

/** As it is shown: a waived finding says why. */
const shownAs = ({ level, hint, waived }: Finding): { level: (typeof levels)[number]; hint: string } => {
  if (waived === undefined) return { level, hint: hint ?? '' };
  return {
    level: 'waived',
    hint: `${waived.reason}${waived.until === null ? '' : ` (until ${waived.until})`}`,
  };
};

/** What the rules found, and what could prove the chosen options wrong, the least firm ones first. Pure. */
export const risksOf = (
  { decided }: Design,
  findings: readonly Finding[],
  hrefs: ReadonlyMap<string, string>,
): RisksView => {
  const ranked = decided.filter(isAtStake).toSorted((a, b) => stakeOf(a) - stakeOf(b));
  const rows = ranked.flatMap(({ decision, chosen, firmness }) =>
    (chosen?.risks ?? []).map(({ text, test }) => ({
      risk: sentenceStart(text),
      decision: decision.title,
      href: hrefs.get(decision.id) ?? '#decisions',
      chosen: chosen?.name ?? '',
      verdict: firmness.word.toLowerCase(),
      trial: sentenceStart(test.hypothesis),
      time_box: test.time_box,
      passes: sentenceStart(test.pass),
    })),
  );
  const unnamed = ranked
    .filter(({ chosen, standing }) => standing.kind === 'record' && chosen?.risks.length === 0)
    .map(({ decision, chosen }) => `${decision.title}: ${chosen?.name ?? ''}`);
  return {
    findings: findings
      .map(finding => ({ rule: finding.rule, text: finding.text, ...shownAs(finding) }))
      .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level)),
    rows,
    unnamed,
    gap:
      rows.length + findings.length === 0
        ? 'No rule finds anything in the requirements, and no record chooses an option whose risks could be named.'
        : '',
  };
};
