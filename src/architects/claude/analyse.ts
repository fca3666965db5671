import { type AnalysisAnswer, type DecisionToMake, recordThreshold } from '../../model/analysis.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Architect } from '../../stages/architect.ts';
import { matchedTopic } from '../catalogue/own-decision.ts';
import { type AnalysisFromModel, analysisFromModel } from './answers/analysis.ts';
import type { Faults } from './faults.ts';
import { groundOf } from './ground.ts';
import { figuresOfFile, type Means, stageCall } from './inquiry.ts';
import { shownSlices } from './prompt.ts';
import { allOtherSlices } from './slices.ts';
import { taskLine } from './task.ts';
import { analysisFaults, toAnalysis } from './to-analysis.ts';

/** What the model leaves to defaults never becomes a record of its own. */
const asDefault = (decision: DecisionToMake): DecisionToMake => ({
  ...decision,
  significance: Math.min(decision.significance, recordThreshold - 1),
});

/** Topics that the file has answered, or that its own decisions ask about. */
const closedFaults = (
  answer: AnalysisFromModel,
  { topics }: Means,
  requirements: Requirements,
  closed: AnalysisAnswer['settled'],
): Faults => [
  ...closed.flatMap(({ id, topics: settled }) =>
    answer.decisions
      .filter(one => settled.includes(one.id))
      .map(one => `decisions opens the topic ${one.id}, which ${id} of the file settled`),
  ),
  ...requirements.decisions.flatMap(own => {
    const topic = matchedTopic(topics, own)?.id;
    return topic === undefined || topic === own.id
      ? []
      : answer.decisions
          .filter(({ id }) => id === topic)
          .map(
            () => `decisions has the topic ${topic}, which the team's own decision ${own.id} asks already`,
          );
  }),
  ...answer.settled.flatMap(({ decided, topics: named }) => [
    ...(closed.some(({ id }) => id === decided)
      ? []
      : [`settled names ${JSON.stringify(decided)}, which the file does not have`]),
    ...named
      .filter(name => !topics.some(({ id }) => id === name))
      .map(name => `settled names the topic ${JSON.stringify(name)}, which the catalogue does not have`),
  ]),
];

/**
 * The decisions that the model finds, and as defaults the topics of the catalogue that these requirements call for
 * and that it leaves out: the design needs an answer to each.
 */
export const analyseWith =
  (means: Means, catalogue: Architect): Architect['analyse'] =>
  async requirements => {
    const { ask, write, topics } = means;
    const catalogued = await catalogue.analyse(requirements);
    const ground = groundOf(requirements);
    const figures = figuresOfFile(requirements);
    const task = taskLine({ stage: 'analysis', subject: '', system: requirements.system, turn: 'first' });
    const { value } = await ask({
      ...stageCall(means, 'analysis', requirements),
      subject: requirements.system,
      prompt: write('analysis', { task, slices: shownSlices(allOtherSlices(requirements)) }),
      schema: analysisFromModel,
      faults: answer => [
        ...analysisFaults(answer, topics, ground, figures),
        ...closedFaults(answer, means, requirements, catalogued.settled),
      ],
    });
    const found = toAnalysis(value, topics, ground);
    const settled = catalogued.settled.map(one => ({
      ...one,
      topics: [
        ...new Set([
          ...one.topics,
          ...value.settled.filter(({ decided }) => decided === one.id).flatMap(named => named.topics),
        ]),
      ].sort(),
    }));
    const closed = new Set(settled.flatMap(one => one.topics));
    const asked = new Set(found.decisions.map(({ id }) => id));
    const left = catalogued.decisions.filter(
      ({ id, origin }) =>
        origin === 'settled' || (origin === 'architect' && !asked.has(id) && !closed.has(id)),
    );
    return {
      decisions: [...found.decisions.filter(({ id }) => !closed.has(id)), ...left.map(asDefault)],
      settled,
      questions: [...found.questions],
    };
  };
