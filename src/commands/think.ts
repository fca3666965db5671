import type { Requirements } from '../model/requirements.ts';
import { analyse } from '../stages/analyse.ts';
import type { Architect } from '../stages/architect.ts';
import { decide, rankRecords } from '../stages/decide.ts';
import { type Design, design } from '../stages/design.ts';
import { propose } from '../stages/propose.ts';
import { weigh } from '../stages/weigh.ts';

/** From requirements to the design as a whole: the four stages, decisions side by side, then the sum of them. */
export const think = async (architect: Architect, requirements: Requirements): Promise<Design> => {
  const analysis = await analyse(architect, requirements);
  const decided = await Promise.all(
    analysis.decisions.map(async decision => {
      const candidates = await propose(architect, analysis, decision);
      const weighed = await weigh(architect, analysis, decision, candidates);
      return decide(architect, analysis, decision, weighed);
    }),
  );
  return design(analysis, rankRecords(decided));
};
