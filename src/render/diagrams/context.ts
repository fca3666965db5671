import type { SystemContextView } from '../../model/diagram.ts';
import { arrowModel, type External, externalBox, lines, personBox, sharedBox } from './boxes.ts';
import { boxId, boxIds, boxOf } from './ends.ts';
import { gather, placed, summed } from './gather.ts';
import type { TemplateModel } from './template.ts';

const most = { people: 8, externals: 12 } as const;
const weights = { hard: 2, soft: 1 } as const;

const weight = ({ criticality }: External): number => (criticality === undefined ? 0 : weights[criticality]);

/**
 * People to the left, the system in the middle, what it leans on to the right. Beyond twelve external systems
 * the hard dependencies keep boxes of their own.
 */
export const systemContextModel = (view: SystemContextView): TemplateModel => {
  const place = view.people.length;
  const ids = boxIds([...view.people, { name: view.system }, ...view.externals].map(({ name }) => name));
  const people = gather(
    placed(view.people, 0),
    most.people,
    () => 0,
    () => 'people',
  );
  const externals = gather(
    placed(view.externals, place + 1),
    most.externals,
    ({ item }) => weight(item),
    () => 'external systems',
  );
  const groups = [...people.groups, ...externals.groups];
  const flows = view.flows.map(({ from, to, label, asynchronous = false, twoWay = false }) => ({
    from: boxOf(ids, from),
    to: boxOf(ids, to),
    label,
    asynchronous,
    twoWay,
  }));
  const { arrows, inside } = summed(flows, groups);
  return {
    people: people.alone.map(({ id, item }) => personBox(id, item)),
    system: { id: boxId(place), name: lines(view.system, 'name'), purpose: lines(view.purpose, 'detail') },
    externals: externals.alone.map(({ id, item }) => externalBox(id, item)),
    shared: groups.map(group => sharedBox(group, inside.get(group.id))),
    arrows: arrows.map(arrowModel),
    asynchronous: arrows.some(arrow => arrow.asynchronous),
  };
};
