import type { DataPicture } from '../../model/diagram-views.ts';
import { arrowModel, lines } from './boxes.ts';
import { boxIds, boxOf } from './ends.ts';
import type { DrawnArrow } from './gather.ts';
import { mermaidLines } from './mermaid-text.ts';
import { rowsOf, tiesBetween } from './rows.ts';
import { asWord, type TemplateModel } from './template.ts';
import { wrap } from './wrap.ts';

const boxesInRow = 4;
const lineWidth = 24;

const legendOf = ({ by, references }: DataPicture): readonly string[] => [
  ...(by === 'owner' ? ['box: an owner and its entities'] : []),
  ...(references.length === 0 ? [] : ['arrow: refers to']),
  ...(by === 'entity' && references.some(({ crossing }) => crossing)
    ? ['dotted: to an entity of another owner']
    : []),
];

/** What is referred to stands below what refers to it, as far as there is no circle. */
export const dataModel = (view: DataPicture): TemplateModel => {
  const ids = boxIds(view.boxes.map(({ id }) => id));
  const arrows: readonly DrawnArrow[] = view.references.map(({ from, to, crossing, count }) => ({
    from: boxOf(ids, from),
    to: boxOf(ids, to),
    label: count === 1 ? undefined : `${count} references`,
    asynchronous: crossing && view.by === 'entity',
    twoWay: false,
  }));
  const legend = legendOf(view);
  const below = legend.length === 0 ? [] : [[asWord('legend')]];
  return {
    boxes: view.boxes.map(({ id, name, owner, lines: fields }) => ({
      id: boxOf(ids, id),
      name: lines(name, 'name'),
      owner: owner === null ? null : lines(`owner: ${owner}`, 'detail'),
      lines: fields.length === 0 ? null : mermaidLines(fields.flatMap(field => wrap(field, lineWidth))),
      look: asWord('store'),
    })),
    references: arrows.map(arrowModel),
    ties: tiesBetween([...rowsOf([...ids.values()], arrows, boxesInRow), ...below], arrows),
    legend: legend.length === 0 ? null : mermaidLines(legend),
  };
};
