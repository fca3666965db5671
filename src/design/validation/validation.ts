import { z } from 'zod';
import type { Design } from '../../stages/design.ts';
import { questionFor } from '../question-text.ts';
import { loadPlanOf } from './load-plan.ts';
import { loadTestPath } from './load-test.ts';
import { loadAssumptions, loadNotes, loadQuestions, mixRows, mixText, scenarioRows } from './load-text.ts';
import { type Proof, proofsOf, trialsOf } from './trials.ts';

const proofRow = z.strictObject({
  href: z.string(),
  title: z.string(),
  firmness: z.string(),
  hypothesis: z.string(),
  time_box: z.string(),
  passes: z.string(),
  fails: z.string(),
});

/** What the template `design-validation` can name. */
export const validationView = z.strictObject({
  /** Decisions that are not clear and have an experiment. */
  proofs: z.array(proofRow),
  /** Those that have none, and the question that would settle each. */
  unproven: z.array(z.strictObject({ title: z.string(), question: z.string() })),
  /** Said where every record is clear; else empty. */
  settled: z.string(),
  /** Why there is no load plan; empty where there is one. */
  load_gap: z.string(),
  scenarios: z.array(
    z.strictObject({
      name: z.string(),
      rate: z.string(),
      formula: z.string(),
      duration: z.string(),
      requests: z.string(),
      passes: z.string(),
    }),
  ),
  /** Relative to the design document; empty where no operation is known to send. */
  script: z.string(),
  script_href: z.string(),
  script_gap: z.string(),
  mix: z.array(z.strictObject({ operations: z.array(z.string()), share: z.string(), because: z.string() })),
  mix_note: z.string(),
  notes: z.array(z.string()),
  trials: z.array(
    z.strictObject({
      id: z.string(),
      operations: z.array(z.string()),
      does: z.string(),
      passes: z.string(),
    }),
  ),
  assumptions: z.array(z.string()),
  questions: z.array(z.string()),
});
export type ValidationView = z.output<typeof validationView>;

/** Where records and files lie, relative to the document. */
export type ValidationFrame = { readonly hrefs: ReadonlyMap<string, string>; readonly folder: string };

const loadOf = (
  design: Design,
  folder: string,
): Omit<ValidationView, 'proofs' | 'unproven' | 'settled' | 'trials'> => {
  const plan = loadPlanOf(design);
  const { system } = design.analysis.requirements;
  if (plan === null)
    return {
      load_gap: `The requirements give no load, so no rate of a load test follows. The question for it: ${questionFor('load.peak')}`,
      scenarios: [],
      script: '',
      script_href: '',
      script_gap: '',
      mix: [],
      mix_note: '',
      notes: [],
      assumptions: [],
      questions: [],
    };
  const runnable = plan.requests.length > 0;
  return {
    load_gap: '',
    scenarios: [...scenarioRows(plan, design)],
    script: runnable ? loadTestPath : '',
    script_href: runnable ? `${folder}/${loadTestPath}` : '',
    script_gap: runnable
      ? ''
      : `The file names no operation, so these rates have no script yet. The question for it: which requests do the callers of ${system} send, and in which proportion?`,
    mix: mixRows(plan).map(({ operations, ...row }) => ({ ...row, operations: [...operations] })),
    mix_note: runnable ? mixText(design, plan) : '',
    notes: [...loadNotes(design, plan)],
    assumptions: [...loadAssumptions(plan)],
    questions: [...loadQuestions(design, plan)],
  };
};

const isTested = ({ hypothesis }: Proof): boolean => hypothesis !== '';

/** The validation section: what would prove decisions wrong, and what shows that the system bears its load. Pure. */
export const validationOf = (design: Design, frame: ValidationFrame): ValidationView => {
  const proofs = proofsOf(design);
  const records = design.decided.filter(
    ({ standing, chosen }) => standing.kind === 'record' && chosen !== null,
  );
  return {
    proofs: proofs
      .filter(isTested)
      .map(({ decision, ...row }) => ({ href: frame.hrefs.get(decision) ?? '', ...row })),
    unproven: proofs
      .filter(one => !isTested(one))
      .map(({ title, passes }) => ({
        title,
        question: passes || 'Which test would show that it does not do?',
      })),
    settled:
      proofs.length > 0 || records.length === 0
        ? ''
        : `No experiment is due: none of the ${records.length} records is a toss-up or leans.`,
    ...loadOf(design, frame.folder),
    trials: trialsOf(design, loadPlanOf(design)).map(({ operations, ...row }) => ({
      ...row,
      operations: [...operations],
    })),
  };
};
