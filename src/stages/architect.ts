import type { AnalysisAnswer, DecisionToMake } from '../model/analysis.ts';
import type { OutcomeAnswer } from '../model/outcome.ts';
import type { Candidates, Objection, Proposal, Ratings } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { WeighedDecision } from '../weighing/weigh.ts';

/**
 * Who thinks. The stages call these in order, once a decision from `propose` on, and check every answer
 * against its schema and against what was asked before; they do not know who answers. Each answer must follow
 * from its arguments alone, so that it can be stored under them.
 */
export type Architect = {
  readonly name: 'catalogue' | 'claude';
  /** For the provenance line of the documents: "embedded catalogue of 2026-11". */
  readonly provenance: string;
  /** Which decisions do these requirements call for, and how significant is each? */
  readonly analyse: (requirements: Requirements) => Promise<AnalysisAnswer>;
  /** Which candidates of one kind are there? */
  readonly propose: (requirements: Requirements, decision: DecisionToMake) => Promise<Candidates>;
  /** How good is each candidate on each criterion, and under which conditions? Never sees the ranking. */
  readonly rate: (
    requirements: Requirements,
    decision: DecisionToMake,
    candidates: Candidates,
  ) => Promise<Ratings>;
  /** What speaks against a draft, the gravest first; null where nobody reads it. */
  readonly critique?: (
    requirements: Requirements,
    decision: DecisionToMake,
    draft: Proposal,
  ) => Promise<readonly Objection[] | null>;
  /** The draft once more, with the objections met; null where what came of it breaks the rules. */
  readonly rewrite?: (
    requirements: Requirements,
    decision: DecisionToMake,
    draft: Proposal,
    objections: readonly Objection[],
  ) => Promise<{ readonly candidates: Candidates; readonly ratings: Ratings } | null>;
  /** The words around an outcome that was computed; a weighed decision here has a winner. */
  readonly decide: (
    requirements: Requirements,
    decision: DecisionToMake,
    weighed: WeighedDecision,
  ) => Promise<OutcomeAnswer>;
};
