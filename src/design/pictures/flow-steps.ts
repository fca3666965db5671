import type { SequencePicture, SequenceStep } from '../../model/diagram-views.ts';
import type { Design } from '../../stages/design.ts';
import { listed } from '../labels.ts';
import { type EventLog, eventLogOf } from '../store.ts';
import { type FlowParts, flowPartsOf, type Lane } from './flow-parts.ts';
import type { Act, Journey } from './journey.ts';

/** What the sequences of one journey share. */
export type Course = {
  readonly journey: Journey;
  readonly parts: FlowParts;
  readonly log: EventLog;
  readonly caller: Lane;
  /** The code that the command arrives at. */
  readonly code: Lane;
  /** Who carries it out: the worker behind the queue, or the code itself. */
  readonly hand: Lane;
  /** Option of the decision on resilience; null where none was made. */
  readonly resilience: string | null;
  readonly http: boolean;
};

export const courseOf = (design: Design, journey: Journey): Course => {
  const parts = flowPartsOf(design);
  const { caller, act, flow } = journey;
  const chosen = (id: string) =>
    design.decided.find(({ decision }) => decision.id === id)?.chosen?.id ?? null;
  const code = parts.codeOf(act?.entity.name ?? flow?.to ?? design.analysis.requirements.system);
  return {
    journey,
    parts,
    log: eventLogOf(design),
    caller:
      caller === null
        ? { id: 'caller', name: 'Caller', kind: 'person' }
        : { id: 'caller', name: caller.name, kind: caller.person ? 'person' : 'external' },
    code,
    hand: parts.queue ?? code,
    resilience: chosen('resilience'),
    http: chosen('api-style') === 'rest',
  };
};

type Way = Extract<SequenceStep, { kind: 'message' }>['way'];

export const message = (
  way: Way,
  from: Lane,
  to: Lane,
  ...texts: readonly (string | undefined)[]
): SequenceStep => ({
  kind: 'message',
  way,
  from: from.id,
  to: to.id,
  text: texts.filter(text => text !== undefined && text !== '').join(', '),
});

export const note = (over: readonly Lane[], text: string): SequenceStep => ({
  kind: 'note',
  over: over.map(({ id }) => id),
  text,
});

/** What is done, as the caller would say it. */
export const deedOf = ({ act, flow }: Journey): string => act?.command.name ?? flow?.kind ?? 'request';

/** From the caller to the answer that it waits for, or to the queue that takes the command in. */
export const arrival = ({ journey, parts, caller, code, http }: Course): readonly SequenceStep[] => {
  const { act, flow } = journey;
  const operation =
    http && act?.operation ? `${act.operation.method.toUpperCase()} ${act.operation.path}` : '';
  const arrives = message(
    parts.queue === null && flow?.delay === undefined ? 'call' : 'send',
    caller,
    code,
    deedOf(journey),
    operation,
    flow?.rate?.text,
  );
  if (parts.queue === null) return [arrives];
  return [
    arrives,
    message('send', code, parts.queue, 'keeps the accepted command'),
    message(
      'reply',
      code,
      caller,
      http ? '202: accepted, with an address for its state' : 'accepted; its result comes later',
    ),
  ];
};

/** What a change writes, as the decision on events has it. */
export const written = (act: Act | null, log: EventLog): string => {
  if (act === null) return 'writes the change';
  const { entity, command } = act;
  switch (log) {
    case 'outbox':
      return `${entity.name} and ${command.event} in one transaction`;
    case 'event-sourcing':
      return `appends ${command.event}`;
    case 'log-first':
      return `${command.event}, as the log has it`;
    case 'in-process':
      return `${entity.name}, and what handlers of ${command.event} write`;
    default:
      return `writes ${entity.name}`;
  }
};

export const write = (from: Lane, act: Act | null, { parts, log }: Course): SequenceStep =>
  message('call', from, parts.store, written(act, log));

/** The lane of an external system that is called. */
export const externalLane = (name: string): Lane => ({ id: `external.${name}`, name, kind: 'external' });

export const callOf = ({ external, flow }: Journey['calls'][number]): string =>
  [flow?.kind ?? 'call', flow?.rate?.text, external.protocol].filter(text => text !== undefined).join(', ');

/** Carrying the command out: calls outside, then the change with its event, then what goes on to other owners. */
export const carriedOut = (course: Course): readonly SequenceStep[] => {
  const { journey, hand, parts } = course;
  return [
    ...journey.calls.flatMap(call => {
      const to = externalLane(call.external.name);
      return [message('call', hand, to, callOf(call)), message('reply', to, hand, 'answer')];
    }),
    write(hand, journey.act, course),
    ...journey.inner.flatMap(({ to, act, flow }) => {
      const other = parts.codeOf(act?.entity.name ?? to);
      return [
        message('call', hand, other, act?.command.name ?? flow.kind ?? 'request', flow.rate?.text),
        write(other, act, course),
        ...(other.id === hand.id ? [] : [message('reply', other, hand, 'done')]),
      ];
    }),
  ];
};

/** What the caller hears in the end. */
export const outcome = ({ parts, code, caller }: Course): readonly SequenceStep[] =>
  parts.queue === null
    ? [message('reply', code, caller, 'done')]
    : [
        message('call', parts.queue, code, 'reports the result'),
        message('reply', code, caller, 'result, when asked for'),
      ];

/** More lanes than this and none is legible; subscribers then share one. */
const mostLanes = 7;

/** The lane of each subscriber, and whether messages to it have to name it. */
const hearersOf = (course: Course, used: number): ReadonlyMap<string, Lane> => {
  const heard = course.journey.heard.map(({ subscription }) => subscription);
  const names = [...new Map(heard.map(({ to, inside }) => [to, inside]))];
  const laneOf = (name: string, inside: boolean): Lane =>
    inside ? course.parts.codeOf(name) : externalLane(name);
  if (names.length <= Math.max(1, mostLanes - used))
    return new Map(names.map(([name, inside]) => [name, laneOf(name, inside)]));
  const kind = names.some(([, inside]) => !inside) ? 'external' : 'part';
  const shared: Lane = { id: 'hearers', name: listed(names.map(([name]) => name)), kind };
  return new Map(names.map(([name]) => [name, shared]));
};

/** From the recorded event to those who hear of it, and the lanes of these. */
export const aftermath = (course: Course, used: number): readonly SequenceStep[] => {
  const { journey, parts, log, code } = course;
  const hearers = hearersOf(course, used + (parts.channel === null ? 0 : 1));
  const acts = [...new Set(journey.heard.map(({ act }) => act))];
  const source = parts.channel ?? code;
  const taken: readonly SequenceStep[] =
    parts.channel === null
      ? []
      : acts.map(({ entity, command }) =>
          message(
            'send',
            parts.store,
            source,
            log === 'change-data-capture' ? `change of ${entity.name}, as ${command.event}` : command.event,
          ),
        );
  return [
    ...taken,
    ...journey.heard.flatMap(({ act, subscription: { to, rate, within } }) => {
      const lane = hearers.get(to);
      if (lane === undefined) return [];
      const named =
        lane.id === 'hearers' || lane.name !== to ? `to ${to}: ${act.command.event}` : act.command.event;
      return [message('send', source, lane, named, rate ?? '', within === null ? '' : `within ${within}`)];
    }),
  ];
};

const endsOf = (step: SequenceStep): readonly string[] =>
  step.kind === 'message'
    ? [step.from, step.to]
    : step.kind === 'note'
      ? step.over
      : step.steps.flatMap(endsOf);

/** The lanes that steps touch, in the order given. */
export const pictureOf = (
  title: string,
  lanes: readonly (Lane | null)[],
  steps: readonly SequenceStep[],
): SequencePicture => {
  const touched = new Set(steps.flatMap(endsOf));
  const unique = new Map(
    lanes.flatMap(one => (one === null || !touched.has(one.id) ? [] : [[one.id, one] as const])),
  );
  return { title, lanes: [...unique.values()], steps };
};

/** All lanes of a journey, from the caller to those who hear of it. */
export const lanesOf = (course: Course, used: number): readonly (Lane | null)[] => [
  course.caller,
  course.code,
  course.parts.queue,
  course.parts.lastAnswers,
  ...course.journey.calls.map(({ external }) => externalLane(external.name)),
  ...course.journey.inner.map(({ to, act }) => course.parts.codeOf(act?.entity.name ?? to)),
  course.parts.store,
  course.parts.channel,
  ...hearersOf(course, used).values(),
];
