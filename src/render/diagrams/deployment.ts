import type { DeploymentPicture } from '../../model/diagram-views.ts';
import { externalBox, labelledArrow, lines, nodeBox } from './boxes.ts';
import { boxId, boxIds, boxOf } from './ends.ts';
import { mermaidLines } from './mermaid-text.ts';
import { slices, tiesBetween } from './rows.ts';
import { asWord, type TemplateModel, type Word } from './template.ts';
import { wrap } from './wrap.ts';

const boxesInRow = 4;

/** A frame for each zone or for the platform, what stands beside them below, external systems last. */
export const deploymentModel = ({ frames, nodes, externals, links }: DeploymentPicture): TemplateModel => {
  const ids = boxIds([...nodes.map(({ id }) => id), ...externals.map(({ name }) => name)]);
  const boxes = (frame: string | null) =>
    nodes.filter(node => node.frame === frame).map(node => nodeBox(boxOf(ids, node.id), node));
  const arrows = links.map(({ from, to, both }) => ({
    from: boxOf(ids, from),
    to: boxOf(ids, to),
    asynchronous: false,
    twoWay: both,
  }));
  const drawn = arrows.map(({ from, to }) => ({ from, to }));
  const alone = (id: Word): boolean => drawn.every(({ from, to }) => from !== id && to !== id);
  const beside = nodes.filter(({ frame }) => frame === null);
  const untied = beside.filter(({ id }) => alone(boxOf(ids, id)));
  const gathered = untied.length > 2 ? untied : [];
  const more = asWord('more');
  const rows = [
    ...(gathered.length === 0 ? untied.map(({ id }) => [boxOf(ids, id)]) : [[more]]),
    ...slices(externals.map(({ name }) => boxOf(ids, name)).filter(alone), boxesInRow),
  ];
  const firstIn = (frame: string, title: Word) =>
    nodes
      .filter(node => node.frame === frame)
      .slice(0, 1)
      .map(({ id }) => ({ from: title, to: boxOf(ids, id) }));
  const lowest = frames.flatMap(({ id }) =>
    nodes
      .filter(({ frame }) => frame === id)
      .slice(-1)
      .map(node => boxOf(ids, node.id)),
  );
  return {
    frames: frames.map(({ id, name }, place) => ({
      id: asWord(`frame${place}`),
      title: boxId(ids.size + place),
      name: lines(name, 'shared'),
      nodes: boxes(id),
    })),
    beside: beside.filter(node => !gathered.includes(node)).map(node => nodeBox(boxOf(ids, node.id), node)),
    shared:
      gathered.length === 0
        ? []
        : [
            {
              id: more,
              name: lines(`${gathered.length} more parts, no decision says where`, 'shared'),
              names: mermaidLines(
                gathered.flatMap(({ name, technology }) =>
                  wrap(technology === '' ? name : `${name} (${technology})`, 60),
                ),
              ),
            },
          ],
    externals: externals.map(external => externalBox(boxOf(ids, external.name), external)),
    arrows: arrows.map(arrow => labelledArrow(arrow, [])),
    ties: [
      ...frames.flatMap(({ id }, place) => firstIn(id, boxId(ids.size + place))),
      ...tiesBetween([lowest, ...rows], drawn),
    ],
  };
};
