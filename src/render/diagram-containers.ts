import type { ContainersView } from '../model/diagram.ts';
import { arrowModel, containerBox, externalBox, kindWords, personBox, sharedBox } from './diagram-boxes.ts';
import { boxId, boxIds, boxOf } from './diagram-ends.ts';
import { type Gathered, heaviest, type Placed, sharedId, summed } from './diagram-gather.ts';
import { rowsOf, slices, tiesBetween } from './diagram-rows.ts';
import type { TemplateModel, Word } from './diagram-template.ts';
import { wrap } from './diagram-wrap.ts';
import { mermaidLines } from './mermaid-text.ts';

const boxesInRow = 4;
const most = { people: 4, containers: 14, fullContainers: 10, externals: 6 } as const;

type Group = Gathered<{ readonly name: string }> & {
  readonly what: string;
  readonly inBoundary: boolean;
  readonly members: readonly Word[];
};

const group = (
  others: readonly Placed<{ readonly name: string }>[],
  what: string,
  inBoundary: boolean,
): readonly Group[] => {
  const [first] = others;
  if (first === undefined) return [];
  const items = others.map(({ item }) => item);
  return [{ id: sharedId(first.id), items, what, inBoundary, members: others.map(({ id }) => id) }];
};

/** The system's boundary with its containers, in rows; people above, external systems below. */
export const containersModel = (view: ContainersView): TemplateModel => {
  const names = [
    ...view.people.map(({ name }) => name),
    ...view.containers.map(({ id }) => id),
    ...view.externals.map(({ name }) => name),
  ];
  const ids = boxIds(names);
  const edges = view.edges.map(({ from, to, label, asynchronous }) => ({
    from: boxOf(ids, from),
    to: boxOf(ids, to),
    label,
    asynchronous,
  }));
  const degree = (id: Word | undefined): number =>
    edges.filter(({ from, to }) => from === id || to === id).length;

  const placed = <Item>(items: readonly Item[], first: number): readonly Placed<Item>[] =>
    items.map((item, at) => ({ item, id: boxId(first + at) }));
  const people = heaviest(placed(view.people, 0), most.people, () => 0);
  const afterPeople = view.people.length;
  const containers = heaviest(
    placed(view.containers, afterPeople),
    view.containers.length > most.containers ? most.fullContainers : most.containers,
    ({ id }) => degree(ids.get(id)),
  );
  const externals = heaviest(
    placed(view.externals, afterPeople + view.containers.length),
    most.externals,
    ({ name }) => degree(ids.get(name)),
  );
  const kinds = [...new Set(containers.others.map(({ item }) => item.kind))];
  const groups = [
    ...group(people.others, 'people', false),
    ...kinds.flatMap(kind =>
      group(
        containers.others.filter(({ item }) => item.kind === kind),
        kindWords[kind][1],
        true,
      ),
    ),
    ...group(externals.others, 'external systems', false),
  ];
  const shared = new Map(groups.flatMap(({ id, members }) => members.map(member => [member, id] as const)));
  const { arrows, inside } = summed(edges, shared);

  const inner = [...containers.alone, ...groups.filter(({ inBoundary }) => inBoundary)].map(({ id }) => id);
  const outer = [...externals.alone, ...groups.filter(({ what }) => what === 'external systems')].map(
    ({ id }) => id,
  );
  const innerArrows = arrows.filter(({ from, to }) => inner.includes(from) && inner.includes(to));
  const above = people.alone.map(({ id }) => id);
  const rows = [
    ...(above.length === 0 ? [] : [above]),
    ...rowsOf(inner, innerArrows, boxesInRow),
    ...slices(outer, boxesInRow),
  ];
  const boxes = groups.map(each => ({ ...each, model: sharedBox(each, each.what, inside.get(each.id)) }));
  return {
    system: mermaidLines(wrap(view.system, 60)),
    people: people.alone.map(({ id, item }) => personBox(id, item)),
    containers: containers.alone.map(({ id, item }) => containerBox(id, item)),
    externals: externals.alone.map(({ id, item }) => externalBox(id, item)),
    sharedInside: boxes.filter(({ inBoundary }) => inBoundary).map(({ model }) => model),
    sharedOutside: boxes.filter(({ inBoundary }) => !inBoundary).map(({ model }) => model),
    arrows: arrows.map(arrowModel),
    ties: tiesBetween(rows, arrows),
    asynchronous: arrows.some(arrow => arrow.asynchronous),
  };
};
