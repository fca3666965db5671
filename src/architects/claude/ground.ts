import type { Driver } from '../../model/analysis.ts';
import type { Proposal } from '../../model/proposal.ts';
import type { Citation, Reason } from '../../model/reason.ts';
import { type Requirements, requirementsFile } from '../../model/requirements.ts';
import { driversOf } from '../../weighing/drivers.ts';
import { factPath } from '../../weighing/facts.ts';
import type { Claim } from './answers/claim.ts';
import { oneLine } from './one-line.ts';

/** What an answer may stand on: the file, and the facts that were handed over with the question. */
export type Ground = {
  readonly requirements: Requirements;
  readonly drivers: readonly Driver[];
  readonly facts: Proposal['facts'];
  readonly sources: Proposal['sources'];
};

const nothing: Pick<Proposal, 'facts' | 'sources'> = { facts: [], sources: [] };

export const groundOf = (
  requirements: Requirements,
  { facts, sources }: Pick<Proposal, 'facts' | 'sources'> = nothing,
): Ground => ({ requirements, drivers: driversOf(requirements), facts, sources });

/** How a claim is cited that names no source and no requirement. */
const assumed: Citation = { kind: 'assumption', id: 'judgement' };

const sections: ReadonlySet<string> = new Set(Object.keys(requirementsFile.shape));

/** A driver of the file, a section of it, or a fact that is computed from fields. */
export const isRequirement = ({ drivers }: Ground, id: string): boolean =>
  drivers.some(driver => driver.id === id) || sections.has(id) || factPath(id) !== undefined;

/** Models write ids with the brackets and quotes of the prompt around them. */
const bare = (id: string): string => id.trim().replace(/^[[`"'({]+|[\]`"')}]+$/g, '');

/** What an id stands for; undefined where nothing that was handed over has it. */
export const citationOf = (written: string, ground: Ground): Citation | undefined => {
  const id = bare(written);
  if (id === 'assumption') return assumed;
  const own = /^assumption-(\d+)$/.exec(id)?.[1];
  if (own !== undefined)
    return ground.requirements.assumptions[Number(own) - 1] === undefined
      ? undefined
      : { kind: 'assumption', id };
  if (isRequirement(ground, id)) return { kind: 'driver', id };
  return ground.facts.some(fact => fact.id === id) ? { kind: 'fact', id } : undefined;
};

/** A claim as records have it: without its full stop, and marked as an assumption where it names nothing. */
export const toReason = ({ text, cites }: Claim, ground: Ground): Reason => {
  const found = [...new Set(cites.map(bare))].flatMap(id => citationOf(id, ground) ?? []);
  return { text: oneLine(text).replace(/\.$/u, ''), cites: found.length > 0 ? found : [assumed] };
};
