import type { Analysis, DecisionToMake } from '../model/analysis.ts';
import type { Objection, Proposal } from '../model/proposal.ts';
import type { Architect } from './architect.ts';
import { AnswerRefused } from './checked.ts';
import { checkedCandidates } from './propose.ts';
import { rated } from './rate.ts';

type Rewrite = NonNullable<Architect['rewrite']>;

/** The rewrite as a proposal; null where it breaks what every draft has to keep. */
const rewritten = async (
  rewrite: Rewrite,
  analysis: Analysis,
  decision: DecisionToMake,
  draft: Proposal,
  objections: readonly Objection[],
): Promise<Proposal | null> => {
  const again = await rewrite(analysis.requirements, decision, draft, objections);
  if (again === null) return null;
  try {
    const candidates = checkedCandidates(analysis, decision, again.candidates);
    return rated(analysis, decision, candidates, again.ratings);
  } catch (error) {
    if (error instanceof AnswerRefused) return null;
    throw error;
  }
};

/**
 * Has a critic read the draft of one decision, once, and has it written anew where there are objections, once. A
 * rewrite that breaks the rules is not used: the draft stands, and with it what was said against it.
 */
export const review = async (
  { critique, rewrite }: Architect,
  analysis: Analysis,
  decision: DecisionToMake,
  draft: Proposal,
): Promise<Proposal> => {
  if (critique === undefined) return draft;
  const objections = await critique(analysis.requirements, decision, draft);
  if (objections === null) return draft;
  const better =
    objections.length === 0 || rewrite === undefined
      ? null
      : await rewritten(rewrite, analysis, decision, draft, objections);
  return { ...(better ?? draft), critique: { objections, rewritten: better !== null } };
};
