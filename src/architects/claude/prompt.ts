import type { DecisionToMake } from '../../model/analysis.ts';
import type { Topic } from '../../model/catalogue.ts';
import { criteria } from '../../model/criteria.ts';
import type { Requirements } from '../../model/requirements.ts';
import { factPaths } from '../../weighing/facts.ts';
import { failures } from './failures.ts';
import type { Known } from './known.ts';
import { oneLine } from './one-line.ts';
import { commonSlices, type Slice, slicesOf } from './slices.ts';

/** Templates of prompts, by their names under templates/prompts. */
export type PromptName =
  | 'analysis-shared'
  | 'analysis'
  | 'options-shared'
  | 'options'
  | 'trade-offs-shared'
  | 'trade-offs'
  | 'critique-shared'
  | 'critique'
  | 'decision-shared'
  | 'decision';

/** Fills the template of a prompt: handed in, since templates are files. */
export type WritePrompt = (name: PromptName, view: Readonly<Record<string, unknown>>) => string;

/** A text of the file within a prompt: one line, and no tag that could end the part that it stands in. */
export const quotedLine = (text: string): string => oneLine(text).replace(/</g, '‹').replace(/>/g, '›');

export const shownSlices = (slices: readonly Slice[]): readonly Slice[] =>
  slices.map(({ id, text }) => ({ id: quotedLine(id), text: quotedLine(text) }));

const vocabulary = factPaths.filter(
  ({ path }) => path !== 'priorities' && path !== 'work' && path !== 'functional.first',
);

/** What stands first in all calls of a stage: nothing of it differs from decision to decision. */
export const sharedView = (requirements: Requirements, topics: readonly Topic[]) => ({
  system: quotedLine(requirements.system),
  slices: shownSlices(commonSlices(requirements)),
  facts: vocabulary,
  rules: Object.entries(failures).map(([id, means]) => ({ id, means })),
  criteria: Object.entries(criteria).map(([name, means]) => ({ name, means })),
  topics: topics.map(({ id, title, question, options }) => ({
    id,
    title,
    question: question.replaceAll('{system}', 'the system'),
    options: options.map(option => option.id).join(', '),
  })),
});

/** What a prompt says of the decision that it is about; its reasons and their prose are none of it. */
export const decisionView = (
  decision: DecisionToMake,
  requirements: Requirements,
  known: Pick<Known, 'criteria' | 'facts'>,
) => ({
  decision: { id: decision.id, title: quotedLine(decision.title), question: quotedLine(decision.question) },
  criteria: known.criteria.join(', '),
  slices: shownSlices(
    slicesOf(
      decision.origin === 'team'
        ? [`decisions.${decision.id}`, ...(decision.drivers ?? [])]
        : (decision.drivers ?? []),
      requirements,
    ),
  ),
  facts: known.facts,
});
