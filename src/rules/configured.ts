import type { Configuration, Waiver } from '../model/configuration.ts';

type Judged = { readonly rule: string; readonly level: 'error' | 'warning' };

/** A finding that a team lives with: shown, and not counted. */
export type Waived = { readonly reason: string; readonly until: string | null };

/** The finding as a team sees it, and which of the waivers, by index, it took. */
type Configured<F> = {
  readonly findings: readonly (F & { waived?: Waived })[];
  readonly used: ReadonlySet<number>;
};

const isExpired = ({ until }: Waiver, today: string): boolean => until !== null && until < today;

/** `at` is one of the names, or a folder (`docs/adr/`) that one of them lies in. */
const speaksOf = ({ at }: Waiver, names: readonly string[]): boolean => {
  const bare = at.replace(/^\.\//, '');
  return names.some(name => name === bare || (bare.endsWith('/') && name.startsWith(bare)));
};

/**
 * What a configuration makes of findings: those of rules that are off go, levels are the team's, and what a waiver
 * speaks of is marked. `namesOf` gives what a waiver may call a finding: its file, its ids. A waiver holds up to and
 * with its day. Pure.
 */
export const configured = <F extends Judged>(
  findings: readonly F[],
  { rules, waivers }: Pick<Configuration, 'rules' | 'waivers'>,
  namesOf: (finding: F) => readonly string[],
  today: string,
): Configured<F> => {
  const used = new Set<number>();
  const kept = findings.flatMap((finding): (F & { waived?: Waived })[] => {
    const level = rules[finding.rule] ?? finding.level;
    if (level === 'off') return [];
    const index = waivers.findIndex(
      waiver =>
        waiver.rule === finding.rule && speaksOf(waiver, namesOf(finding)) && !isExpired(waiver, today),
    );
    const waiver = waivers[index];
    if (waiver === undefined) return [{ ...finding, level }];
    used.add(index);
    return [{ ...finding, level, waived: { reason: waiver.reason, until: waiver.until } }];
  });
  return { findings: kept, used };
};

/** A waiver that does nothing any more. */
export type IdleWaiver = { readonly waiver: Waiver; readonly expired: boolean };

/** Waivers past their day, and those that nothing took. Pure. */
export const idleWaivers = (
  { waivers }: Pick<Configuration, 'waivers'>,
  used: ReadonlySet<number>,
  today: string,
): readonly IdleWaiver[] =>
  waivers.flatMap((waiver, index) =>
    used.has(index) ? [] : [{ waiver, expired: isExpired(waiver, today) }],
  );
