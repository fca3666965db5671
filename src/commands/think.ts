import type { Requirements } from '../model/requirements.ts';
import { analyse } from '../stages/analyse.ts';
import type { Architect } from '../stages/architect.ts';
import { decide, isWalked, rankRecords } from '../stages/decide.ts';
import { type Design, design } from '../stages/design.ts';
import { propose } from '../stages/propose.ts';
import { rate } from '../stages/rate.ts';
import { review } from '../stages/review.ts';
import { agree } from '../weighing/agree.ts';

/**
 * From requirements to the design as a whole. Options are found, rated and criticised side by side, weighed together so that
 * the answers go with each other, and put into words side by side again.
 */
export const think = async (architect: Architect, requirements: Requirements): Promise<Design> => {
  const analysis = await analyse(architect, requirements);
  const rated = await Promise.all(
    analysis.decisions.map(async decision => {
      const candidates = await propose(architect, analysis, decision);
      const draft = await rate(architect, analysis, decision, candidates);
      const proposal = await review(architect, analysis, decision, draft);
      return { decision, proposal, walk: isWalked(decision) };
    }),
  );
  const decided = await Promise.all(
    agree(rated, requirements).map(({ question, weighed }) =>
      decide(architect, analysis, question.decision, weighed),
    ),
  );
  return design(analysis, rankRecords(decided));
};
