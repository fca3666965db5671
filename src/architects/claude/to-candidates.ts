import type { Candidates } from '../../model/proposal.ts';
import type { OptionsFromModel } from './answers/options.ts';
import { type Ground, toReason } from './ground.ts';
import type { Known } from './known.ts';
import { oneLine } from './one-line.ts';

type Option = OptionsFromModel['options'][number];
type Candidate = Candidates['options'][number];

const toDesign = ({ id, containers, edges }: Option, { options }: Known): Candidate['design'] =>
  options.find(one => one.id === id)?.design ?? {
    containers: containers.map(({ technology, name, responsibility, ...one }) => ({
      ...one,
      name: oneLine(name),
      responsibility: oneLine(responsibility),
      ...(technology.trim() === '' ? {} : { technology: oneLine(technology) }),
    })),
    edges: edges.map(edge => ({ ...edge, label: oneLine(edge.label) })),
  };

const toCandidate = (option: Option, known: Known, ground: Ground): Candidate => {
  const own = known.own.find(({ id, name }) => id === option.id || name === option.name);
  return {
    id: own?.id ?? option.id,
    name: own?.name ?? oneLine(option.name),
    summary: oneLine(option.summary),
    gates: option.gates.map(({ condition, because }) => ({ condition, because: toReason(because, ground) })),
    skills: option.skills.map(oneLine),
    reversibility: option.reversibility,
    parts: option.parts,
    pros: own?.pros ?? [],
    cons: own?.cons ?? [],
    consequences: {
      good: option.good.map(claim => ({ text: toReason(claim, ground) })),
      bad: option.bad.map(({ mitigation, ...claim }) => ({
        text: toReason(claim, ground),
        ...(mitigation.trim() === '' ? {} : { mitigation: oneLine(mitigation) }),
      })),
    },
    risks: option.risks.map(({ id, text, ...test }) => ({
      id,
      text: oneLine(text),
      test: {
        hypothesis: oneLine(test.hypothesis),
        time_box: oneLine(test.time_box),
        pass: oneLine(test.pass),
        fail: oneLine(test.fail),
      },
    })),
    confirm: option.confirm.map(oneLine),
    leans_on: option.leans_on.map(({ because, ...lean }) => ({
      ...lean,
      because: toReason(because, ground),
    })),
    design: toDesign(option, known),
  };
};

/** The candidates of one decision as weighing has them. */
export const toCandidates = (
  { kind, options }: OptionsFromModel,
  known: Known,
  ground: Ground,
): Candidates => ({
  decision: known.decision,
  ...(known.topic === undefined ? {} : { topic: known.topic }),
  kind: oneLine(kind),
  criteria: known.criteria,
  options: options.map(option => toCandidate(option, known, ground)),
  facts: known.facts,
  sources: known.sources,
});
