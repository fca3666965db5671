import type { SequencePicture, SequenceStep } from '../../model/diagram-views.ts';
import { boxIds, boxOf } from './ends.ts';
import { type MermaidText, mermaidLines } from './mermaid-text.ts';
import { asWord, type TemplateModel, type Word } from './template.ts';
import { wrap } from './wrap.ts';

/** Pixels of all lanes together, and of one at most: wider ones only part what belongs together. */
const allLanes = 800;
const widestLane = 170;
const gap = 14;
/** Of text, generously: a line that is wider than its room parts the lanes. */
const character = 6.6;

type Lanes = {
  readonly ids: ReadonlyMap<string, Word>;
  readonly places: readonly string[];
  readonly width: number;
};

const headLine = 15;
const headPadding = 10;

const broken = (text: string, room: number): readonly string[] =>
  wrap(text, Math.max(1, Math.floor(room / character)));

const lines = (text: string, room: number): MermaidText => mermaidLines(broken(text, room), 'sequence');

/** Pixels between two lanes: what a text over them may take. */
const roomOf = ({ places, width }: Lanes, from: string, to: string): number => {
  const apart = Math.abs(places.indexOf(from) - places.indexOf(to));
  return Math.max(1, apart) * (width + gap) - gap;
};

const nothing = { message: null, note: null, loop: false, end: false };

const noteLine = (lanes: Lanes, over: readonly string[], text: string): TemplateModel => {
  const sorted = over.toSorted((a, b) => lanes.places.indexOf(a) - lanes.places.indexOf(b));
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)];
  const room = first === last ? lanes.width : roomOf(lanes, first, last);
  return {
    ...nothing,
    note: {
      from: boxOf(lanes.ids, first),
      to: first === last ? null : boxOf(lanes.ids, last),
      text: lines(text, room),
    },
  };
};

const linesOf = (lanes: Lanes, step: SequenceStep): readonly TemplateModel[] => {
  switch (step.kind) {
    case 'message':
      return [
        {
          ...nothing,
          message: {
            from: boxOf(lanes.ids, step.from),
            to: boxOf(lanes.ids, step.to),
            text: lines(step.text, roomOf(lanes, step.from, step.to)),
            call: step.way === 'call',
            send: step.way === 'send',
            reply: step.way === 'reply',
            lost: step.way === 'lost',
          },
        },
      ];
    case 'note':
      return [noteLine(lanes, step.over, step.text)];
    case 'loop': {
      // Mermaid breaks the label of a loop by itself, and in the midst of entities: a note says it instead.
      const [first] = step.steps;
      const over = first?.kind === 'message' ? [first.from, first.to] : lanes.places.slice(0, 1);
      return [
        { ...nothing, loop: true },
        noteLine(lanes, over, step.text),
        ...step.steps.flatMap(one => linesOf(lanes, one)),
        { ...nothing, end: true },
      ];
    }
  }
};

/** Lanes from left to right, as wide as the page allows; texts are broken to the room between their lanes. */
export const sequenceModel = (view: SequencePicture): TemplateModel => {
  const places = view.lanes.map(({ id }) => id);
  const width = Math.min(widestLane, Math.floor(allLanes / Math.max(1, places.length)) - gap);
  const lanes: Lanes = { ids: boxIds(places), places, width };
  const heads = view.lanes.map(({ name }) => broken(name, width - 6));
  return {
    laneWidth: width,
    laneGap: gap,
    headHeight: Math.max(1, ...heads.map(head => head.length)) * headLine + headPadding,
    lanes: view.lanes.map(({ id, kind }, at) => ({
      id: boxOf(lanes.ids, id),
      name: mermaidLines(heads[at] ?? [], 'sequence'),
      look: asWord(kind),
    })),
    lines: view.steps.flatMap(step => linesOf(lanes, step)),
  };
};
