import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containersOf } from '../../src/design/containers.ts';
import { dataPictureOf } from '../../src/design/pictures/data-picture.ts';
import { deploymentOf } from '../../src/design/pictures/deployment.ts';
import { eventsPictureOf } from '../../src/design/pictures/event-picture.ts';
import { failureFlowOf } from '../../src/design/pictures/failure-flow.ts';
import { mainFlowOf } from '../../src/design/pictures/main-flow.ts';
import type { SequencePicture, SequenceStep } from '../../src/model/diagram-views.ts';
import { containersDiagram } from '../../src/render/diagrams/diagrams.ts';
import { drawingsOf } from '../../src/render/diagrams/drawings.ts';
import type { Design } from '../../src/stages/design.ts';
import { templates } from '../render/diagram-samples.ts';
import { hostileText } from '../render/hostile-text.ts';
import { choosing, exampleDesign, examples, hostileFile, undecided } from './samples.ts';

const endsOf = (step: SequenceStep): readonly string[] => {
  if (step.kind === 'message') return [step.from, step.to];
  return step.kind === 'note' ? step.over : step.steps.flatMap(endsOf);
};

const lost = (ends: readonly string[], ids: readonly string[]): readonly string[] =>
  ends.filter(end => !ids.includes(end));

const lostInSequence = (picture: SequencePicture | null | undefined): readonly string[] =>
  lost(
    (picture?.steps ?? []).flatMap(endsOf),
    (picture?.lanes ?? []).map(({ id }) => id),
  );

/** Ends of arrows that no box of the same picture has, and ids that two boxes have. */
const faultsOf = (design: Design): readonly string[] => {
  const { requirements } = design.analysis;
  const [data, events] = [dataPictureOf(requirements), eventsPictureOf(requirements)];
  const deployment = deploymentOf(design).picture;
  const [main, failure] = [mainFlowOf(design).picture, failureFlowOf(design)?.picture];
  const boxes = (data?.boxes ?? []).map(({ id }) => id);
  const nodes = (deployment?.nodes ?? []).map(({ id }) => id);
  const eventIds = [
    ...(events?.emitters ?? []),
    ...(events?.events ?? []),
    ...(events?.subscribers ?? []),
  ].map(({ id }) => id);
  const frames = (deployment?.frames ?? []).map(({ id }) => id);
  const twice = [boxes, eventIds, (main?.lanes ?? []).map(({ id }) => id), frames].flatMap(ids =>
    ids.filter((id, at) => ids.indexOf(id) !== at),
  );
  return [
    ...twice,
    ...lost(
      (data?.references ?? []).flatMap(({ from, to }) => [from, to]),
      boxes,
    ),
    ...lost(
      [
        ...(events?.events ?? []).map(({ emitter }) => emitter),
        ...(events?.hearings ?? []).flatMap(({ from, to }) => [from, to]),
      ],
      eventIds,
    ),
    ...lost(
      (deployment?.links ?? []).flatMap(({ from, to }) => [from, to]),
      [...nodes, ...(deployment?.externals ?? []).map(({ name }) => name)],
    ),
    ...lost(
      (deployment?.nodes ?? []).flatMap(({ frame }) => frame ?? []),
      frames,
    ),
    ...lostInSequence(main),
    ...lostInSequence(failure),
  ];
};

const sound = (design: Design): void => {
  expect(faultsOf(design)).toEqual([]);
  const texts = drawingsOf(design, templates).map(({ text }) => text);
  for (const { source, alt } of [...texts, containersDiagram(design.containers, templates)]) {
    expect(source).not.toMatch(/undefined|\bnull\b|\[object/);
    expect(alt.length).toBeLessThanOrEqual(400);
  }
};

const rates = fc.constantFrom('900/s', '40/day');
const kinds = fc.constantFrom('command', 'query', 'event', 'stream', 'file');

/** Flows between anybody and anything that the file names, and one nobody names. */
const withFlows = fc
  .record({
    file: hostileFile,
    person: hostileText,
    external: hostileText,
    flows: fc.array(
      fc.record(
        {
          from: fc.nat(),
          to: fc.nat(),
          kind: kinds,
          rate: rates,
          delay: fc.constantFrom('10 s', '1 day'),
          direction: fc.constantFrom('one-way', 'two-way'),
        },
        { requiredKeys: ['from', 'to'] },
      ),
      { maxLength: 12 },
    ),
  })
  .map(({ file, person, external, flows }) => {
    const { entities } = file as { entities: readonly { name: string; owner?: string }[] };
    const ends = [
      'Hostile',
      person,
      external,
      'somebody',
      ...entities.flatMap(({ name, owner }) => [name, ...(owner === undefined ? [] : [owner])]),
    ];
    return {
      ...file,
      stakeholders: [{ role: person }],
      external_systems: [{ name: external, criticality: 'hard' }],
      flows: flows.map(flow => ({
        ...flow,
        from: ends[flow.from % ends.length],
        to: ends[flow.to % ends.length],
      })),
    };
  });

const readable = (file: object): Design | null => {
  try {
    return undecided(file);
  } catch {
    // What reading refuses never comes this far.
    return null;
  }
};

test('every arrow of every picture has both its ends, whatever the file names', () => {
  let drawn = 0;
  fc.assert(
    fc.property(withFlows, file => {
      const design = readable(file);
      if (design === null) return;
      drawn += 1;
      sound(design);
    }),
    { numRuns: 60 },
  );
  expect(drawn).toBeGreaterThan(30);
});

test('a file that says next to nothing has no picture of it, and the text asks for what is missing', () => {
  const design = undecided({ system: 'Bare', purpose: 'Be.', functional: ['The system shall be there.'] });
  sound(design);
  expect(drawingsOf(design, templates)).toEqual([]);
  for (const { told } of [mainFlowOf(design), deploymentOf(design)]) expect(told.gap).toMatch(/\?$/);
});

test.each([12, 13, 40])('%d entities: all of them stand in the picture of data, or are counted', count => {
  const names = Array.from({ length: count }, (_, place) => `Thing ${place}`);
  const picture = dataPictureOf(
    undecided({
      system: 'Large',
      purpose: 'Hold many things.',
      functional: ['The system shall hold things.'],
      entities: names.map((name, place) => ({
        name,
        owner: `Owner ${place % 4}`,
        references: place === 0 ? [] : [names[place - 1]],
      })),
    }).analysis.requirements,
  );
  expect(picture?.by).toBe(count > 12 ? 'owner' : 'entity');
  const lines = (picture?.boxes ?? []).flatMap(box => (count > 12 ? box.lines : [box.name]));
  const more = lines.map(line => Number(/^(\d+) more entities$/.exec(line)?.[1] ?? 1));
  expect(more.reduce((sum, one) => sum + one, 0)).toBe(count);
  expect((picture?.references ?? []).reduce((sum, { count: times }) => sum + times, 0)).toBe(count - 1);
});

test.each(examples)('%s: pictures hold together, whichever option is chosen', async name => {
  const design = await exampleDesign(name);
  sound(design);
  for (const { decision, weighed } of design.decided) {
    for (const { id } of weighed.proposal.options) sound(choosing(design, decision.id, id));
  }
});

test('of several gateways each passes on to the next one inside, and all that comes from outside meets the outer one', async () => {
  const { analysis, decided, context } = await exampleDesign('ticket-shop');
  const { containers, edges } = containersOf(analysis.requirements, decided, context);
  const gateways = containers.filter(({ kind }) => kind === 'gateway').map(({ id }) => id);
  const chain = [
    'caching.edge',
    'compute.platform-ingress',
    'contention.waiting-room',
    'migration.migration-facade',
  ];
  expect(gateways.toSorted()).toEqual(chain);
  const from = (id: string) => edges.filter(edge => edge.from === id).map(({ to }) => to);
  expect(from('caching.edge').filter(to => containers.some(({ id }) => id === to))).toEqual([
    'compute.platform-ingress',
  ]);
  expect(from('Fan')).toEqual(['caching.edge', 'caching.edge']);
  for (const [place, inner] of chain.slice(1).entries())
    expect(edges.filter(({ to }) => to === inner).map(edge => edge.from)).toEqual([chain[place]]);
});
