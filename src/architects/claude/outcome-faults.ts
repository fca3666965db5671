import type { WeighedDecision } from '../../weighing/weigh.ts';
import type { DecisionFromModel } from './answers/decision.ts';
import { claimFaults, type Faults, placed } from './faults.ts';
import type { Ground } from './ground.ts';

const middle = (weighed: WeighedDecision, option: string, criterion: string): number => {
  const [lo, hi] = weighed.cells[option]?.[criterion]?.interval ?? [0, 4];
  return (lo + hi) / 2;
};

/** A criterion on which another viable option is better by a whole point. */
const lostOn = (weighed: WeighedDecision): string | undefined => {
  const winner = weighed.assessment?.winner ?? '';
  return weighed.proposal.criteria.find(criterion =>
    weighed.viable.some(({ id }) => middle(weighed, id, criterion) - middle(weighed, winner, criterion) >= 1),
  );
};

/** What schema and contract leave open of an outcome: what is given up, a mitigation, citations, figures. */
export const outcomeFaults = (
  answer: DecisionFromModel,
  weighed: WeighedDecision,
  ground: Ground,
  figures: ReadonlySet<string>,
): Faults => {
  const lost = lostOn(weighed);
  return [
    ...(answer.given_up.length === 0 && lost !== undefined
      ? [`given_up is empty, and another option is better on ${lost}`]
      : []),
    ...(answer.bad.some(({ mitigation }) => mitigation.trim() !== '')
      ? []
      : ['no consequence in bad has a mitigation: an action, and whose it is']),
    ...claimFaults(
      [
        ...placed('because', answer.because),
        ...placed('given_up', answer.given_up),
        ...placed('good', answer.good),
        ...placed('bad', answer.bad),
      ],
      ground,
      figures,
    ),
  ];
};
