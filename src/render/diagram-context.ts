import type { SystemContextView } from '../model/diagram.ts';
import { arrowModel, externalBox, lines, personBox, sharedBox } from './diagram-boxes.ts';
import { boxId, boxIds, boxOf } from './diagram-ends.ts';
import { heaviest, sharedId, summed } from './diagram-gather.ts';
import type { TemplateModel, Word } from './diagram-template.ts';

const most = { people: 8, externals: 12 } as const;
const weights = { hard: 2, soft: 1 } as const;

/**
 * People to the left, the system in the middle, what it leans on to the right. Beyond twelve external systems
 * the hard dependencies keep boxes of their own.
 */
export const systemContextModel = (view: SystemContextView): TemplateModel => {
  const place = view.people.length;
  const names = [...view.people, { name: view.system }, ...view.externals].map(({ name }) => name);
  const ids = boxIds(names);
  const people = heaviest(
    view.people.map((item, at) => ({ item, id: boxId(at) })),
    most.people,
    () => 0,
  );
  const externals = heaviest(
    view.externals.map((item, at) => ({ item, id: boxId(place + 1 + at) })),
    most.externals,
    ({ criticality }) => (criticality === undefined ? 0 : weights[criticality]),
  );
  const groups = [
    { what: 'people', others: people.others },
    { what: 'external systems', others: externals.others },
  ].flatMap(({ what, others }) => {
    const [first] = others;
    return first === undefined ? [] : [{ what, others, id: sharedId(first.id) }];
  });
  const shared = new Map<Word, Word>(
    groups.flatMap(({ id, others }) => others.map(other => [other.id, id] as const)),
  );
  const flows = view.flows.map(({ from, to, label, asynchronous = false }) => ({
    from: boxOf(ids, from),
    to: boxOf(ids, to),
    label,
    asynchronous,
  }));
  const { arrows, inside } = summed(flows, shared);
  return {
    people: people.alone.map(({ id, item }) => personBox(id, item)),
    system: { id: boxId(place), name: lines(view.system, 'name'), purpose: lines(view.purpose, 'detail') },
    externals: externals.alone.map(({ id, item }) => externalBox(id, item)),
    shared: groups.map(({ id, what, others }) =>
      sharedBox({ id, items: others.map(({ item }) => item) }, what, inside.get(id)),
    ),
    arrows: arrows.map(arrowModel),
    asynchronous: arrows.some(arrow => arrow.asynchronous),
  };
};
