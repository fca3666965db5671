import type { EventsPicture } from '../../model/diagram-views.ts';
import { labelledArrow, lines } from './boxes.ts';
import { boxIds, boxOf } from './ends.ts';
import { mermaidLines } from './mermaid-text.ts';
import { asWord, type TemplateModel } from './template.ts';
import { wrap } from './wrap.ts';

const lineWidth = 26;
const emitted = { asynchronous: false, twoWay: false };
const heardOf = { asynchronous: true, twoWay: false };

/** Owners to the left, the events of each in the middle, who hears of them to the right. */
export const eventsModel = ({ emitters, events, subscribers, hearings }: EventsPicture): TemplateModel => {
  const ids = boxIds([...emitters, ...events, ...subscribers].map(({ id }) => id));
  const heard = new Set(hearings.map(({ from }) => from));
  const unheard = events.some(({ id }) => !heard.has(id));
  return {
    emitters: emitters.map(({ id, name }) => ({ id: boxOf(ids, id), name: lines(name, 'name') })),
    events: events.map(({ id, name, events: names }) => ({
      id: boxOf(ids, id),
      name: lines(name, 'detail'),
      lines: mermaidLines(names.flatMap(one => wrap(one, lineWidth))),
      look: asWord(heard.has(id) ? 'store' : 'unknown'),
    })),
    subscribers: subscribers.map(({ id, name, inside }) => ({
      id: boxOf(ids, id),
      name: lines(name, 'name'),
      look: asWord(inside ? 'part' : 'unrated'),
    })),
    arrows: [
      ...events.map(({ id, emitter }) =>
        labelledArrow({ from: boxOf(ids, emitter), to: boxOf(ids, id), ...emitted }, []),
      ),
      ...hearings.map(({ from, to, labels }) =>
        labelledArrow({ from: boxOf(ids, from), to: boxOf(ids, to), ...heardOf }, labels),
      ),
    ],
    legend: unheard ? mermaidLines(['dashed box: the file names nobody', 'who hears of these']) : null,
  };
};
