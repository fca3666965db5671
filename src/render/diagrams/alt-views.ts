import type {
  DataPicture,
  DeploymentPicture,
  EventsPicture,
  SequencePicture,
  SequenceStep,
} from '../../model/diagram-views.ts';
import { count, counted, fitting, list, sentence } from './alt.ts';
import { plainLine } from './mermaid-text.ts';

/** What the pictures of data, events, sequences and deployment show, for those who do not see them. */

const namesIn = (items: readonly { readonly id: string; readonly name: string }[]) => {
  const names = new Map(items.map(({ id, name }) => [id, name]));
  return (id: string): string => names.get(id) ?? id;
};

export const dataAlt = ({ by, boxes, references }: DataPicture): string =>
  fitting(most => {
    const nameOf = namesIn(boxes);
    const things = by === 'entity' ? count(boxes.length, 'entity', 'entities') : count(boxes.length, 'owner');
    const named = boxes.map(({ name, owner }) => (owner === null ? name : `${name} (${owner})`));
    const links = references.map(({ from, to }) => `${nameOf(from)} to ${nameOf(to)}`);
    return `Data, by ${by}:${counted(things, named, most)}${counted(count(references.length, 'reference'), links, most)}`;
  });

export const eventsAlt = ({ emitters, events, subscribers, hearings }: EventsPicture): string =>
  fitting(most => {
    const nameOf = namesIn([...emitters, ...events, ...subscribers]);
    const told = events.map(({ emitter, events: names }) => `${nameOf(emitter)} emits ${list(names, most)}`);
    const heard = hearings.map(({ from, to }) => `${nameOf(to)} of ${nameOf(from)}`);
    return `Domain events of${counted(count(emitters.length, 'owner'), told, most)}${counted(`${count(hearings.length, 'arrow')} to who hears`, heard, most)}`;
  });

const messagesOf = (steps: readonly SequenceStep[], nameOf: (id: string) => string): readonly string[] =>
  steps.flatMap(step => {
    if (step.kind === 'note') return [];
    if (step.kind === 'loop') return messagesOf(step.steps, nameOf);
    const lost = step.way === 'lost' ? ', unanswered' : '';
    return [`${nameOf(step.from)} to ${nameOf(step.to)} (${step.text}${lost})`];
  });

export const sequenceAlt = ({ title, lanes, steps }: SequencePicture): string =>
  fitting(most => {
    const messages = messagesOf(steps, namesIn(lanes));
    const who = lanes.map(({ name }) => name);
    return (
      sentence(`Sequence of ${plainLine(title)}`) +
      counted(count(lanes.length, 'participant'), who, most) +
      counted(count(messages.length, 'message'), messages, most)
    );
  });

export const deploymentAlt = ({ frames, nodes, externals }: DeploymentPicture): string =>
  fitting(most => {
    const inside = frames.map(
      ({ id, name }) =>
        `${name} with ${list(
          nodes.filter(({ frame }) => frame === id).map(one => one.name),
          most,
        )}`,
    );
    const beside = nodes.filter(({ frame }) => frame === null).map(({ name }) => name);
    return (
      `Deployment in${counted(count(frames.length, 'frame'), inside, most)}` +
      counted(`${beside.length} beside`, beside, most) +
      counted(
        count(externals.length, 'external system'),
        externals.map(({ name }) => name),
        most,
      )
    );
  });
