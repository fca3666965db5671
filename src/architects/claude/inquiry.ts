import type { DecisionToMake } from '../../model/analysis.ts';
import type { Topic } from '../../model/catalogue.ts';
import type { Ask } from '../../model/doors.ts';
import type { Persona, PersonaStage } from '../../model/persona.ts';
import type { Requirements } from '../../model/requirements.ts';
import { figuresOfText } from './figures.ts';
import { type Ground, groundOf } from './ground.ts';
import { type Known, knownOf } from './known.ts';
import { decisionView, sharedView, type WritePrompt } from './prompt.ts';
import { allOtherSlices, commonSlices, type Slice, slicesOf } from './slices.ts';
import { type Task, taskLine } from './task.ts';

/** Whom the architect asks, as whom, and with what. */
export type Means = {
  readonly ask: Ask;
  readonly write: WritePrompt;
  /** The persona of a stage, the lead's directives before its own. */
  readonly personaOf: (stage: PersonaStage) => Persona;
  readonly topics: readonly Topic[];
};

/** The stages in which a model is asked. */
export type AskedStage = 'analysis' | 'options' | 'trade-offs' | 'critique' | 'decision';

/** What all calls of a stage have in common. */
export const stageCall = (
  { personaOf, write, topics }: Means,
  stage: AskedStage,
  requirements: Requirements,
) => ({
  stage,
  persona: personaOf(stage),
  shared: write(`${stage}-shared`, sharedView(requirements, topics)),
});

/** Everything that is the same for all questions about one decision. */
export type Inquiry = {
  readonly known: Known;
  readonly ground: Ground;
  /** Of everything that was handed over: what an answer may name. */
  readonly figures: ReadonlySet<string>;
  readonly view: ReturnType<typeof decisionView>;
  readonly task: (stage: AskedStage, turn?: Task['turn']) => string;
};

const figuresIn = (slices: readonly Slice[], texts: readonly string[]): ReadonlySet<string> =>
  figuresOfText([...slices.map(({ text }) => text), ...texts].join('\n'));

export const inquiryInto = (
  topics: readonly Topic[],
  requirements: Requirements,
  decision: DecisionToMake,
): Inquiry => {
  const known = knownOf(topics, requirements, decision);
  const view = decisionView(decision, requirements, known);
  const slices = [
    ...commonSlices(requirements),
    ...slicesOf(decision.drivers ?? [], requirements),
    ...view.slices,
  ];
  return {
    known,
    view,
    ground: groundOf(requirements, known),
    figures: figuresIn(
      slices,
      known.facts.map(({ text }) => text),
    ),
    task: (stage, turn = 'first') =>
      taskLine({ stage, subject: decision.id, system: requirements.system, turn }),
  };
};

/** Figures that an analysis may name: all of the file. */
export const figuresOfFile = (requirements: Requirements): ReadonlySet<string> =>
  figuresIn([...commonSlices(requirements), ...allOtherSlices(requirements)], []);
