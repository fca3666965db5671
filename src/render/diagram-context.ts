import type { SystemContextView } from '../model/diagram.ts';
import { arrow, boxColumns, externalBox, personBox } from './diagram-boxes.ts';
import { boxId, boxIds, boxOf } from './diagram-ends.ts';
import type { TemplateModel } from './diagram-template.ts';
import { wrap } from './diagram-wrap.ts';
import { mermaidLines } from './mermaid-text.ts';

/** People to the left, the system in the middle, what it leans on to the right. */
export const systemContextModel = (view: SystemContextView): TemplateModel => {
  const firstExternal = view.people.length + 1;
  const ids = boxIds([
    ...view.people.map(({ name }) => name),
    view.system,
    ...view.externals.map(({ name }) => name),
  ]);
  return {
    people: view.people.map((person, place) => personBox(boxId(place), person)),
    system: {
      id: boxId(view.people.length),
      name: mermaidLines(wrap(view.system, boxColumns)),
      purpose: mermaidLines(wrap(view.purpose, boxColumns + 2)),
    },
    externals: view.externals.map((external, place) => externalBox(boxId(firstExternal + place), external)),
    flows: view.flows.map(flow =>
      arrow(boxOf(ids, flow.from), boxOf(ids, flow.to), flow.label, flow.asynchronous),
    ),
    legend: view.flows.some(flow => flow.asynchronous),
  };
};
