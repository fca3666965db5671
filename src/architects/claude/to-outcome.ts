import type { OutcomeAnswer } from '../../model/outcome.ts';
import type { DecisionFromModel } from './answers/decision.ts';
import { type Ground, toReason } from './ground.ts';
import { oneLine } from './one-line.ts';

/** The words around an outcome as records have them. */
export const toOutcome = (answer: DecisionFromModel, ground: Ground): OutcomeAnswer => {
  const [proof] = answer.proof_of_concept;
  return {
    because: answer.because.map(claim => toReason(claim, ground)),
    given_up: answer.given_up.map(claim => toReason(claim, ground)),
    good: answer.good.map(claim => ({ text: toReason(claim, ground) })),
    bad: answer.bad.map(({ mitigation, ...claim }) => ({
      text: toReason(claim, ground),
      ...(mitigation.trim() === '' ? {} : { mitigation: oneLine(mitigation) }),
    })),
    confirmation: answer.confirmation.map(oneLine),
    proof_of_concept:
      proof === undefined
        ? null
        : {
            hypothesis: oneLine(proof.hypothesis),
            time_box: oneLine(proof.time_box),
            pass: oneLine(proof.pass),
            fail: oneLine(proof.fail),
          },
  };
};
