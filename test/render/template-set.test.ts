import { expect, test } from 'vitest';
import { readTemplates } from '../../src/io/package-files.ts';
import { containersModel } from '../../src/render/diagrams/containers.ts';
import { systemContextModel } from '../../src/render/diagrams/context.ts';
import { tradeOffModel } from '../../src/render/diagrams/trade-off.ts';
import { diagramViews } from '../../src/render/diagrams/views.ts';
import { checkTemplates, mainTemplates } from '../../src/render/templates/set.ts';
import { manyContainers, typicalContainers, typicalContext, typicalTradeOff } from './diagram-samples.ts';

const ofPackage = { documents: readTemplates('documents'), diagrams: readTemplates('diagrams') };

test('the templates of the package keep to their views, and each of them is used', () => {
  const { issues, uses } = checkTemplates(ofPackage);
  expect(issues).toEqual([]);
  const known = new Set([...mainTemplates, ...uses].map(({ kind, name }) => `${kind}/${name}`));
  for (const kind of ['documents', 'diagrams'] as const)
    for (const name of Object.keys(ofPackage[kind])) expect([...known]).toContain(`${kind}/${name}`);
});

test('the views of diagrams are what their models hold', () => {
  const longNames = {
    ...typicalTradeOff.options[0],
    name: 'A name that needs several lines to be told'.repeat(3),
  };
  const models = [
    [diagramViews['system-context'], systemContextModel(typicalContext)],
    [diagramViews.containers, containersModel(typicalContainers)],
    [diagramViews.containers, containersModel(manyContainers(19))],
    [diagramViews['trade-off'], tradeOffModel(typicalTradeOff)],
    [
      diagramViews['trade-off'],
      tradeOffModel({
        ...typicalTradeOff,
        options: [longNames, ...typicalTradeOff.options.slice(1)] as never,
      }),
    ],
  ] as const;
  for (const [view, model] of models) expect(view.parse(model)).toEqual(model);
});
