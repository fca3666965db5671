import { callRatesOf } from '../design/call-rates.ts';
import { sectionsOf } from '../design/sections.ts';
import { type LoadPlan, loadPlanOf, scenarioNames } from '../design/validation/load-plan.ts';
import { type Proof, proofsOf } from '../design/validation/trials.ts';
import type { Design } from '../stages/design.ts';
import { atDecision, called, listed, quoted } from './decisions.ts';
import { type About, type Breach, defect, ourDefect, type Rule, requirement, rule } from './rule.ts';

const said = (text: string): boolean => text.trim() !== '';

/** Toss-ups of the team's own options, and unclear ones of the catalogue's, for which nobody named an experiment. */
const unproven = (design: Design): Breach[] => {
  const proofs = new Map(proofsOf(design).map(proof => [proof.decision, proof]));
  return design.decided.flatMap((decided): Breach[] => {
    const proof = proofs.get(decided.decision.id);
    if (proof === undefined || said(proof.hypothesis)) return [];
    const about: About = decided.decision.origin === 'team' ? 'system' : 'document';
    // Where ratings are missing they are asked for first (OPT-003).
    if (about === 'system' && (proof.firmness !== 'Toss-up' || decided.firmness.settledBy.length > 0))
      return [];
    const text = `${called(decided).replace(/^./u, first => first.toUpperCase())} is ${proof.firmness === 'Toss-up' ? 'a toss-up' : 'not clear'}, and no experiment would settle it.`;
    const hint = `Ask in open_questions for the test that would settle ${decided.decision.id}, by this name, or rate what sets the options apart.`;
    return [{ about, at: atDecision(decided), text, hint: about === 'system' ? hint : ourDefect }];
  });
};

/** A question of the file that names the decision asks for its test. */
const isAsked = ({ analysis }: Design, { at }: Breach): boolean =>
  analysis.requirements.open_questions.some(({ question }) => question.includes(at.id));

const unclearIsTried = rule<About>({
  id: 'VAL-001',
  says: 'A decision that is a toss-up or leans has an experiment that could turn it.',
  levels: { document: 'warning', system: 'warning' },
  breaches: design =>
    unproven(design).filter(breach => breach.about === 'document' || !isAsked(design, breach)),
});

const equal = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b));

const planFaults = (design: Design, plan: LoadPlan | null): readonly string[] => {
  const calls = callRatesOf(design);
  const peak = design.analysis.figures.find(({ id }) => id === 'peak-rate');
  if (peak === undefined || peak.value <= 0) return [];
  if (plan === null) return ['it does not exist, though the file gives a load'];
  const named = [...plan.scenarios.map(({ name }) => name), ...plan.left_out];
  const missing = scenarioNames.filter(name => !named.includes(name));
  return [
    ...(equal(plan.peak, calls?.peak ?? peak.value)
      ? []
      : [`its peak is ${plan.peak}, that of the figures ${peak.value}, of which ${calls?.peak} are calls`]),
    ...(missing.length === 0 ? [] : [`it leaves ${listed(missing)} out without a reason`]),
  ];
};

/** The section shows every run of the plan with what it has to pass. */
const runFaults = (design: Design, plan: LoadPlan | null): readonly string[] => {
  const { scenarios } = sectionsOf(design).validation;
  // Without operations a smoke test has nothing to call.
  return (plan?.scenarios ?? [])
    .filter(({ name }) => name !== 'smoke' || plan?.requests.length !== 0)
    .filter(({ name }) => !scenarios.some(row => row.name === name && said(row.rate) && said(row.passes)))
    .map(({ name }) => `the document does not show at which rate ${name} runs and what it has to pass`);
};

const withoutCriteria = (plan: LoadPlan | null): Breach<'system'>[] => {
  const criteria = plan?.criteria;
  return criteria === undefined || Object.values(criteria).some(one => one !== null)
    ? []
    : [
        {
          about: 'system',
          at: requirement('quality'),
          text: 'The file gives a load, but neither a response time nor a share of requests that may fail, so that a load test has nothing to pass.',
          hint: 'Write quality.latency_p95, and quality.error_rate or quality.availability.',
        },
      ];
};

const loadIsTried = rule({
  id: 'VAL-002',
  says: 'The load plan has every kind of run at the computed rates, and something that each has to pass.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const plan = loadPlanOf(design);
    return [
      ...[...planFaults(design, plan), ...runFaults(design, plan)].map(fault =>
        defect(requirement('load'), `The load plan does not hold: ${fault}.`),
      ),
      ...withoutCriteria(plan),
    ];
  },
});

type Test = Pick<Proof, 'hypothesis' | 'time_box' | 'passes' | 'fails'>;

const halves = ({ time_box, passes, fails }: Test): readonly string[] => [
  ...(said(time_box) ? [] : ['no time box']),
  ...(said(passes) ? [] : ['nothing that counts as pass']),
  ...(said(fails) && fails !== passes ? [] : ['nothing that counts as fail']),
];

const experimentsCanFail = rule({
  id: 'VAL-003',
  says: 'Every experiment has a hypothesis, a time box, and what counts as pass and as fail.',
  levels: { document: 'error' },
  breaches: design => {
    const { proofs } = sectionsOf(design).validation;
    const proofFaults = proofs.flatMap(proof => {
      const missing = halves(proof);
      return missing.length === 0
        ? []
        : [`The experiment ${quoted(proof.hypothesis)} has ${listed(missing)}.`];
    });
    const riskFaults = design.decided.flatMap(({ chosen }) =>
      (chosen?.risks ?? []).flatMap(({ text, test }) => {
        const missing = [
          ...(said(test.hypothesis) ? [] : ['no hypothesis']),
          ...halves({ ...test, passes: test.pass, fails: test.fail }),
        ];
        return missing.length === 0 ? [] : [`The trial of the risk ${quoted(text)} has ${listed(missing)}.`];
      }),
    );
    return [...new Set([...proofFaults, ...riskFaults])].map(text => defect(requirement('system'), text));
  },
});

export const validationRules: readonly Rule[] = [unclearIsTried, loadIsTried, experimentsCanFail];
