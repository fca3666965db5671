import type { SequencePicture, SequenceStep } from '../../model/diagram-views.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure } from '../../weighing/format-figure.ts';
import { mentions } from '../lookups.ts';
import type { Lane } from './flow-parts.ts';
import {
  arrival,
  type Course,
  callOf,
  courseOf,
  deedOf,
  externalLane,
  lanesOf,
  message,
  note,
  outcome,
  pictureOf,
  write,
  written,
} from './flow-steps.ts';
import { type Journey, journeyOf } from './journey.ts';
import type { FlowView } from './main-flow.ts';

/** What does not answer, and how it is asked. */
type Failing = {
  readonly lane: Lane;
  readonly name: string;
  readonly ask: string;
  readonly external: boolean;
};

const failingOf = ({ journey, parts, log }: Course): Failing => {
  const [first] = journey.calls;
  return first !== undefined && first.external.criticality !== 'soft'
    ? {
        lane: externalLane(first.external.name),
        name: first.external.name,
        ask: callOf(first),
        external: true,
      }
    : {
        lane: parts.store,
        name: parts.storeName,
        ask: written(journey.act, log),
        external: false,
      };
};

/** The scenario of the file in which it fails. */
const scenarioOf = ({ quality_scenarios }: Requirements, { lane, external }: Failing) =>
  quality_scenarios.find(({ source, stimulus, artifact }) =>
    external
      ? mentions(`${source ?? ''} ${stimulus}`, lane.name)
      : mentions(`${artifact ?? ''} ${stimulus}`, 'store') ||
        mentions(`${artifact ?? ''} ${stimulus}`, 'database'),
  );

const figureText = ({ analysis }: Design, id: string): string | null => {
  const figure = analysis.figures.find(one => one.id === id);
  return figure === undefined ? null : formatFigure(figure.value, figure.unit);
};

const unanswered = (design: Design, { external }: Failing): string => {
  const timeout = external ? figureText(design, 'call-timeout') : null;
  return timeout === null ? 'no answer within the timeout' : `no answer within ${timeout}`;
};

/** What is tried again, and until when, as the option on resilience has it. */
const attempts = (design: Design, course: Course, failing: Failing): readonly SequenceStep[] => {
  const { hand, resilience } = course;
  const lost = message('lost', hand, failing.lane, failing.ask);
  const late = note([hand, failing.lane], unanswered(design, failing));
  if (course.parts.queue !== null) {
    return [{ kind: 'loop', text: `until ${failing.name} answers`, steps: [lost, late] }];
  }
  return resilience === 'circuit-breaker'
    ? [lost, late, note([hand], 'after several failures the breaker opens: no more calls')]
    : [lost, late, { kind: 'loop', text: 'one or two retries, with jitter', steps: [lost] }];
};

/** What the caller gets meanwhile. */
const meanwhile = (course: Course, failing: Failing): readonly SequenceStep[] => {
  const { code, caller, parts, resilience, journey } = course;
  if (parts.queue !== null) {
    return [
      note(
        [caller, parts.queue],
        `${deedOf(journey)} stays accepted; what keeps failing goes to the dead-letter queue`,
      ),
    ];
  }
  if (resilience === 'circuit-breaker' && parts.lastAnswers !== null && failing.external) {
    return [
      message('call', code, parts.lastAnswers, 'asks for the last good answer'),
      message('reply', code, caller, 'reduced result, marked with its age'),
    ];
  }
  return [message('reply', code, caller, `fails: ${failing.name} does not answer; nothing is written`)];
};

const targets = ({ quality }: Requirements): string =>
  [
    ...(quality?.rto === undefined ? [] : [`back within ${quality.rto.text} (rto)`]),
    ...(quality?.rpo === undefined
      ? []
      : [
          quality.rpo.value === 0
            ? 'no change lost (rpo)'
            : `at most ${quality.rpo.text} of changes lost (rpo)`,
        ]),
  ].join(', ');

const returns = (design: Design, course: Course, failing: Failing): readonly SequenceStep[] => {
  const { requirements } = design.analysis;
  const scenario = scenarioOf(requirements, failing);
  const measure =
    scenario?.response_measure === undefined ? [] : [`${scenario.id}: ${scenario.response_measure}`];
  if (failing.external) {
    return [`${failing.lane.name} answers again`, ...measure].map(text =>
      note([course.hand, failing.lane], text),
    );
  }
  return [
    ...(course.parts.standIn === null ? [] : [note([course.hand, failing.lane], course.parts.standIn)]),
    ...[targets(requirements), ...measure]
      .filter(text => text !== '')
      .map(text => note([course.hand, failing.lane], text)),
  ];
};

/** What is made good once it answers again. */
const repair = (course: Course, failing: Failing): readonly SequenceStep[] => {
  const { journey, hand, code, caller, parts } = course;
  const again =
    parts.queue === null
      ? [message('call', caller, code, `${deedOf(journey)} once more, under the same key`)]
      : [];
  const called = failing.external
    ? [
        message('call', hand, failing.lane, `${failing.ask}, under the same key`),
        message('reply', failing.lane, hand, 'answer'),
      ]
    : [];
  return [...again, ...called, write(hand, journey.act, course), ...outcome(course)];
};

const decidedText = (design: Design, course: Course): string => {
  const made = design.decided.find(({ decision }) => decision.id === 'resilience')?.chosen;
  return made === null || made === undefined
    ? 'No decision says how failures are met; drawn is the least: a timeout, a retry and an answer that says so.'
    : `As decided: ${made.name}.${course.resilience === 'zone-redundancy' ? ' It covers parts of the system itself, not what stands outside.' : ''}`;
};

const reasonText = (journey: Journey, { lane, external }: Failing): string =>
  external
    ? `${lane.name} is ${journey.calls[0]?.external.criticality === 'hard' ? 'a hard dependency' : 'waited for'} on this way.`
    : 'No external system that this way waits for is a hard dependency, so its store is what can stop it.';

const scenarioText = ({ analysis }: Design, failing: Failing): string => {
  const scenario = scenarioOf(analysis.requirements, failing);
  return scenario === undefined ? '' : `The file wants for ${scenario.id}: “${scenario.response}”`;
};

/** The main flow while what it depends on most does not answer; null where there is no main flow. Pure. */
export const failureFlowOf = (
  design: Design,
): { readonly failing: string; readonly picture: SequencePicture; readonly told: FlowView } | null => {
  const journey = journeyOf(design);
  if (journey === null) return null;
  const course = courseOf(design, journey);
  const failing = failingOf(course);
  const steps = [
    ...arrival(course),
    ...attempts(design, course, failing),
    ...meanwhile(course, failing),
    ...returns(design, course, failing),
    ...repair(course, failing),
  ];
  return {
    failing: failing.name,
    picture: pictureOf(`${deedOf(journey)} while ${failing.name} does not answer`, lanesOf(course, 0), steps),
    told: {
      gap: '',
      text: [reasonText(journey, failing), decidedText(design, course), scenarioText(design, failing)]
        .filter(text => text !== '')
        .join(' '),
      assumptions: [
        `The command bears a key by which a repetition is recognised${failing.external ? `, also by ${failing.lane.name}` : ''}.`,
      ],
    },
  };
};
