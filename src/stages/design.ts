import { type Container, containersOf, partsOf } from '../design/containers.ts';
import { contextOf } from '../design/context.ts';
import { type RankedQuestion, rankQuestions } from '../design/ranked-questions.ts';
import { type Trace, tracesOf } from '../design/tracing.ts';
import type { Analysis } from '../model/analysis.ts';
import type { ContainersView, SystemContextView } from '../model/diagram.ts';
import type { Decided } from './decide.ts';

/** The whole: what all decisions together make of the system. */
export type Design = {
  readonly analysis: Analysis;
  readonly decided: readonly Decided[];
  readonly context: SystemContextView;
  readonly containers: ContainersView;
  /** Every part of the system, also those that share a box of the picture. */
  readonly parts: readonly Container[];
  readonly traces: readonly Trace[];
  /** By the number of verdicts that each could change. */
  readonly questions: readonly RankedQuestion[];
};

/** Last stage of thinking: from single decisions to the design as a whole. Pure. */
export const design = (analysis: Analysis, decided: readonly Decided[]): Design => {
  const context = contextOf(analysis.requirements);
  return {
    analysis,
    decided,
    context,
    parts: partsOf(analysis.requirements, decided),
    containers: containersOf(analysis.requirements, decided, context),
    traces: tracesOf(analysis, decided),
    questions: rankQuestions(analysis, decided),
  };
};
