import type { ContainersView } from '../model/diagram.ts';
import { arrow, containerBox, externalBox, personBox } from './diagram-boxes.ts';
import { boxId, boxIds, boxOf } from './diagram-ends.ts';
import { rowsOf, tiesBetween } from './diagram-rows.ts';
import type { TemplateModel } from './diagram-template.ts';
import { wrap } from './diagram-wrap.ts';
import { mermaidLines } from './mermaid-text.ts';

const boxesInRow = 4;

/** The system's boundary with its containers, in rows; people above, external systems outside. */
export const containersModel = (view: ContainersView): TemplateModel => {
  const { people, containers, externals } = view;
  const names = [...people.map(p => p.name), ...containers.map(c => c.id), ...externals.map(e => e.name)];
  const ids = boxIds(names);
  const boxes = names.map((_, place) => boxId(place));
  const edges = view.edges.map(edge =>
    arrow(boxOf(ids, edge.from), boxOf(ids, edge.to), edge.label, edge.asynchronous),
  );
  return {
    system: mermaidLines(wrap(view.system, 60)),
    people: people.map((person, place) => personBox(boxId(place), person)),
    containers: containers.map((container, place) => containerBox(boxId(people.length + place), container)),
    externals: externals.map((external, place) =>
      externalBox(boxId(people.length + containers.length + place), external),
    ),
    edges,
    ties: tiesBetween(rowsOf(boxes, edges, boxesInRow), edges),
    legend: view.edges.some(edge => edge.asynchronous),
  };
};
