import type { ContainersView } from '../../model/diagram.ts';
import {
  arrowModel,
  containerBox,
  externalBox,
  kindWords,
  narrowArrow,
  personBox,
  sharedBox,
} from './boxes.ts';
import { boxIds, boxOf } from './ends.ts';
import { type DrawnArrow, type Group, gather, placed, summed } from './gather.ts';
import { mermaidLines } from './mermaid-text.ts';
import { rowsOf, slices, tiesBetween } from './rows.ts';
import { asWord, type TemplateModel, type Word } from './template.ts';
import { wrap } from './wrap.ts';

const boxesInRow = 4;
const boxesInCrowdedRow = 3;
/** Beyond `containers` boxes only `hubs`, those with the most arrows, keep a box of their own. */
const most = { people: 3, containers: 9, detailed: 8, hubs: 3, externals: 3, crowdedOuter: 1 } as const;

const title = asWord('title');

const idsOf = (boxes: readonly { readonly id: Word }[]): readonly Word[] => boxes.map(({ id }) => id);

/** The edges of a view between boxes. */
const edgesOf = ({ people, containers, externals, edges }: ContainersView): readonly DrawnArrow[] => {
  const ids = boxIds([
    ...people.map(({ name }) => name),
    ...containers.map(({ id }) => id),
    ...externals.map(({ name }) => name),
  ]);
  return edges.map(({ from, to, label, asynchronous, twoWay = false }) => ({
    from: boxOf(ids, from),
    to: boxOf(ids, to),
    label,
    asynchronous,
    twoWay,
  }));
};

/** Which things have boxes of their own, and which share one. */
const gatherAll = ({ people, containers, externals }: ContainersView, edges: readonly DrawnArrow[]) => {
  const degree = ({ id }: { readonly id: Word }): number =>
    edges.filter(({ from, to }) => from === id || to === id).length;
  const crowded = containers.length > most.containers;
  const full = crowded ? most.hubs : most.containers;
  const outer = (usual: number): number => (crowded ? most.crowdedOuter : usual);
  const afterContainers = people.length + containers.length;
  const outside = placed(externals, afterContainers);
  // Who calls stands above the boundary and whom it calls below: a box for both would stand beside it.
  const callers = new Set(
    outside.filter(({ id }) => edges.some(({ from }) => from === id)).map(one => one.item),
  );
  return {
    people: gather(placed(people, 0), outer(most.people), degree, () => 'people'),
    containers: gather(placed(containers, people.length), full, degree, ({ kind }) => kindWords[kind][1]),
    externals: gather(outside, outer(most.externals), degree, one =>
      callers.has(one) ? 'external callers' : 'external systems',
    ),
  };
};

/** The system's boundary with its containers, in rows; above it who calls it, below it whom it calls. */
export const containersModel = (view: ContainersView): TemplateModel => {
  const edges = edgesOf(view);
  const { people, containers, externals } = gatherAll(view, edges);
  const groups = [people, containers, externals].flatMap(gathered => gathered.groups);
  const crowded = view.containers.length > most.containers;
  const { arrows, inside } = summed(edges, groups);
  const shared = (each: readonly Group[]) => each.map(group => sharedBox(group, inside.get(group.id)));

  const inner = idsOf([...containers.alone, ...containers.groups]);
  const between = arrows.filter(({ from, to }) => inner.includes(from) && inner.includes(to));
  // The title is a box in the last row: arrows from above would run through the title of a Mermaid subgraph.
  const outer = idsOf([...externals.alone, ...externals.groups]);
  const calling = outer.filter(id => arrows.some(({ from }) => from === id));
  const inRow = crowded ? boxesInCrowdedRow : boxesInRow;
  const rows = [
    ...slices([...idsOf([...people.alone, ...people.groups]), ...calling], boxesInRow),
    ...rowsOf(inner, between, inRow),
    [title],
    ...slices(
      outer.filter(id => !calling.includes(id)),
      boxesInRow,
    ),
  ];
  return {
    title: {
      id: title,
      system: mermaidLines(wrap(view.system, 60)),
      asynchronous: arrows.some(arrow => arrow.asynchronous),
    },
    people: people.alone.map(({ id, item }) => personBox(id, item)),
    containers: containers.alone.map(({ id, item }) =>
      containerBox(id, item, view.containers.length <= most.detailed),
    ),
    externals: externals.alone.map(({ id, item }) => externalBox(id, item)),
    sharedInside: shared(containers.groups),
    sharedOutside: shared([...people.groups, ...externals.groups]),
    arrows: arrows.map(arrow => (crowded ? narrowArrow(arrow) : arrowModel(arrow))),
    gap: crowded ? 6 : 20,
    ties: tiesBetween(rows, arrows),
  };
};
