import type { AnalysisAnswer, DecisionToMake } from '../../model/analysis.ts';
import { recordThreshold } from '../../model/analysis.ts';
import type { Topic } from '../../model/catalogue.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { AnalysisFromModel } from './answers/analysis.ts';
import { newId } from './answers/claim.ts';
import { claimFaults, type Faults, placed, repeatFaults } from './faults.ts';
import { type Ground, isRequirement, toReason } from './ground.ts';
import { oneLine } from './one-line.ts';

type Found = AnalysisFromModel['decisions'][number];

const ownOf = ({ decisions }: Requirements, id: string) => decisions.find(one => one.id === id);

/** Words of the team and of the catalogue stand; only what neither asks bears the words of the model. */
const toDecision = (found: Found, topics: readonly Topic[], ground: Ground): DecisionToMake => {
  const { requirements } = ground;
  const own = ownOf(requirements, found.id);
  const topic = topics.find(({ id }) => id === found.id);
  const asked = own?.question ?? topic?.question.replaceAll('{system}', requirements.system);
  return {
    id: found.id,
    title:
      own === undefined
        ? (topic?.title ?? oneLine(found.title))
        : own.question.replace(/[?？]\s*$/u, '') || own.id,
    question: asked ?? oneLine(found.question),
    significance: found.significance,
    because: found.because.map(claim => toReason(claim, ground)),
    origin: own === undefined ? 'architect' : 'team',
    criteria: [...new Set([...(own?.criteria ?? []), ...found.criteria])],
    drivers: [...new Set(found.drivers)].sort(),
  };
};

/** What the model found, as the stage has it; what the catalogue knows besides is not its business. */
export const toAnalysis = (
  { decisions, questions }: AnalysisFromModel,
  topics: readonly Topic[],
  ground: Ground,
): Pick<AnalysisAnswer, 'decisions'> & { readonly questions: NonNullable<AnalysisAnswer['questions']> } => ({
  decisions: decisions.map(found => toDecision(found, topics, ground)),
  questions: questions.map(({ question, decisions: turns }) => ({
    question: oneLine(question),
    decisions: turns,
  })),
});

const mostRecords = 8;
const mostQuestions = 5;

const idFaults = (found: Found, at: string, topics: readonly Topic[], requirements: Requirements): Faults => {
  if (ownOf(requirements, found.id) !== undefined || topics.some(({ id }) => id === found.id)) return [];
  const isNew = newId.safeParse(found.id);
  if (!isNew.success)
    return [`${at}.id ${JSON.stringify(found.id)} must be ${isNew.error.issues[0]?.message}`];
  return found.significance < recordThreshold
    ? [`${at} is no topic of the catalogue and has a significance below ${recordThreshold}: leave it out`]
    : [];
};

/** What schema and contract leave open: the team's own questions, ids, drivers, figures. */
export const analysisFaults = (
  answer: AnalysisFromModel,
  topics: readonly Topic[],
  ground: Ground,
  figures: ReadonlySet<string>,
): Faults => {
  const { requirements } = ground;
  const ids = answer.decisions.map(({ id }) => id);
  const records = answer.decisions.filter(
    ({ id, significance }) => significance >= recordThreshold && ownOf(requirements, id) === undefined,
  );
  return [
    ...repeatFaults('decisions', ids),
    ...requirements.decisions
      .filter(({ id }) => !ids.includes(id))
      .map(({ id }) => `the team's own decision ${JSON.stringify(id)} is missing from decisions`),
    ...(records.length > mostRecords
      ? [
          `${records.length} decisions have a significance of ${recordThreshold} or more: at most ${mostRecords} become records`,
        ]
      : []),
    ...(answer.questions.length > mostQuestions
      ? [`at most ${mostQuestions} questions, the gravest first`]
      : []),
    ...placed('decisions', answer.decisions).flatMap(({ at, value }) => [
      ...idFaults(value, at, topics, requirements),
      ...value.drivers
        .filter(id => !isRequirement(ground, id))
        .map(id => `${at}.drivers names ${JSON.stringify(id)}, which is no driver that you were given`),
      ...claimFaults(placed(`${at}.because`, value.because), ground, figures),
    ]),
  ];
};
