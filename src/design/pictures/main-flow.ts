import { z } from 'zod';
import type { SequencePicture } from '../../model/diagram-views.ts';
import type { Design } from '../../stages/design.ts';
import { listed } from '../labels.ts';
import {
  aftermath,
  arrival,
  type Course,
  carriedOut,
  courseOf,
  deedOf,
  lanesOf,
  note,
  outcome,
  pictureOf,
} from './flow-steps.ts';
import { type Journey, journeyOf } from './journey.ts';

/** What the document says beside a sequence. */
export const flowView = z.strictObject({
  /** Why there is no picture; empty where there is one. */
  gap: z.string(),
  text: z.string(),
  assumptions: z.array(z.string()),
});
export type FlowView = z.output<typeof flowView>;

const quoted = (text: string): string => `“${text}”`;

/** Which command is drawn, and why this one. */
const choiceText = (journey: Journey): string => {
  const { caller, flow, act, choices, because } = journey;
  if (act === null)
    return `${caller?.name ?? ''} sends a ${flow?.kind ?? 'flow'} to ${flow?.to ?? ''}; the file names no command that it could carry.`;
  const deed = `${quoted(act.command.name)} on ${act.entity.name}`;
  if (flow === null || caller === null)
    return `Drawn is ${deed}, the command that leads furthest; the flows name nobody who sends it.`;
  const rate = flow.rate === undefined ? '' : ` (${flow.rate.text})`;
  return choices === 1
    ? `Drawn is ${deed}, the one command that ${caller.name} can send to ${flow.to}${rate}.`
    : `The flow from ${caller.name} to ${flow.to}${rate} may carry ${choices} commands. Drawn is ${deed}, since ${listed(because)}; which share of the flow it has is open.`;
};

/** What the order of steps rests on that neither file nor decision says. */
const assumptionsOf = ({ journey }: Course): string[] => {
  const unsaid = journey.calls.filter(({ flow }) => flow === null).map(({ external }) => external.name);
  const called = journey.calls.map(({ external }) => external.name);
  return [
    ...(called.length === 0
      ? []
      : [
          `${listed(called)} ${called.length === 1 ? 'is' : 'are'} called before anything is written, under a key of the command by which a repetition is recognised: what was done there and not yet written is found again.`,
        ]),
    ...(unsaid.length === 0
      ? []
      : [
          `No flow says when ${listed(unsaid)} ${unsaid.length === 1 ? 'is' : 'are'} called; as a hard dependency it stands in this flow.`,
        ]),
    ...journey.inner.map(
      ({ to, act, flow }) =>
        `The flow from ${flow.from} to ${to} follows from this command${act === null ? '' : ` and carries ${quoted(act.command.name)}`}.`,
    ),
  ];
};

/** A flow names its receiver and no event: which of the possible ones it carries is not said. */
const unnamedOf = ({ journey: { heard } }: Course): string[] => {
  const open = heard.filter(
    ({ subscription }) => subscription.entities.flatMap(({ commands }) => commands).length > 1,
  );
  if (open.length === 0) return [];
  const receivers = listed([...new Set(open.map(({ subscription }) => subscription.to))]);
  const events = listed([...new Set(open.map(({ act }) => act.command.event))]);
  return [
    `No flow to ${receivers} says which events it carries; ${events} is taken to be among them, and a rate counts all of them.`,
  ];
};

const gapOf = (system: string): string =>
  `The requirements name neither a flow into ${system} nor a command, so no sequence is drawn. The question for it: who asks ${system} to do what, how often, and what does that set off?`;

/** How the weightiest command of the file runs, from its sender to those who hear of it. Pure. */
export const mainFlowOf = (
  design: Design,
): { readonly picture: SequencePicture | null; readonly told: FlowView } => {
  const journey = journeyOf(design);
  if (journey === null) {
    return {
      picture: null,
      told: { gap: gapOf(design.analysis.requirements.system), text: '', assumptions: [] },
    };
  }
  const course = courseOf(design, journey);
  const waited = [...arrival(course), ...carriedOut(course), ...outcome(course)];
  const used = pictureOf('', lanesOf(course, 0), waited).lanes.length;
  const after = aftermath(course, used);
  const between =
    after.length === 0 || course.parts.queue !== null
      ? []
      : [note([course.caller, course.parts.store], `${course.caller.name} does not wait for what follows`)];
  const steps = [...waited, ...between, ...after];
  return {
    picture: pictureOf(
      deedOf(journey),
      lanesOf(course, used + (course.parts.channel === null ? 0 : 1)),
      steps,
    ),
    told: {
      gap: '',
      text: choiceText(journey),
      assumptions: [...assumptionsOf(course), ...unnamedOf(course)],
    },
  };
};
