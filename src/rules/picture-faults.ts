import { dataPictureOf } from '../design/pictures/data-picture.ts';
import { deploymentOf } from '../design/pictures/deployment.ts';
import { eventsPictureOf } from '../design/pictures/event-picture.ts';
import { failureFlowOf } from '../design/pictures/failure-flow.ts';
import { mainFlowOf } from '../design/pictures/main-flow.ts';
import type {
  DataPicture,
  DeploymentPicture,
  EventsPicture,
  SequencePicture,
  SequenceStep,
} from '../model/diagram-views.ts';
import type { Design } from '../stages/design.ts';

export type PictureFault = { readonly picture: string; readonly fault: string };

/** A picture as boxes and arrows: what every template needs of it, whatever its look. */
type Shape = {
  readonly picture: string;
  readonly boxes: readonly { readonly id: string; readonly name: string }[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
};

const named = (names: readonly { readonly name: string }[]): Shape['boxes'] =>
  names.map(({ name }) => ({ id: name, name }));

const contextShape = ({ context }: Design): Shape => ({
  picture: 'System context',
  boxes: [...named([{ name: context.system }]), ...named(context.people), ...named(context.externals)],
  arrows: context.flows,
});

const containersShape = ({ containers }: Design): Shape => ({
  picture: 'Containers',
  boxes: [...containers.containers, ...named(containers.people), ...named(containers.externals)],
  arrows: containers.edges,
});

const dataShape = ({ boxes, references }: DataPicture): Shape => ({
  picture: 'Data',
  boxes,
  arrows: references,
});

const eventsShape = ({ emitters, events, subscribers, hearings }: EventsPicture): Shape => ({
  picture: 'Events',
  boxes: [...emitters, ...events, ...subscribers],
  arrows: [...events.map(({ emitter, id }) => ({ from: emitter, to: id })), ...hearings],
});

const deploymentShape = ({ frames, nodes, externals, links }: DeploymentPicture): Shape => ({
  picture: 'Deployment',
  boxes: [...frames, ...nodes, ...named(externals)],
  arrows: [...links, ...nodes.flatMap(({ id, frame }) => (frame === null ? [] : [{ from: frame, to: id }]))],
});

const stepArrows = (step: SequenceStep): Shape['arrows'] => {
  switch (step.kind) {
    case 'message':
      return [step];
    case 'note':
      return step.over.map(lane => ({ from: lane, to: lane }));
    case 'loop':
      return step.steps.flatMap(stepArrows);
  }
};

const sequenceShape = ({ title, lanes, steps }: SequencePicture): Shape => ({
  picture: title,
  boxes: lanes,
  arrows: steps.flatMap(stepArrows),
});

const shapeOf = <Picture>(
  picture: Picture | null | undefined,
  shape: (picture: Picture) => Shape,
): readonly Shape[] => (picture === null || picture === undefined ? [] : [shape(picture)]);

const shapesOf = (design: Design): readonly Shape[] => [
  contextShape(design),
  containersShape(design),
  ...shapeOf(mainFlowOf(design).picture, sequenceShape),
  ...shapeOf(failureFlowOf(design)?.picture, sequenceShape),
  ...shapeOf(deploymentOf(design).picture, deploymentShape),
  ...shapeOf(dataPictureOf(design.analysis.requirements), dataShape),
  ...shapeOf(eventsPictureOf(design.analysis.requirements), eventsShape),
];

const faultsOf = ({ picture, boxes, arrows }: Shape): PictureFault[] => {
  const ids = new Set(boxes.map(({ id }) => id));
  const lost = arrows.flatMap(({ from, to }) => [from, to]).filter(end => !ids.has(end));
  return [
    ...(boxes.some(({ name }) => name.trim() === '') ? ['a box has no name'] : []),
    ...[...new Set(lost)].map(end => `an arrow begins or ends at “${end}”, which it does not show`),
  ].map(fault => ({ picture, fault }));
};

/** Boxes without a name, and arrows that begin or end at no box, in all pictures of a design. Pure. */
export const pictureFaults = (design: Design): readonly PictureFault[] => shapesOf(design).flatMap(faultsOf);
